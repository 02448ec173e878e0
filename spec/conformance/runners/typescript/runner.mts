// Plays the cases to the example client: node runner.mts BUNDLE DOCUMENT, both JSON. Exit code 0: all that ran passed.

import { readFileSync } from "node:fs";

import type { Bundle, Call, CallCase, ClientSettings, Json, JsonObject, RefusedCase } from "./cases.mts";
import { CannedServer } from "./canned.mts";
import { Client, type Parameter } from "./client.mts";
import { Document } from "./document.mts";
import { ConfigurationError } from "./errors.mts";
import { errorProblems, requestProblems, valueProblems } from "./matching.mts";

const HAS = new Set(["datetime", "unset", "environment"]); // no date without time zone, no UUID type, no retries
const [bundlePath = "", documentPath = ""] = process.argv.slice(2);
const bundle: Bundle = JSON.parse(readFileSync(bundlePath, "utf8"));
const description = new Document(JSON.parse(readFileSync(documentPath, "utf8")));
const server = new CannedServer();

function makeClient(said: ClientSettings): Client {
  const baseUrl = said.base_url ?? server.origin + said.base_path;
  delete process.env["NICEREPLY_API_KEY"];
  delete process.env["NICEREPLY_BASE_URL"];
  if (said.configured_by === "arguments") {
    return new Client(description, said.api_key === null ? { baseUrl } : { apiKey: said.api_key, baseUrl });
  }
  Object.assign(process.env, { NICEREPLY_API_KEY: said.api_key ?? "", NICEREPLY_BASE_URL: baseUrl });
  return new Client(description);
}

function native(value: Json): any {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(native);
  if (typeof value["$datetime"] === "string") return new Date(value["$datetime"]);
  if (value["$unset"]) return undefined;
  const fields = Object.entries(value).map(([name, item]) => [name, native(item)]);
  return Object.fromEntries(fields.filter(([, item]) => item !== undefined));
}

async function call(client: Client, operation: string, { parameters, body, read, take }: Call): Promise<Json> {
  const given: { [name: string]: Parameter } = native(parameters);
  if (read === "value") return client.value(operation, given, body && (native(body) as JsonObject));
  const items: Json[] = [];
  for await (const page of client.pages(operation, given)) {
    items.push(...(read === "pages" ? [{ ...page }] : page.items));
    if (take !== undefined && items.length >= take) break;
  }
  return items.slice(0, take);
}

async function callProblems(case_: CallCase): Promise<string[]> {
  server.answers = case_.exchanges.map((exchange) => exchange.answer);
  let value: Json = null;
  let error: unknown = null;
  try {
    value = await call(makeClient(case_.client), case_.operation, case_.call);
  } catch (thrown) {
    error = thrown;
  }
  const problems = server.seen.flatMap((seen, index) => {
    const exchange = case_.exchanges[index];
    return exchange ? requestProblems(exchange.request, seen) : [];
  });
  const wanted = case_.exchanges.length;
  if (server.seen.length !== wanted) problems.push(`${server.seen.length} requests, not ${wanted}`);
  if (case_.error) return problems.concat(errorProblems(case_.error, error));
  return problems.concat(error ? [String(error)] : valueProblems(case_.value ?? null, value));
}

async function refusalProblems({ operation, client, call: said, refusal }: RefusedCase): Promise<string[]> {
  let error: unknown = null;
  try {
    const made = makeClient(client);
    if (operation && said) await call(made, operation, said);
  } catch (thrown) {
    error = thrown;
  }
  const kinds = refusal.class ? [ConfigurationError] : [RangeError, TypeError];
  if (!kinds.some((kind) => error instanceof kind)) return [`not refused: ${String(error)}`];
  if (server.seen.length) return [`${server.seen.length} requests were sent`];
  const unsaid = refusal.mentions.filter((text) => !String(error).includes(text));
  return unsaid.map((text) => `${String(error)} does not mention ${text}`);
}

await server.open();
const counts = { passed: 0, failed: 0, "not run": 0 };
for (const case_ of bundle.cases) {
  if (case_.kind === "server") continue;
  const missing = case_.needs.filter((need) => !HAS.has(need));
  server.seen = [];
  server.answers = [];
  const problems = missing.length ? [] : await (case_.kind === "call" ? callProblems(case_) : refusalProblems(case_));
  counts[missing.length ? "not run" : problems.length ? "failed" : "passed"] += 1;
  if (missing.length) console.log(`not run: ${case_.name}: needs ${missing.join(", ")}`);
  if (problems.length) console.log(`failed: ${case_.name}: ${problems.join("; ")}`);
}
server.close();
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts["not run"]} not run`);
process.exitCode = counts.passed && !counts.failed ? 0 : 1;
