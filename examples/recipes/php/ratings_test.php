<?php

// Tests of a program that speaks to Nicereply, against the emulator: php ratings_test.php
// They are plain functions, so that nothing has to be downloaded to try them. In PHPUnit each becomes a method.

declare(strict_types=1);

require __DIR__ . '/Emulator.php';

const SURVEY = '34b91c1c-fbe4-4b05-8780-93ac67b3b041'; // of the demo data, scores 1 to 5

/** @return array{int, array<string, mixed>} status and body */
function call(Emulator $emulator, string $method, string $path, ?array $body = null): array
{
    $headers = ['Authorization: Basic ' . base64_encode(':' . $emulator->apiKey)]; // the user name is blank
    $options = ['method' => $method, 'ignore_errors' => true];
    if ($body !== null) {
        $headers[] = 'Content-Type: application/json';
        $options['content'] = json_encode($body, JSON_THROW_ON_ERROR);
    }
    $context = stream_context_create(['http' => $options + ['header' => $headers]]);
    $answer = fopen($emulator->baseUrl . $path, 'r', context: $context);
    $status = (int) explode(' ', stream_get_meta_data($answer)['wrapper_data'][0])[1];
    return [$status, json_decode(stream_get_contents($answer), true, flags: JSON_THROW_ON_ERROR)];
}

function create(Emulator $emulator, int $score): array
{
    return call($emulator, 'POST', '/ratings', [
        'survey_id' => SURVEY,
        'score' => $score,
        'user' => ['username' => 'agentBob'],
    ]);
}

function countRatings(Emulator $emulator): int
{
    [, $page] = call($emulator, 'GET', '/surveys/' . SURVEY . '/ratings');
    return $page['_pagination']['total'];
}

function same(mixed $expected, mixed $found): void
{
    if ($expected !== $found) {
        throw new RuntimeException('expected ' . var_export($expected, true) . ', found ' . var_export($found, true));
    }
}

$tests = [
    'a rating is kept and counted' => function (Emulator $emulator): void {
        $before = countRatings($emulator);
        [$status, $created] = create($emulator, 4);
        same(201, $status);
        [, $read] = call($emulator, 'GET', '/csat/ratings/' . $created['_results']['id']);
        same(4, $read['_results']['score']);
        same($before + 1, countRatings($emulator));
    },
    'what another test did is gone' => function (Emulator $emulator): void {
        $before = countRatings($emulator);
        create($emulator, 1);
        $emulator->reset();
        same($before, countRatings($emulator));
    },
    'a score beyond the scale is refused, with the reason' => function (Emulator $emulator): void {
        [$status, $refused] = create($emulator, 9);
        same(400, $status);
        same(true, str_contains($refused['errors'][0], 'requestBody[score]'));
    },
];

$emulator = Emulator::start();
foreach ($tests as $name => $test) {
    $emulator->reset();
    $test($emulator);
    echo "ok: $name\n";
}
$emulator->stop();
echo count($tests), " passed, 0 failed\n";
