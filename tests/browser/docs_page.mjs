// What a person does with the emulator's pages, done by a program in Chromium (`make browser`).

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launch, watchedPage } from "./chromium.mjs";
import { withEmulator } from "./emulator.mjs";

const SHOTS = process.env.SCREENSHOTS ?? "build/browser";

let browser;
before(async () => {
  await mkdir(SHOTS, { recursive: true });
  browser = await launch();
});
after(() => browser?.close());

/** The operations of the document that the emulator hands out, with the statuses that mean success. */
async function documentedOperations(origin) {
  const document = await (await fetch(`${origin}/docs/openapi.json`)).json();
  return Object.values(document.paths).flatMap((item) =>
    Object.entries(item).map(([method, operation]) => ({
      id: operation.operationId,
      tag: operation.tags[0],
      method: method.toUpperCase(),
      success: Object.keys(operation.responses).filter((status) => status.startsWith("2")),
    })),
  );
}

async function openDocumentation(page, origin) {
  await page.goto(`${origin}/docs`);
  await page.locator(".opblock").first().waitFor();
}

async function authorize(page, key) {
  await page.locator(".auth-wrapper > .authorize").click();
  const box = page.locator(".auth-container");
  await box.getByLabel("API key").fill(key);
  await box.getByRole("button", { name: "Apply credentials" }).click();
  await page.locator(".modal-ux").getByRole("button", { name: "Close" }).last().click();
}

/** Open one operation, choose Execute, and give back the status that the page shows. */
async function execute(page, operation) {
  const block = page.locator(`#operations-${operation.tag}-${operation.id}`);
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Execute" }).click();
  const shown = block.locator(".live-responses-table .response .response-col_status");
  await shown.waitFor();
  return { block, status: (await shown.innerText()).trim().split(/\s/)[0] };
}

/** HTTP Basic with a blank user name. */
function basic(key) {
  return `Basic ${Buffer.from(`:${key}`).toString("base64")}`;
}

function nothingWentWrong(record) {
  assert.deepEqual(record.foreign, [], "requests to other hosts");
  assert.deepEqual(record.errors, [], "errors in the console");
}

test("the first page says what this is and leads to the documentation", () =>
  withEmulator(async ({ base_url }) => {
    const { origin, host } = new URL(base_url);
    const { page, record } = await watchedPage(browser, origin);
    await page.goto(`${origin}/`);
    assert.match(await page.locator("body").innerText(), /not the real\s+service/);
    assert.match(await page.locator("pre").first().innerText(), new RegExp(`http://${host}/v1/`));
    await page.screenshot({ path: `${SHOTS}/home.png` });
    await page.getByRole("link", { name: "/_emulator/health" }).click();
    assert.match(await page.locator("body").innerText(), /"status":\s*"ok"/);
    await page.goBack();
    await page.getByRole("link", { name: "/docs", exact: true }).click();
    await page.locator(".opblock").first().waitFor();
    nothingWentWrong(record);
  }));

test("every operation can be tried with the document's own examples", () =>
  withEmulator(async ({ base_url, api_key }) => {
    const { origin } = new URL(base_url);
    const operations = await documentedOperations(origin);
    assert.ok(operations.length > 0, "the document has no operation");
    const { page, record } = await watchedPage(browser, origin);
    await openDocumentation(page, origin);
    assert.equal(await page.locator(".opblock").count(), operations.length);
    await authorize(page, api_key);
    await page.screenshot({ path: `${SHOTS}/docs.png` });
    for (const operation of operations) {
      const { block, status } = await execute(page, operation);
      assert.ok(
        operation.success.includes(status),
        `${operation.id}: ${status} in place of ${operation.success}: ${await block.locator(".live-responses-table").innerText()}`,
      );
      if (operation.id === "createRating") await block.screenshot({ path: `${SHOTS}/create_rating.png` });
      await block.locator(".opblock-summary-control").click();
    }

    assert.equal(record.answers.length, operations.length, "one request each");
    assert.deepEqual([...new Set(record.answers.map((answer) => answer.authorization))], [basic(api_key)]);
    nothingWentWrong(record);
    console.log(`${operations.length} of ${operations.length} operations tried; screenshots in ${SHOTS}`);
  }));

for (const [what, key] of [["no key", undefined], ["a wrong key", "not-the-key"]]) {
  test(`with ${what}, the page shows the refusal and opens no password box`, () =>
    withEmulator(async ({ base_url }) => {
      const { origin } = new URL(base_url);
      const [operation] = await documentedOperations(origin).then((all) => all.filter(({ method }) => method === "GET"));
      const { page, record } = await watchedPage(browser, origin);
      await openDocumentation(page, origin);
      if (key !== undefined) await authorize(page, key);
      const { status } = await execute(page, operation);
      assert.equal(status, "401");
      assert.deepEqual(record.answers.map((answer) => answer.authorization), [key && basic(key)]);
      assert.deepEqual(record.foreign, []);
      assert.equal(record.errors.length, 1, record.errors.join("\n")); // the browser's own note of the 401
      assert.match(record.errors[0], /401/);
    }));
}

test("another site's page cannot call the API from a browser", () =>
  withEmulator(async ({ base_url, api_key }) => {
    await withEmulator(async (other) => {
      const { page } = await watchedPage(browser, new URL(other.base_url).origin);
      await page.context().unroute("**");
      await page.goto(`${new URL(other.base_url).origin}/docs/site.css`);
      const outcome = await page.evaluate(
        ([url, authorization]) => fetch(url, { headers: { authorization } }).then(() => "answered", (error) => error.name),
        [`${base_url}/csat/stats`, `Basic ${btoa(`:${api_key}`)}`],
      );
      assert.equal(outcome, "TypeError");
    });
  }));
