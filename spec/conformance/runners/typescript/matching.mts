// Is a request, a value or an error what a case says? Every function gives the problems; none means yes.

import { isDeepStrictEqual } from "node:util";

import type { ExpectedError, ExpectedRequest, Json, Matcher } from "./cases.mts";
import { APIError, BadRequestError, DecodeError, RateLimitError } from "./errors.mts";

export interface SeenRequest { method: string; target: string; headers: string[]; body: Buffer }

function matches(expected: Matcher, actual: string): boolean {
  if (typeof expected === "string") return actual === expected;
  if ("$pattern" in expected) return new RegExp(expected.$pattern, "u").test(actual);
  const documented = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/u.test(actual);
  return documented && [expected.$instant].flat().some((instant) => Date.parse(instant) === Date.parse(actual));
}

const segments = (path: string): string[] => path.split("/").map(decodeURIComponent);

export function requestProblems(expected: ExpectedRequest, seen: SeenRequest): string[] {
  const problems: string[] = [];
  const [path = "", raw = ""] = seen.target.split("?", 2);
  if (seen.method !== expected.method) problems.push(`method ${seen.method}`);
  const right =
    typeof expected.path === "string"
      ? isDeepStrictEqual(segments(path), segments(expected.path))
      : matches(expected.path, path);
  if (!right) problems.push(`path ${path}, not ${JSON.stringify(expected.path)}`);
  for (const text of expected.query_excludes) if (raw.includes(text)) problems.push(`query ${raw} holds ${text}`);
  const sent = new URLSearchParams(raw);
  for (const [name, value] of Object.entries(expected.query)) {
    if (sent.getAll(name).length !== 1 || !matches(value, sent.get(name) ?? "")) problems.push(`query ${raw}: ${name}`);
  }
  for (const [name, value] of sent) {
    const own = name === "page" ? value === "1" : Number(value) >= 10 && Number(value) <= 100;
    const free = own && expected.query_free.includes(name);
    if (!(name in expected.query) && !free) problems.push(`${name}=${value} was sent`);
  }
  const header = (name: string): string[] =>
    seen.headers.filter((_, index) => index % 2 === 1 && seen.headers[index - 1]?.toLowerCase() === name.toLowerCase());
  for (const [name, value] of Object.entries(expected.headers)) {
    const given = header(name);
    if (given.length !== 1 || !matches(value, given[0] ?? "")) problems.push(`header ${name}`);
  }
  for (const name of expected.headers_absent) if (header(name).length) problems.push(`header ${name} was sent`);
  const body = seen.body.length ? JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(seen.body)) : undefined;
  if (!isDeepStrictEqual(body, expected.body)) problems.push(`body ${JSON.stringify(body)}`);
  return problems;
}

/** Of objects only the expected fields count; an absent field and null are the same. */
export function valueProblems(expected: Json, actual: Json | undefined, place = ""): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [`${place} has not ${expected.length} items`];
    return expected.flatMap((item, index) => valueProblems(item, actual[index], `${place}/${index}`));
  }
  if (expected !== null && typeof expected === "object") {
    if (actual === null || typeof actual !== "object" || Array.isArray(actual)) return [`${place} is no object`];
    return Object.entries(expected).flatMap(([name, item]) => valueProblems(item, actual[name], `${place}/${name}`));
  }
  const same = expected === (actual ?? null);
  return same ? [] : [`${place} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

export function errorProblems(expected: ExpectedError, error: unknown): string[] {
  if (!(error instanceof Error) || error.name !== expected.class) return [`${String(error)} is no ${expected.class}`];
  const found = {
    class: error.name,
    status: error instanceof APIError || error instanceof DecodeError ? error.status : null,
    errors: error instanceof APIError ? error.errors : null,
    issues: error instanceof BadRequestError ? error.issues : null,
    retry_after: error instanceof RateLimitError ? error.retryAfter : null,
    path: error instanceof DecodeError ? error.path : null,
    body: error instanceof DecodeError ? error.body : null,
  };
  const { retry_after: wait, ...others } = expected;
  const problems = valueProblems(others, found);
  if (wait !== undefined) {
    const [about, within] = typeof wait === "object" && wait ? [wait.$about, wait.within] : [wait, 0];
    const given = found.retry_after;
    const right = about === null || given === null ? about === given : Math.abs(given - about) <= within;
    if (!right) problems.push(`retry_after ${given}, not ${about}`);
  }
  return problems;
}
