// Starts the emulator as any program does: one command, one line of JSON.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Run `nicereply-emulator serve` on a free port; `body` gets `{ base_url, api_key }`. The emulator ends after it. */
export async function withEmulator(body) {
  const program = spawn("nicereply-emulator", ["serve", "--port", "0", "--self-check", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(program, "exit");
  try {
    const line = await Promise.race([once(createInterface({ input: program.stdout }), "line"), ended]);
    if (typeof line[0] !== "string") throw new Error(`the emulator ended before it answered, with status ${line[0]}`);
    return await body(JSON.parse(line[0]));
  } finally {
    program.kill("SIGTERM");
    await ended;
  }
}
