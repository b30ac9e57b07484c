// The page in Chromium, with the recorded calls behind it: `make test-page`. UPDATE=1 takes the screenshots of the docs.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const ROOT = new URL("../../", import.meta.url).pathname;
const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
const SUPPORT = "northwind/support-bot";

let server, browser, url;

before(async () => {
  const command = process.env.WEAVE_QUERY ?? join(ROOT, ".venv/bin/weave-query");
  server = spawn(command, ["preview", "--port", "0", "--rows", "100"], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  url = await new Promise((found, failed) => {
    server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
    server.stdout.on("data", (data) => {
      const address = /http:\S+/.exec(String(data));
      if (address) found(address[0]);
    });
  });
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  server?.removeAllListeners("exit");
  server?.kill();
});

/** A page with a query in its address; what the browser complains about fails the test. */
async function opened(options = {}, text, project = SUPPORT) {
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

async function closed(page) {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(page.strangers, []);
  await page.context().close();
}

const content = (page, which) => page.locator(`#${which} .cm-content`);
const written = (page, which) => page.evaluate((id) => [...document.querySelectorAll(`#${id} .cm-line`)].map((line) => line.textContent).join("\n"), which);

async function type(page, which, text) {
  await content(page, which).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

async function run(page) {
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/run"));
  await page.keyboard.press("Control+Enter");
  await answered;
}

async function accessible(page, what) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const told = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  assert.deepEqual(told, [], what);
  assert.ok(found.passes.length > 20, what);
}

async function shot(page, name) {
  if (process.env.UPDATE) await page.screenshot({ path: join(ROOT, "docs/images", `preview-${name}.png`) });
}

test("what is committed is what the sources build", () => {
  const folder = mkdtempSync(join(tmpdir(), "preview-"));
  try {
    execFileSync("node", ["build.mjs"], { cwd: join(ROOT, "preview"), env: { ...process.env, OUT: folder } });
    const committed = join(ROOT, "weave_query/preview_page/static");
    assert.deepEqual(readdirSync(folder).sort(), readdirSync(committed).sort());
    for (const name of readdirSync(folder)) assert.ok(readFileSync(join(folder, name)).equals(readFileSync(join(committed, name))), `${name}: run \`make page\``);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What is marked in the statement that is shown. */
const markedSql = (page) => page.evaluate(() => [...(CSS.highlights.get("under-cursor") ?? [])].map((range) => range.toString()));

test("the part of the query that the cursor is in is marked in the SQL, and a click in the SQL goes back", async () => {
  const text = 'calls where inputs.model = "gpt-4.1" and latency > 2s limit 7';
  const page = await opened({}, text);
  await page.click("#made-tab-duckdb");
  await content(page, "text").click();
  const put = async (word) => {
    await page.keyboard.press("Control+Home");
    for (let step = 0; step <= text.indexOf(word); step++) await page.keyboard.press("ArrowRight");
  };
  await put("= \"gpt");
  await page.waitForFunction(() => [...(CSS.highlights.get("under-cursor") ?? [])].some((range) => range.toString().includes("JSON_EXTRACT_STRING(c.inputs")));
  await put("latency");
  await page.waitForFunction(() => [...(CSS.highlights.get("under-cursor") ?? [])].some((range) => range.toString().includes("ended_at")));
  assert.ok((await markedSql(page)).every((part) => !part.includes("JSON_EXTRACT_STRING(c.inputs")));
  for (const name of ["clickhouse", "postgres", "sqlite"]) {
    await page.click(`#made-tab-${name}`);
    await page.waitForFunction(() => [...(CSS.highlights.get("under-cursor") ?? [])].some((range) => range.toString().includes("ended_at")));
  }
  await page.evaluate(() => {
    const pre = document.querySelector("#made-panels pre.sql");
    const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    let passed = "";
    const target = pre.textContent.lastIndexOf("inputs");
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (target < passed.length + node.textContent.length) {
        getSelection().collapse(node, target - passed.length + 1);
        break;
      }
      passed += node.textContent;
    }
    pre.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelector("#text .under-cursor")?.textContent.includes("inputs.model"));
  await closed(page);
});

test("typing in the text writes JSON and the SQL of four dialects, and the other way round", async () => {
  const page = await opened({}, "calls limit 1");
  await type(page, "text", 'calls where inputs.model = "gpt-4.1" limit 7');
  await page.waitForFunction(() => document.querySelector("#json .cm-content").textContent.includes('"limit": 7'));
  assert.equal(JSON.parse(await written(page, "json")).project_id, SUPPORT);
  for (const [name, word] of [["clickhouse", "JSON_VALUE|JSONExtract|inputs"], ["postgres", "%\\(p0\\)s"], ["sqlite", ":p0"], ["duckdb", "\\$p0"]]) {
    await page.click(`#made-tab-${name}`);
    assert.match(await page.textContent("#made-panels"), new RegExp(word));
  }
  assert.match(await page.textContent("#made-panels"), /Parametersp0"northwind\/support-bot"/);
  await page.click("#made-tab-plan");
  assert.match(await page.textContent("#made-panels"), /limit/i);
  await page.click("#made-tab-explain");
  await page.waitForFunction(() => document.querySelector("#explained")?.textContent.includes("SEQ_SCAN"));
  await type(page, "json", '{"project_id": "northwind/research-agent", "query": {"$expr": {"$gt": [{"$getField": "latency_ms"}, 5000]}}}');
  await page.waitForFunction(() => document.querySelector("#text .cm-content").textContent.includes("> 5000"));
  assert.equal(await page.inputValue("#project"), "northwind/research-agent");
  await closed(page);
});

test("completion comes out of the grammar, the catalogue and the rows, and is taken with Enter", async () => {
  const page = await opened({}, "calls");
  await content(page, "text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" where inputs.ques");
  const list = page.locator(".cm-tooltip-autocomplete li");
  await list.filter({ hasText: "question" }).first().waitFor();
  await shot(page, "completion");
  await page.waitForTimeout(150); // the editor takes no key meant for what was typed before the list came
  await page.keyboard.press("Enter");
  assert.match(await written(page, "text"), /inputs\.question$/);
  await page.keyboard.type(' icontains "');
  await type(page, "json", '{"project_id": "p", ');
  await page.keyboard.type('"sor');
  await list.filter({ hasText: "sort_by" }).first().waitFor();
  await closed(page);
});

test("a mistake is underlined where it stands, told below, and jumped to; nothing runs", async () => {
  const page = await opened({}, "calls limit 3");
  await type(page, "text", 'calls where inptus.model = "x"');
  await page.waitForSelector("#text .cm-lintRange-error");
  assert.equal(await page.textContent("#text .cm-lintRange-error"), "inptus.model");
  const told = page.locator("#problems .what");
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#json-pane .before"), "::before").content), '"as before the mistake"');
  assert.match(await told.first().textContent(), /WQ201 `inptus` is not a field of calls; nearest: `inputs`/);
  await accessible(page, "an error");
  await shot(page, "error");
  await page.focus("#run");
  await told.first().click();
  assert.equal(await page.evaluate(() => document.activeElement.closest("#text") !== null), true);
  await run(page);
  await page.locator("#answer-panels", { hasText: "a mistake, which is told above" }).waitFor();
  await type(page, "json", '{"project_id": "p", "limit": -1}');
  await page.waitForSelector("#json .cm-lintRange-error");
  assert.equal(await page.textContent("#json .cm-lintRange-error"), "-1");
  await type(page, "text", 'calls where latency_ms = "fast"');
  await page.waitForSelector("#text .cm-lintRange-warning");
  assert.match(await told.first().textContent(), /WQ802/);
  await type(page, "text", "calls limit 3");
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
  await closed(page);
});

test("what is hardly meant is told, and mended with a click", async () => {
  const page = await opened({}, "calls limit 3");
  await type(page, "text", 'calls where inputs.questio = "x"');
  await page.waitForSelector("#text .cm-lintRange-info");
  assert.match(await page.textContent("#problems .info"), /WQ855 `questio` was never seen in `inputs`, in 300 rows; nearest: `question`/);
  await accessible(page, "a finding");
  await page.click("#problems .fix");
  assert.equal(await written(page, "text"), 'calls where inputs.question = "x"');
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
  await closed(page);
});

test("the predicate under the cursor is marked in both forms", async () => {
  const page = await opened({}, 'calls\nwhere status = "error"\nand latency_ms > 2s');
  await content(page, "text").click();
  await page.keyboard.press("Control+Home");
  for (const key of ["ArrowDown", "ArrowDown", "End", "ArrowLeft", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
  await page.waitForFunction(() => document.querySelectorAll(".under-cursor").length >= 2);
  assert.equal(await page.textContent("#text .under-cursor"), "latency_ms > 2s");
  const marked = await page.evaluate(() => [...document.querySelectorAll("#json .under-cursor")].map((each) => each.textContent).join(""));
  assert.match(marked.replace(/\s/g, ""), /^"\$gt":\[\{"\$getField":"latency_ms"\},\{"\$literal":2000\}\]$/);
  await page.locator("#json .cm-line", { hasText: '"error"' }).locator("span", { hasText: '"error"' }).first().click();
  await page.waitForFunction(() => document.querySelector("#text .under-cursor")?.textContent === '"error"');
  await closed(page);
});

test("no more rows come than the server was started for", async () => {
  const page = await opened({}, "calls");
  await content(page, "text").click();
  await run(page);
  await page.waitForSelector("#answer-panels tbody tr");
  assert.match(await page.textContent("#answer-state"), /^100 calls · at most 100 are shown · [\d.]+ ms$/);
  await closed(page);
});

test("running shows rows, a call, and the tree of its trace", async () => {
  const page = await opened({}, 'calls where status = "error" and started_at >= "2025-10-31"\nsort by started_at desc');
  await content(page, "text").click();
  await run(page);
  await page.waitForSelector("#answer-panels tbody tr");
  assert.match(await page.textContent("#answer-state"), /^48 calls · [\d.]+ ms$/);
  await accessible(page, "rows");
  await shot(page, "rows");
  await page.locator("#text .cm-content").click();
  await page.keyboard.type(" ");
  await page.locator("tr", { hasText: "ask_llm" }).locator("button.row").first().click();
  await page.waitForSelector("#open-trace:focus");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".tree li");
  assert.match(await page.textContent("#answer-panels"), /\d+ calls, [\d.]+ (ms|s)/);
  assert.equal(await page.locator('.tree [aria-current="true"]').count(), 1);
  assert.ok((await page.locator(".tree .span.failed").count()) > 0);
  await accessible(page, "a failed trace");
  await type(page, "text", 'calls filter trace_roots_only\nwhere trace_name = "SupportRAG.predict"\nsort by latency_ms desc');
  await run(page);
  await page.locator("button.row").first().click();
  await page.click("#open-trace");
  await page.locator(".tree ul ul").first().waitFor();
  assert.ok((await page.locator(".tree li").count()) > 5);
  const depth = await page.evaluate(() => [...document.querySelectorAll(".tree .place")].map((place) => Number.parseInt(place.style.paddingInlineStart)));
  assert.deepEqual([depth[0], depth[1], Math.max(...depth) >= 28], [0, 14, true]);
  await accessible(page, "a trace");
  await shot(page, "trace");
  await closed(page);
});

const HOURS = 'stats latency_ms p50 p95 p99, call_count\nby 1h in "Europe/Berlin"\nfrom 2025-10-25T22:00Z to 2025-10-27T12:00Z';
const DAYS = 'stats total_cost, total_tokens\nby 1d in "Europe/Berlin"\nfrom 2025-10-22 to 2025-11-08';

test("a chart has gaps where nothing was, and says where the clocks were turned", async () => {
  const page = await opened({}, HOURS);
  await content(page, "text").click();
  await run(page);
  await page.waitForSelector("figure svg");
  assert.equal(await page.locator("figure").count(), 2);
  assert.match(await page.textContent("figure svg .turned"), /^clocks back 1 h$/);
  const gaps = await page.locator("figure").first().locator(".gap").count();
  const steps = await page.locator("figure path.line").first().getAttribute("d");
  const pieces = steps.split("M").length - 1;
  assert.ok(gaps > 5 && pieces > 1, `${gaps} gaps, a line of ${pieces} pieces`);
  await accessible(page, "a chart");
  const plot = page.locator(".plot").first();
  await plot.focus();
  for (let at = 0; at < 4; at++) await page.keyboard.press("ArrowRight");
  const reading = await page.textContent(".reading");
  assert.match(reading, /^2025-10-26 0\d:00:00\+0\d:00, 1 h: (no calls|p50 [\d,.]+, p95 [\d,.]+, p99 [\d,.]+)$/);
  await shot(page, "latency");
  await closed(page);
});

test("a day of 25 hours is drawn as one, and usage is stacked by model", async () => {
  const page = await opened({ colorScheme: "dark" }, DAYS, "northwind/research-agent");
  await content(page, "text").click();
  await run(page);
  await page.waitForSelector("figure svg");
  assert.match(await page.textContent("figure svg .turned"), /^25 h, clocks back 1 h$/);
  const widths = await page.evaluate(() => {
    const found = new Map();
    for (const bar of document.querySelectorAll("figure:first-of-type .bar.s0")) found.set(bar.getAttribute("x"), Number(bar.getAttribute("width")));
    return [...found.values()];
  });
  const ratio = (Math.max(...widths) + 2) / (widths.sort((a, b) => a - b)[1] + 2);
  assert.ok(Math.abs(ratio - 25 / 24) < 0.01, `the widest day is ${ratio} of another`);
  assert.ok((await page.locator("figure:first-of-type .legend li").count()) > 2);
  await accessible(page, "a chart in the dark");
  await shot(page, "cost-dark");
  await closed(page);
});

test("both themes can be chosen and are kept", async () => {
  const page = await opened({}, "calls limit 1");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.click("#theme");
  await page.click("#theme");
  assert.equal(await page.textContent("#theme"), "Theme: dark");
  assert.notEqual(await paper(), light);
  await accessible(page, "dark");
  await page.reload();
  await page.waitForSelector("body[data-state]");
  assert.equal(await page.textContent("#theme"), "Theme: dark");
  await closed(page);
});

test("a phone has room for it", async () => {
  const page = await opened({ viewport: { width: 375, height: 760 }, hasTouch: true }, HOURS);
  await page.tap("#run");
  await page.waitForSelector("figure svg");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, "nothing sticks out");
  await accessible(page, "a phone");
  await page.evaluate(() => scrollTo(0, 0));
  await shot(page, "phone");
  await closed(page);
});

test("the keyboard is enough", async () => {
  const page = await opened({}, "calls limit 2");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the answer");
  const seen = [];
  for (let at = 0; at < 14; at++) {
    await page.keyboard.press("Tab");
    seen.push(await page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("aria-label") || document.activeElement.closest("[id]")?.id));
  }
  for (const wanted of ["examples", "project", "run", "link", "theme", "Query as text", "kind", "Query as JSON", "answer-tab-rows", "made-tab-duckdb"]) assert.ok(seen.includes(wanted), `${wanted} in ${seen}`);
  await page.focus("#made-tab-duckdb");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.id), "made-tab-postgres");
  assert.match(await page.textContent("#made-panels"), /%\(p0\)s/);
  await page.focus("#run");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#answer-panels tbody tr");
  await closed(page);
});

test("a link has the query in it, of either form", async () => {
  const page = await opened({}, "calls limit 1");
  await type(page, "text", "calls limit 4");
  await page.waitForFunction(() => document.querySelector("#json .cm-content").textContent.includes('"limit": 4'));
  const link = page.url();
  assert.match(link, /#project=northwind/);
  await type(page, "json", '{"project_id": "p", "limit": 5}');
  await page.waitForFunction(() => document.querySelector("#text .cm-content").textContent.includes("limit 5"));
  const other = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await page.waitForFunction(() => document.querySelector("#text .cm-content")?.textContent.includes("limit 4"));
  await page.goto("about:blank");
  await page.goto(other);
  await page.waitForFunction(() => document.querySelector("#text .cm-content")?.textContent.includes("limit 5"));
  assert.equal(await page.inputValue("#kind"), "calls_query");
  await closed(page);
});

test("what rows hold is text and never markup", async () => {
  const page = await opened({}, "calls limit 1");
  await page.route("**/api/run", (route) =>
    route.fulfill({
      json: {
        kind: "calls_query", took: 1, limit: null, skip: 0, pages: true, project: "<u>", json: "{}", nothing: "calls", warnings: [], chart: null, metadata: {},
        tables: [{ name: "<b>x</b>", header: ["id", "<img src=x>"], rows: [["<img src=x onerror=alert(1)>", { a: "<script>1</script>" }]], count: "<i>1</i>", named: true, opens: { id: "call" }, units: { id: "<u>" } }],
      },
    }),
  );
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.equal(await page.locator("#answer img, #answer script, #answer i, #answer b, #answer u").count(), 0);
  assert.match(await page.textContent("#answer tbody"), /<img src=x onerror=alert\(1\)>/);
  await closed(page);
});
