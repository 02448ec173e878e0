// Chromium as the tests use it: Debian's, headless, quiet, and with no way out of this machine.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--no-sandbox", // it may run as root, as in a container
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser's program: CHROMIUM, or where distributions put it. Without one, says what to install and ends. */
function findChromium() {
  const places = process.env.CHROMIUM ? [process.env.CHROMIUM] : PLACES;
  const found = places.find((path) => existsSync(path));
  if (!found) {
    console.error(
      `No Chromium at ${places.join(", ")}. Install it (Debian: apt-get install chromium), ` +
        "or name its program: make browser CHROMIUM=/path/to/chromium",
    );
    process.exit(1);
  }
  return found;
}

const executablePath = findChromium();

export function launch() {
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * A fresh page with a record of what went wrong on it.
 *
 * Requests to other hosts than `origin` are cut and recorded, as are console errors and exceptions.
 * `record.answers` holds every answer of the API: `{ method, url, status, authorization }`.
 */
export async function watchedPage(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(60_000); // a busy machine is slow, not wrong
  const record = { foreign: [], errors: [], answers: [] };
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`) || url.startsWith("data:")) return route.continue();
    record.foreign.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") record.errors.push(message.text());
  });
  page.on("pageerror", (error) => record.errors.push(String(error)));
  page.on("dialog", (dialog) => record.errors.push(`a dialog opened: ${dialog.message()}`));
  page.on("response", async (response) => {
    if (!response.url().startsWith(`${origin}/v1/`)) return;
    const headers = await response.request().allHeaders();
    record.answers.push({
      method: response.request().method(),
      url: response.url(),
      status: response.status(),
      authorization: headers.authorization,
    });
  });
  return { page, record };
}
