// Tests of a program that speaks to Nicereply, against the emulator: node --test

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { startEmulator } from "./emulator.mjs";

const SURVEY = "34b91c1c-fbe4-4b05-8780-93ac67b3b041"; // of the demo data, scores 1 to 5

let emulator;
before(async () => { emulator = await startEmulator(); });
beforeEach(() => emulator.reset());
after(() => emulator?.stop());

/** What your own program does; give it `baseUrl` and `apiKey` as it gets them in production. */
function call(method, path, body) {
  return fetch(emulator.baseUrl + path, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`:${emulator.apiKey}`).toString("base64")}`, // the user name is blank
      ...(body && { "content-type": "application/json" }),
    },
    body: body && JSON.stringify(body),
  });
}

async function countRatings() {
  const page = await (await call("GET", `/surveys/${SURVEY}/ratings`)).json();
  return page._pagination.total;
}

test("a rating is kept and counted", async () => {
  const before = await countRatings();
  const created = await call("POST", "/ratings", { survey_id: SURVEY, score: 4, user: { username: "agentBob" } });
  assert.equal(created.status, 201);
  const { _results: rating } = await created.json();
  const read = await call("GET", `/csat/ratings/${rating.id}`);
  assert.equal((await read.json())._results.score, 4);
  assert.equal(await countRatings(), before + 1);
});

test("what another test did is gone", async () => {
  const before = await countRatings();
  await call("POST", "/ratings", { survey_id: SURVEY, score: 1, user: { username: "agentBob" } });
  await emulator.reset();
  assert.equal(await countRatings(), before);
});

test("a score beyond the survey's scale is refused, with the reason", async () => {
  const refused = await call("POST", "/ratings", { survey_id: SURVEY, score: 9, user: { username: "agentBob" } });
  assert.equal(refused.status, 400);
  assert.match((await refused.json()).errors[0], /requestBody\[score\]/);
});
