// The errors of the example client, by the names that the cases use.

export class NicereplyError extends Error {
  override name = this.constructor.name;
}
export class ConfigurationError extends NicereplyError {}
export class APIConnectionError extends NicereplyError {}

/** An answer without the documented form; `path` is a JSON Pointer into it. */
export class DecodeError extends NicereplyError {
  readonly status: number;
  readonly path: string;
  readonly body: string;

  constructor(status: number, path: string, body: string, problem: string) {
    super(`status ${status}: ${path || "the document"} ${problem}`);
    this.status = status;
    this.path = path;
    this.body = body;
  }
}

/** An answer whose status is not the documented success; `errors` has the texts of the service, if there are any. */
export class APIError extends NicereplyError {
  readonly status: number;
  readonly errors: string[];

  constructor(status: number, errors: string[]) {
    super(`status ${status}${errors.map((text) => `: ${text}`).join("")}`);
    this.status = status;
    this.errors = errors;
  }
}

export class BadRequestError extends APIError {
  get issues(): { location: string; field: string; message: string }[] {
    return this.errors.map((text) => {
      const match = /^Validation error in (\w+)((?:\[[^\]]*\])*): (.*)$/su.exec(text);
      if (!match) return { location: "", field: "", message: text };
      const [, location = "", field = "", message = ""] = match;
      return { location, field: field.slice(1, -1).replaceAll("][", "."), message };
    });
  }
}
export class AuthenticationError extends APIError {}
export class PaymentRequiredError extends APIError {}
export class NotFoundError extends APIError {}
export class ServerError extends APIError {}
export class UnexpectedStatusError extends APIError {}

/** 429; `retryAfter` is in seconds, null when the service does not say. */
export class RateLimitError extends APIError {
  retryAfter: number | null = null;
}

const byStatus: { [status: number]: typeof APIError } = {
  400: BadRequestError,
  401: AuthenticationError,
  402: PaymentRequiredError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The error for an answer; its body is read for texts, and may be anything. */
export function apiError(status: number, body: Uint8Array, retryAfter: string | null): APIError {
  let errors: string[] = [];
  try {
    const parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (Array.isArray(parsed?.errors)) errors = parsed.errors.filter((text: unknown) => typeof text === "string");
  } catch {
    // No JSON: the status says enough.
  }
  const kind = byStatus[status] ?? (status >= 500 ? ServerError : UnexpectedStatusError);
  const error = new kind(status, errors);
  if (error instanceof RateLimitError && retryAfter !== null) {
    const seconds = /^\d+$/u.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
    error.retryAfter = Number.isNaN(seconds) ? null : Math.max(0, seconds);
  }
  return error;
}
