// Starts the Nicereply emulator for tests. Nothing but Node 20 or newer is needed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * Start an emulator on a free port. It prints one line of JSON as soon as it answers, so there is nothing to wait for.
 *
 * Gives `{ baseUrl, apiKey, reset, stop }`: `await reset()` before each test puts the demo data back, `await stop()`
 * after the last one ends the emulator. Without `stop()` it ends with this process, however that ends: its standard
 * input is a pipe, which is closed then.
 */
export async function startEmulator() {
  const program = spawn("nicereply-emulator", ["serve", "--port", "0", "--json", "--stop-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(program, "exit");
  const [line] = await Promise.race([once(createInterface({ input: program.stdout }), "line"), ended]);
  if (typeof line !== "string") throw new Error(`the emulator ended with status ${line} before it answered`);
  const details = JSON.parse(line);
  for (const handle of [program, program.stdin, program.stdout]) handle.unref(); // nothing waits for the emulator

  async function reset() {
    const answer = await fetch(`${details.controls_url}/reset`, { method: "POST" });
    if (!answer.ok) throw new Error(`reset: ${answer.status} ${await answer.text()}`);
  }

  async function stop() {
    program.ref();
    program.kill("SIGTERM");
    await ended;
  }

  return { baseUrl: details.base_url, apiKey: details.api_key, reset, stop };
}
