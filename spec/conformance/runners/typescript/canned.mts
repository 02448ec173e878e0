// A server on a free port that gives the canned answers of a case and keeps what it was sent.

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Answer } from "./cases.mts";
import type { SeenRequest } from "./matching.mts";

export class CannedServer {
  origin = "";
  seen: SeenRequest[] = [];
  answers: Answer[] = [];
  readonly #http = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    this.seen.push({ method: request.method ?? "", target: request.url ?? "", headers: request.rawHeaders, body });
    send(this.answers.shift() ?? { status: 418, headers: {}, body: "no answer is left in this case" }, response);
  });

  async open(): Promise<void> {
    await new Promise<void>((done) => this.#http.listen(0, "127.0.0.1", done));
    this.origin = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#http.close();
    this.#http.closeAllConnections();
  }
}

function send(answer: Answer, response: ServerResponse): void {
  if (answer.broken === "before-answer") return void response.destroy();
  const body = answer.body_base64 ? Buffer.from(answer.body_base64, "base64") : Buffer.from(answer.body ?? "");
  for (const [name, value] of Object.entries(answer.headers)) {
    const later = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString();
    response.setHeader(name, typeof value === "string" ? value : later(value.$http_date_in));
  }
  if (answer.broken === "in-body") {
    response.writeHead(answer.status ?? 200, { "Content-Length": body.length + 100 });
    return void response.write(body, () => response.destroy());
  }
  response.writeHead(answer.status ?? 200).end(body);
}
