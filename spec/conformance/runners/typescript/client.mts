// A small client of the API, driven by the OpenAPI document: enough to show that the cases fit other clients than ours.

import type { Json, JsonObject } from "./cases.mts";
import type { Document, Operation } from "./document.mts";
import { APIConnectionError, apiError, ConfigurationError, DecodeError } from "./errors.mts";

export type Parameter = string | number | Date | undefined;
export interface Page { number: number; total: number; total_pages: number; items: Json[] }

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

export class Client {
  readonly #document: Document;
  readonly #base: string;
  readonly #authorization: string;

  constructor(document: Document, settings: { apiKey?: string; baseUrl?: string } = {}) {
    const key = settings.apiKey ?? process.env["NICEREPLY_API_KEY"];
    const base = settings.baseUrl ?? process.env["NICEREPLY_BASE_URL"] ?? "https://api.nicereply.com/v1";
    if (!key) throw new ConfigurationError("no API key: pass apiKey or set NICEREPLY_API_KEY");
    const url = new URL(base);
    if (url.protocol !== "https:" && !loopback.has(url.hostname)) {
      throw new ConfigurationError(`${base} would send the key unencrypted; use https instead of http`);
    }
    this.#document = document;
    this.#base = base.replace(/\/+$/u, "");
    this.#authorization = `Basic ${Buffer.from(`:${key}`).toString("base64")}`;
  }

  /** One record or one set of figures, without its envelope. */
  async value(id: string, parameters: { [name: string]: Parameter }, body?: JsonObject): Promise<Json> {
    const answer = await this.#send(this.#document.operation(id), parameters, body);
    return understood(answer["_results"] ?? null);
  }

  /** The pages of a list. The next one is asked for with the call's own parameters, on the client's own base URL. */
  async *pages(id: string, parameters: { [name: string]: Parameter }): AsyncGenerator<Page> {
    const operation = this.#document.operation(id);
    let number = (parameters["page"] as number | undefined) ?? 1;
    for (;;) {
      const page = number === 1 && parameters["page"] === undefined ? {} : { page: number };
      const answer = await this.#send(operation, { per_page: 100, ...parameters, ...page });
      const place = answer["_pagination"] as { total: number; total_pages: number; links?: { next?: string | null } };
      const items = understood(answer["_results"] ?? null) as Json[];
      yield { number, total: place.total, total_pages: place.total_pages, items };
      if (!place.links?.next || items.length === 0) return;
      number += 1;
    }
  }

  async #send(operation: Operation, given: { [name: string]: Parameter }, body?: JsonObject): Promise<JsonObject> {
    const url = this.#base + this.#target(operation, given);
    const headers: { [name: string]: string } = {
      Accept: "application/json",
      Authorization: this.#authorization,
      "User-Agent": "nicereply-typescript/0.0",
    };
    const init: RequestInit = { method: operation.method, headers, redirect: "manual" };
    if (operation.body) {
      const place = this.#document.misfit(operation.body, body, false);
      if (place !== null) throw new TypeError(`body: ${place || "it"} has a type that is not allowed there`);
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(body);
    }
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await fetch(url, init);
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw new APIConnectionError(`no complete answer: ${String(error)}`);
    }
    if (response.status !== operation.success) {
      throw apiError(response.status, bytes, response.headers.get("Retry-After"));
    }
    return this.#decoded(operation, response.status, bytes);
  }

  #decoded(operation: Operation, status: number, bytes: Uint8Array): JsonObject {
    const body = Buffer.from(bytes).toString();
    let answer: Json;
    try {
      answer = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      throw new DecodeError(status, "", body, "is no JSON");
    }
    if (answer === null || typeof answer !== "object" || Array.isArray(answer) || answer["_results"] == null) {
      throw new DecodeError(status, "", body, "has no _results");
    }
    const isList = this.#document.resolve(operation.answer)["required"].includes("_pagination");
    if (isList && answer["_pagination"] == null) throw new DecodeError(status, "", body, "has no _pagination");
    const place = this.#document.misfit(operation.answer, answer, true);
    if (place !== null) throw new DecodeError(status, place, body, "has another type than documented");
    return answer;
  }

  #target(operation: Operation, given: { [name: string]: Parameter }): string {
    let path = operation.path;
    const query = new URLSearchParams();
    for (const { name, in: place, schema } of operation.parameters) {
      const value = given[name];
      if (place === "path") path = path.replace(`{${name}}`, pathSegment(name, value));
      else if (value !== undefined) query.set(name, queryText(name, this.#document.resolve(schema), value));
    }
    return query.size ? `${path}?${query}` : path;
  }
}

function pathSegment(name: string, value: Parameter): string {
  const text = String(value ?? "").trim();
  if (["", ".", ".."].includes(text)) throw new RangeError(`${name}: ${JSON.stringify(text)} is no id`);
  return encodeURIComponent(String(value));
}

function queryText(name: string, schema: { [key: string]: any }, value: string | number | Date): string {
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/u, "Z");
  if (typeof value === "number") {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value >= minimum && value <= maximum) return String(value);
    throw new RangeError(`${name}: ${value} must be from ${minimum} to ${maximum}`);
  }
  if (schema["enum"] && !schema["enum"].includes(value)) {
    throw new RangeError(`${name}: ${value} must be one of ${schema["enum"].join(", ")}`);
  }
  if (schema["format"] === "date-time" && !isDate(value, schema["pattern"])) {
    throw new RangeError(`${name}: ${value} is no date in a documented form, such as 2017-10-24T13:37:00+02:00`);
  }
  return value;
}

/** Whether a text is in a documented form and its day exists: JavaScript takes 30 February for 2 March. */
function isDate(text: string, pattern: string): boolean {
  if (!new RegExp(pattern, "u").test(text) || Number.isNaN(Date.parse(text))) return false;
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/** Answers with what the documentation names in two ways under one name: metric, nps_score, scores as numbers. */
function understood(value: Json): Json {
  if (Array.isArray(value)) return value.map(understood);
  if (value === null || typeof value !== "object") return value;
  const record: JsonObject = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, understood(item)]));
  if (typeof record["score"] === "string") record["score"] = Number(record["score"]);
  const survey = record["survey"];
  if (survey && typeof survey === "object" && !Array.isArray(survey)) survey["metric"] ??= survey["type"] ?? null;
  if ("stats" in record && "type" in record) record["metric"] ??= record["type"] ?? null;
  if ("groups" in record && "average" in record) record["nps_score"] ??= record["average"] ?? null;
  return record;
}
