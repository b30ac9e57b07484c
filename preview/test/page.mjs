// What the tests of the page have in common: its server, with the recorded calls behind it, and Chromium.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { executablePath } from "./chromium.mjs";

export const ROOT = new URL("../../", import.meta.url).pathname;
export const SUPPORT = "northwind/support-bot";
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

let server, browser, url;

/** A server with these flags, and a browser, for the tests of a file. */
export function served(...flags) {
  before(async () => {
    const command = process.env.WEAVE_QUERY ?? join(ROOT, ".venv/bin/weave-query");
    server = spawn(command, ["preview", "--port", "0", ...flags], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
    url = await new Promise((found, failed) => {
      server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
      server.stdout.on("data", (data) => {
        const address = /http:\S+/.exec(String(data));
        if (address) found(address[0]);
      });
    });
    // Tests see no scroll bars otherwise.
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], ignoreDefaultArgs: ["--hide-scrollbars"] });
  });
  after(async () => {
    await browser?.close();
    server?.removeAllListeners("exit");
    server?.kill();
  });
}

/** A page with a query in its address; what the browser complains about fails the test. */
export async function opened(options = {}, text, project = SUPPORT) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, colorScheme: "light", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.strangers = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) page.strangers.push(request.url());
  });
  const hash = text === undefined ? "" : `#${new URLSearchParams({ project, text })}`;
  await page.goto(url + hash);
  await page.waitForSelector("body[data-state]");
  return page;
}

export async function closed(page) {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(page.strangers, []);
  await page.context().close();
}

export const content = (page, which) => page.locator(`#${which} .cm-content`);
export const written = (page, which) => page.evaluate((id) => [...document.querySelectorAll(`#${id} .cm-line`)].map((line) => line.textContent).join("\n"), which);

export async function type(page, which, text) {
  await content(page, which).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

export async function run(page) {
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/run"));
  await page.keyboard.press("Control+Enter");
  await answered;
}

/** What is pale is that of the query before a key, for a moment: what stays is looked at. */
export async function accessible(page, what) {
  await page.waitForSelector(`body[data-checked="true"]`);
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const told = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  assert.deepEqual(told, [], what);
  assert.ok(found.passes.length > 20, what);
}

export async function shot(page, name) {
  if (process.env.UPDATE) await page.screenshot({ path: join(ROOT, "docs/images", `preview-${name}.png`) });
}

export const RESEARCH = "northwind/research-agent";

export const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
export const state = (page) => page.textContent("#answer-state");

export const HOURS = 'stats latency_ms p50 p95 p99, call_count\nby 1h in "Europe/Berlin"\nfrom 2025-10-25T22:00Z to 2025-10-27T12:00Z';
