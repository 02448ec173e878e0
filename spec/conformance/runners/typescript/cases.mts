// The form of the bundle that `python -m nicereply_contract.wire bundle` writes; docs/conformance.md says what it means.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type Matcher = string | { $pattern: string } | { $instant: string | string[] };

export interface ClientSettings {
  api_key: string | null;
  base_path: string;
  base_url?: string;
  configured_by: "arguments" | "environment";
  max_retries: number;
}

export interface Call {
  parameters: JsonObject;
  body?: JsonObject;
  read: "value" | "items" | "pages";
  take?: number;
}

export interface ExpectedRequest {
  method: string;
  path: Matcher;
  query: { [name: string]: Matcher };
  query_free: string[];
  query_excludes: string[];
  headers: { [name: string]: Matcher };
  headers_absent: string[];
  body?: JsonObject;
}

export interface Answer {
  status?: number;
  headers: { [name: string]: string | { $http_date_in: number } };
  body?: string;
  body_base64?: string;
  broken?: "before-answer" | "in-body";
}

export interface ExpectedError {
  class: string;
  status?: number;
  errors?: string[];
  issues?: { location: string; field: string; message: string }[];
  retry_after?: number | null | { $about: number; within: number };
  path?: string;
  body?: string;
}

interface Common {
  name: string;
  documentation: string;
  needs: string[];
  operation: string | null;
  client: ClientSettings;
}

export interface CallCase extends Common {
  kind: "call";
  operation: string;
  call: Call;
  exchanges: { request: ExpectedRequest; answer: Answer }[];
  value?: Json;
  error?: ExpectedError;
}

export interface RefusedCase extends Common {
  kind: "refused";
  call?: Call;
  refusal: { class?: string; mentions: string[] };
}

export interface ServerCase {
  kind: "server";
  name: string;
}

export interface Bundle {
  format: 1;
  cases: (CallCase | RefusedCase | ServerCase)[];
}
