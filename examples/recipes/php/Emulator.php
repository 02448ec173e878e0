<?php

declare(strict_types=1);

/**
 * A Nicereply emulator for tests, on a free port. Nothing but PHP 8.1 or newer is needed.
 *
 * Start one in setUpBeforeClass(), call reset() in setUp() and stop() in tearDownAfterClass().
 */
final class Emulator
{
    /**
     * @param resource $process
     * @param array<int, resource> $pipes kept, because the emulator ends when its standard input is closed
     */
    private function __construct(
        private $process,
        private array $pipes,
        public readonly string $baseUrl,
        public readonly string $apiKey,
        private readonly string $controlsUrl,
    ) {
    }

    /**
     * Start an emulator. It prints one line of JSON as soon as it answers, so there is nothing to wait for.
     *
     * Without stop() it ends with this program, however that ends: its standard input is a pipe, which is closed then.
     */
    public static function start(): self
    {
        $command = ['nicereply-emulator', 'serve', '--port', '0', '--json', '--stop-with-stdin'];
        $process = proc_open($command, [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => STDERR], $pipes);
        if ($process === false) {
            throw new RuntimeException('nicereply-emulator could not be run');
        }
        // At its end PHP would wait for the emulator before it closes the pipe.
        register_shutdown_function(fn () => self::end($process));
        $line = fgets($pipes[1]);
        if ($line === false) {
            throw new RuntimeException('the emulator ended before it answered');
        }
        $details = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
        return new self($process, $pipes, $details['base_url'], $details['api_key'], $details['controls_url']);
    }

    /** Back to the demo data. */
    public function reset(): void
    {
        $context = stream_context_create(['http' => ['method' => 'POST']]);
        if (file_get_contents($this->controlsUrl . '/reset', context: $context) === false) {
            throw new RuntimeException('reset was refused');
        }
    }

    /** End the emulator (SIGTERM) and wait until it has. */
    public function stop(): void
    {
        self::end($this->process);
    }

    /** @param resource $process */
    private static function end($process): void
    {
        if (is_resource($process)) {
            proc_terminate($process);
            proc_close($process);
        }
    }
}
