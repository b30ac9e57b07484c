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
  assert.match(await page.textContent("#problems .info"), /WQ855 `questio` was never seen in `inputs`, in 500 rows; nearest: `question`/);
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

const RESEARCH = "northwind/research-agent";
const COSTS = "stats total_cost by 366d from 2025-01-01 to 2026-01-01";
const sums = (page) => page.locator("#answer-panels .rows tbody tr").evaluateAll((rows) => rows.reduce((sum, row) => sum + Number(row.cells[2].title || row.cells[2].textContent), 0));

test("the stored usage is chosen, is part of the link, and mends usage that is counted twice", async () => {
  const page = await opened({}, COSTS, RESEARCH);
  assert.equal(await page.inputValue("#stored-usage"), "auto", "the recorded calls hold the usage of those below them");
  assert.match(await page.textContent("#problems"), /No mistakes/);
  await page.click("#run");
  await page.waitForSelector("#answer-tab-chart");
  await page.click("#answer-tab-rows");
  await page.waitForSelector("#answer-panels .rows tbody tr");
  const auto = await sums(page);
  await page.selectOption("#stored-usage", "own");
  await page.locator("#problems", { hasText: "WQ858" }).waitFor();
  assert.match(await page.textContent("#answer-state"), /^of the query before the change/);
  assert.match(page.url(), /stored_usage=own/);
  assert.ok(!(await page.textContent("#problems")).includes("Options("));
  await run(page);
  await page.waitForFunction(() => !document.querySelector("#answer-state").textContent.includes("before the change"));
  await page.waitForSelector("#answer-panels figure");
  await page.click("#answer-tab-rows");
  const own = await sums(page);
  assert.ok(own > auto && auto > 0, `${own} > ${auto}`);
  const link = page.url();
  await page.click("#problems .fix");
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
  assert.equal(await page.inputValue("#stored-usage"), "auto");
  assert.match(page.url(), /stored_usage=auto/);
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("#problems", { hasText: "WQ858" }).waitFor();
  assert.equal(await page.inputValue("#stored-usage"), "own");
  await closed(page);
});

test("a call opens whole whatever was selected, and Escape gives the focus back", async () => {
  const page = await opened({}, 'calls where status = "error" select id, status limit 5');
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const opener = page.locator("button.row").nth(2);
  const id = await opener.textContent();
  await page.route("**/api/call", async (route) => {
    await new Promise((go) => setTimeout(go, 400));
    await route.continue();
  });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.locator("#answer-panels", { hasText: `Call ${id}` }).waitFor();
  assert.match(await page.textContent("#answer-panels"), /loading the call…/);
  await page.waitForSelector("#open-trace:focus");
  const shown = await page.locator(".call").innerText();
  for (const name of ["op", "status", "started", "ended", "latency", "exception", "inputs", "output", "attributes", "summary", "feedback"]) assert.match(shown, new RegExp(`^${name}`, "m"));
  assert.match(shown, /client_version/);
  const exception = await page.innerText(".call .exception pre");
  assert.match(exception, /^\w+: .+\n\nTraceback \(most recent call last\):\n {2}File ".+", line \d+, in /);
  await accessible(page, "a call");
  await shot(page, "call");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), id);
  assert.equal(await page.locator("#answer-tab-call").count(), 0);
  await closed(page);
});

test("in the tree a name opens its call, the triangle folds, and the trace can be queried", async () => {
  const page = await opened({}, 'calls filter trace_roots_only where status = "error" and trace_name = "handle_order" select trace_id, latency_ms limit 5');
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const row = page.locator("#answer-panels tbody tr").first();
  const trace = await row.locator("button.row").nth(1).textContent();
  const latency = await row.locator("td").nth(2).textContent();
  await row.locator("button.row").nth(1).click();
  await page.waitForSelector(".tree li li");
  assert.equal(await page.textContent(".tree .took"), `${latency} ms`, "as in the rows");
  const places = await page.evaluate(() =>
    [...document.querySelectorAll(".tree .node")].map((node) => {
      const text = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return range.getBoundingClientRect();
      };
      const failed = node.querySelector(".exception");
      return { name: text(node.querySelector(".name")).left, failed: failed && text(failed).left, below: failed && failed.getBoundingClientRect().bottom <= node.getBoundingClientRect().bottom, line: getComputedStyle(node).borderBottomWidth };
    }),
  );
  assert.ok(places.length > 1 && places[1].name > places[0].name);
  for (const place of places) if (place.failed !== null) assert.ok(Math.abs(place.failed - place.name) < 2 && place.below && place.line === "1px", JSON.stringify(place));
  await page.click(".tree .fold");
  assert.equal(await page.getAttribute(".tree .fold", "aria-expanded"), "false");
  assert.equal(await page.locator(".tree li li").first().isVisible(), false);
  await page.click(".tree .fold");
  const child = page.locator(".tree li li .name").first();
  const name = await child.textContent();
  await child.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#open-trace:focus");
  assert.equal(await page.textContent(".call h3"), name);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".tree");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
  await child.click();
  await page.waitForSelector(".call .facts");
  await page.locator(".call .facts button.row").click(); // its parent
  await page.waitForFunction((before) => document.querySelector(".call h3")?.textContent !== before || !document.querySelector(".call .facts button.row"), name);
  await page.waitForSelector("#open-trace:focus");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".call .facts button.row:focus");
  await page.keyboard.press("Escape");
  await page.click("#query-trace");
  assert.equal(await written(page, "text"), `calls where trace_id = "${trace}" sort by started_at`);
  await run(page);
  await page.waitForSelector("#answer-panels .rows tbody tr");
  assert.equal(await page.locator("#answer-panels .rows tbody tr").count(), places.length);
  await closed(page);
});

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

test("numbers are shown to ten digits with the exact value beside, columns have units, and rows are copied", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, "aggregate sum(cost), p95(latency_ms), count() by trace_name order by sum_cost desc limit 3", RESEARCH);
  let answer;
  page.on("response", async (response) => {
    if (response.url().endsWith("/api/run")) answer = await response.json();
  });
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.deepEqual(await page.locator("thead th").allTextContents(), ["trace_name", "sum_cost US dollars", "p95_latency_ms ms", "count calls"]);
  const rows = answer.tables[0].rows;
  const cells = await page.locator("tbody tr").evaluateAll((lines) => lines.map((line) => [...line.cells].slice(1, 3).map((cell) => [cell.textContent, cell.title])));
  rows.forEach((row, at) => {
    for (const [value, [text, title]] of [[row[1], cells[at][0]], [row[2], cells[at][1]]]) {
      const shown = Number(text.replaceAll(",", ""));
      assert.ok(Math.abs(shown - value) <= Math.abs(value) * 1e-9 || Math.abs(shown - value) < 1e-9, `${text} of ${value}`);
      assert.equal(Number(title || text), value);
    }
  });
  await page.click("text=Copy JSON");
  await page.locator(".rows button.copy", { hasText: "Copied" }).waitFor();
  assert.deepEqual(JSON.parse(await clipboard(page)).map(Object.values), rows);
  await page.click("text=Copy CSV");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("trace_name"));
  const lines = (await clipboard(page)).trimEnd().split("\r\n");
  assert.equal(lines[0], "trace_name,sum_cost,p95_latency_ms,count");
  assert.equal(lines[1], rows[0].join(","));
  await closed(page);
});

test("CSV is quoted so that it is read back as it was", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, "calls limit 1");
  const rows = [["a,b", 'say "x"', "one\ntwo", " edge", null, { a: [1, "ü"] }, 0.1, true, ""]];
  await page.route("**/api/run", (route) =>
    route.fulfill({
      json: {
        kind: "calls_query", took: 1, limit: null, skip: 0, pages: true, project: "p", json: "{}", nothing: null, warnings: [], chart: null, metadata: {},
        tables: [{ name: "calls", header: rows[0].map((_, at) => `c${at}`), rows, count: "1 call", named: true, opens: {}, units: {} }],
      },
    }),
  );
  await page.click("#run");
  await page.click("text=Copy CSV");
  await page.locator(".rows button.copy", { hasText: "Copied" }).waitFor();
  assert.equal(await clipboard(page), 'c0,c1,c2,c3,c4,c5,c6,c7,c8\r\n"a,b","say ""x""","one\ntwo"," edge",,"{""a"":[1,""ü""]}",0.1,true,""\r\n');
  await closed(page);
});

test("what is cut has its whole text beside it, refs open their calls, and empty columns are hidden", async () => {
  const page = await opened({}, "feedback limit 30");
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const cut = await page.locator("tbody td").evaluateAll((cells) => cells.filter((cell) => [cell, ...cell.children].some((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)).map((cell) => [cell.textContent, cell.title]));
  assert.ok(cut.length > 10);
  for (const [text, title] of cut) assert.ok(title.length >= text.length - 1, text);
  const columns = async () => (await page.locator("thead th").allTextContents()).length;
  const told = /^(\d+) columns, (\d+) empty ones hidden$/.exec(await page.locator(".tools .quiet").first().textContent());
  assert.ok(Number(told[2]) >= 10, told[0]);
  assert.equal(await columns(), Number(told[1]) - Number(told[2]));
  await page.click("text=Show them");
  assert.equal(await columns(), Number(told[1]));
  await page.click("text=Hide them");
  await accessible(page, "rows of feedback");
  const ref = page.locator("tbody button.row").first();
  const id = (await ref.textContent()).split("/").at(-1);
  await ref.click();
  await page.waitForSelector("#open-trace:focus");
  assert.match(await page.innerText(".call .facts"), new RegExp(id));
  assert.doesNotMatch(await page.innerText(".call"), /feedback\s*none/);
  await type(page, "text", "calls where parent_id exists select parent_id, trace_id, op_name, exception limit 5");
  await run(page);
  await page.waitForSelector("#answer-panels tbody tr");
  assert.deepEqual(await page.locator("thead th").allTextContents(), ["id", "parent_id", "trace_id", "op_name", "exception"], "what was asked for is shown, empty or not");
  const [text, title] = await page.locator("tbody tr").first().locator("td").nth(3).evaluate((cell) => [cell.textContent, cell.title]);
  assert.ok(title.includes(`/op/${text}:`), `${text} of ${title}`);
  const parent = page.locator("tbody tr").first().locator("button.row").nth(1);
  const whole = await parent.evaluate((button) => button.closest("td").title);
  await parent.click();
  await page.waitForSelector("#open-trace:focus");
  assert.match(await page.innerText(".call .facts"), new RegExp(whole));
  await closed(page);
});

test("ids are whole where there is room", async () => {
  const page = await opened({}, "calls select trace_id limit 3");
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const isCut = () => page.locator("tbody button.row").evaluateAll((all) => all.some((each) => each.scrollWidth > each.clientWidth));
  assert.equal(await isCut(), false);
  await page.setViewportSize({ width: 900, height: 860 });
  await page.waitForFunction(() => document.querySelector("table.tight"));
  assert.equal(await isCut(), true);
  await closed(page);
});

test("a column is sorted by its head, with the keyboard too, and it is told that only what is shown is", async () => {
  const page = await opened({}, "calls sort by started_at select latency_ms, exception");
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const values = async (at) => (await page.locator(`tbody tr td:nth-child(${at})`).allTextContents()).map((text) => (text === "null" ? null : text));
  const before = await values(1);
  const head = page.locator("thead th").nth(1);
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const numbers = (await values(2)).map((text) => Number(text.replaceAll(",", "")));
  assert.deepEqual(numbers, [...numbers].sort((one, other) => one - other));
  assert.match(await page.textContent(".tools .note"), /Only the 100 rows that are shown are sorted/);
  assert.equal(await page.evaluate(() => document.activeElement.closest("th")?.textContent), "latency_ms ms");
  await page.keyboard.press("Enter");
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  await accessible(page, "sorted rows");
  await page.keyboard.press("Enter");
  assert.deepEqual([await head.getAttribute("aria-sort"), await values(1)], ["none", before]);
  await page.locator("thead th").nth(2).locator("button").click();
  const texts = await values(3);
  assert.equal(texts.findIndex((text) => text === null) >= texts.findLastIndex((text) => text !== null), true, "null comes last");
  await type(page, "text", "calls limit 4");
  await run(page);
  await page.locator("thead th button").first().click();
  assert.equal(await page.textContent(".tools .note"), "");
  await closed(page);
});

test("help opens with F1 and by its button, has examples that are put into the editor, and closes with Escape", async () => {
  for (const viewport of [{ width: 1360, height: 860 }, { width: 375, height: 760 }]) {
    const page = await opened({ viewport }, "calls limit 3");
    await content(page, "text").click();
    await page.keyboard.press("F1");
    await page.waitForSelector("#help[open] .example");
    assert.ok((await page.locator("#help .example").count()) >= 12);
    assert.match(await page.textContent("#help .fields"), /latency_ms/);
    for (const key of ["Ctrl+Enter", "Ctrl+Space", "Tab", "F1", "Escape"]) assert.equal(await page.locator("#help kbd", { hasText: new RegExp(`^${key.replace("+", "\\+")}$`) }).count(), 1);
    const over = await page.evaluate(() => { const help = document.querySelector("#help"); return [help.scrollWidth - help.clientWidth, help.getBoundingClientRect().right - innerWidth]; });
    assert.ok(over[0] <= 0 && over[1] <= 0, `${over}`);
    await accessible(page, `help at ${viewport.width}`);
    if (viewport.width > 1000) await shot(page, "help");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#help[open]").count(), 0);
    assert.ok(await page.evaluate(() => document.activeElement.closest("#text") !== null), "the focus is back");
    await page.click("#open-help");
    await page.locator("#help .example").nth(2).click();
    assert.match(await written(page, "text"), /^calls where latency_ms > 2s/);
    assert.equal(await page.inputValue("#project"), SUPPORT);
    assert.equal(await page.locator("#help[open]").count(), 0);
    await closed(page);
  }
});

test("projects are offered, an empty answer tells why with the nearest name, and a missing one is a mistake of the field", async () => {
  const page = await opened({}, "calls limit 3", "northwind/suport-bot");
  assert.deepEqual(await page.locator("#projects option").evaluateAll((all) => all.map((each) => each.value)), [RESEARCH, SUPPORT].sort());
  await page.click("#run");
  await page.locator("#answer-panels .nothing").waitFor();
  assert.match(await page.textContent(".nothing"), /^There are no calls in the project northwind\/suport-bot\./);
  await accessible(page, "no calls");
  await page.click("#nearest");
  assert.equal(await page.inputValue("#project"), SUPPORT);
  await page.waitForFunction(() => document.querySelector("#json .cm-content").textContent.includes("support-bot"));
  await run(page);
  await page.waitForSelector("#answer-panels tbody tr");
  await page.fill("#project", "");
  await page.locator("#problems .error").waitFor();
  assert.equal(await page.getAttribute("#project", "aria-invalid"), "true");
  assert.equal(await page.locator("#text .cm-lintRange-error").count(), 0);
  await page.click("#problems .what");
  assert.equal(await page.evaluate(() => document.activeElement.id), "project");
  await page.fill("#project", SUPPORT);
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
  assert.equal(await page.getAttribute("#project", "aria-invalid"), "false");
  await closed(page);
});

test("plans stay within their pane, what is copied is the statement, and a mistake leaves no mark at a wrong place", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, 'calls where latency_ms > 2s and inputs.model = "gpt-4.1" limit 7');
  for (const name of ["plan", "explain"]) {
    await page.click(`#made-tab-${name}`);
    await page.waitForSelector("#made-panels .step");
    assert.equal(await page.evaluate(() => Math.max(...[...document.querySelectorAll("#made-panels, #made-panels pre")].map((each) => each.scrollWidth - each.clientWidth))), 0);
  }
  await page.click("#copy-sql");
  await page.waitForFunction(() => document.querySelector("#copy-sql").textContent === "Copied");
  assert.match(await clipboard(page), /\n +SEQ_SCAN/);
  await page.click("#made-tab-duckdb");
  await page.click("#copy-sql");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("SELECT"));
  assert.doesNotMatch(await clipboard(page), /Parameters/);
  await content(page, "text").click();
  await page.keyboard.press("Control+End");
  await page.waitForSelector("#text .under-cursor");
  await page.keyboard.type(" where");
  await page.locator("#problems .error").waitFor();
  assert.equal(await page.locator(".under-cursor").count(), 0);
  assert.equal(await page.evaluate(() => CSS.highlights.has("under-cursor")), false);
  await page.focus("#answer-panel");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  const frame = await page.evaluate(() => { const style = getComputedStyle(document.querySelector("#answer"), "::after"); return [style.position, style.borderTopWidth, style.top]; });
  assert.deepEqual(frame, ["absolute", "2px", "0px"]);
  await closed(page);
});

test("projects that had an answer in this browser are offered where the server knows none", async () => {
  const page = await opened({}, "calls limit 3");
  await page.route("**/api/about", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), projects: [] } });
  });
  const offered = () => page.locator("#projects option").evaluateAll((all) => all.map((each) => each.value));
  await page.reload();
  await page.waitForSelector("body[data-state]");
  assert.deepEqual(await offered(), []);
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  await page.fill("#project", "northwind/nobody");
  await page.click("#run");
  await page.locator(".nothing").waitFor();
  assert.deepEqual(await offered(), [SUPPORT], "one without calls is none");
  await page.reload();
  await page.waitForSelector("body[data-state]");
  assert.deepEqual(await offered(), [SUPPORT]);
  await closed(page);
});

const state = (page) => page.textContent("#answer-state");
const BEFORE = /^of the query before the change/;

test("an example runs when it is chosen, and its title goes when the text is edited", async () => {
  const page = await opened({});
  assert.match(await page.textContent("#answer-panels"), /has not been run yet. Run it: Ctrl\+Enter/);
  await page.selectOption("#examples", { label: "The slowest traces" });
  await page.waitForSelector("#answer-panels tbody tr");
  const fits = await page.evaluate(() => {
    const list = document.querySelector("#examples");
    const brush = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(list);
    brush.font = `${style.fontSize} ${style.fontFamily}`;
    const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 20;
    return [...list.options].filter((each) => brush.measureText(each.textContent).width > room).map((each) => each.textContent);
  });
  assert.deepEqual(fits, []);
  await content(page, "text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" ");
  assert.equal(await page.inputValue("#examples"), "");
  await closed(page);
});

test("what belongs to another query says so, whatever is shown, until the change is undone", async () => {
  const page = await opened({}, "calls filter trace_roots_only limit 3");
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.doesNotMatch(await state(page), BEFORE);
  await content(page, "text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("0");
  assert.match(await state(page), BEFORE);
  await page.keyboard.press("Backspace");
  assert.doesNotMatch(await state(page), BEFORE);
  await page.locator("button.row").first().click();
  await page.waitForSelector("#open-trace:focus");
  await content(page, "text").click();
  await page.keyboard.type("1");
  assert.match(await state(page), BEFORE, "of an opened call");
  await page.click("#open-trace");
  await page.waitForSelector(".tree");
  assert.match(await state(page), BEFORE, "of a trace");
  await accessible(page, "a trace of another query");
  await content(page, "text").click();
  await page.keyboard.press("Backspace");
  assert.doesNotMatch(await state(page), BEFORE);
  // The same request in other words is no other query.
  await page.keyboard.type("  ");
  assert.match(await state(page), BEFORE);
  await page.waitForFunction(() => !document.querySelector("#answer-state").textContent.includes("before the change"));
  await type(page, "text", "calls limit x");
  await page.locator("#problems .error").waitFor();
  await run(page);
  await page.locator("#answer-panels", { hasText: "It did not run" }).waitFor();
  await content(page, "text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Backspace");
  assert.match(await state(page), BEFORE, "of a mistake");
  await page.keyboard.type("x");
  assert.doesNotMatch(await state(page), BEFORE);
  await closed(page);
});

test("a mistake at the cursor waits for a pause, is told once, and nothing moves", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, "calls limit 3");
  const places = () => page.evaluate(() => ["#text-pane", "#json-pane", "#answer", "#made", "#made-panels", "#copy-sql", "#link", "#run", "#made-tabs", "#answer-panels"].map((each) => { const box = document.querySelector(each).getBoundingClientRect(); return [each, box.x, box.y, box.width, box.height]; }));
  const before = await places();
  await content(page, "text").click();
  await page.keyboard.press("Control+End");
  for (const key of " where stat") {
    await page.keyboard.type(key);
    await page.waitForTimeout(230);
    assert.equal(await page.locator("#problems .error").count(), 0, "nobody is told of a word that is being typed");
  }
  await page.keyboard.press("Escape"); // what is offered
  await page.locator("#problems .error").waitFor({ timeout: 3000 });
  assert.deepEqual(await places(), before);
  await run(page);
  await page.locator("#answer-panels", { hasText: "It did not run" }).waitFor();
  assert.equal((await page.evaluate(() => document.body.innerText.match(/WQ\d+/g)))?.length, 1, "it is told once");
  assert.deepEqual(await places(), before);
  await page.click("#link");
  await page.waitForFunction(() => document.querySelector("#link").textContent === "Copied");
  await page.click("#copy-sql");
  await page.waitForFunction(() => document.querySelector("#copy-sql").textContent === "Copied");
  assert.deepEqual(await places(), before);
  await type(page, "text", "calls limit 3");
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
  assert.deepEqual(await places(), before);
  await closed(page);
});

test("what cannot be run and has no place is told in the rows alone", async () => {
  const page = await opened({}, "calls limit 3");
  await page.route("**/api/run", (route) => route.fulfill({ status: 504, json: { problems: [{ code: "WQ508", message: "it took longer than 1 s", hint: null }] } }));
  await page.click("#run");
  await page.locator("#answer-panels .refused", { hasText: "WQ508" }).waitFor();
  assert.match(await page.textContent("#problems"), /No mistakes/);
  await page.unroute("**/api/run");
  page.complaints = page.complaints.filter((each) => !each.includes("504"));
  await closed(page);
});

test("the next rows are asked for, of what was run and not of what is written since", async () => {
  const page = await opened({}, "calls sort by started_at select latency_ms limit 150");
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.match(await state(page), /^100 calls · at most 100 are shown/);
  const first = await page.textContent("#answer-panels tbody tr");
  await type(page, "text", "calls limit 1");
  await page.click("text=Next 100");
  await page.waitForFunction(() => document.querySelectorAll("#answer-panels tbody tr").length === 50);
  assert.match(await state(page), /^of the query before the change · 50 calls · after the first 100/);
  assert.notEqual(await page.textContent("#answer-panels tbody tr"), first);
  assert.equal(await page.locator("text=Next 100").count(), 0);
  await page.click("text=Previous 100");
  await page.waitForFunction((text) => document.querySelector("#answer-panels tbody tr").textContent === text, first);
  await closed(page);
});

test("the lines between the panes are moved by pointer and keyboard, and stay", async () => {
  const page = await opened({}, "calls limit 3");
  const width = () => page.evaluate(() => document.querySelector("#text-pane").getBoundingClientRect().width);
  const before = await width();
  await page.focus("#split-across");
  await page.keyboard.press("ArrowLeft");
  const narrower = await width();
  assert.ok(narrower < before);
  const box = await page.locator("#split-across").boundingBox();
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#split-across")).cursor), "col-resize");
  await page.mouse.move(box.x + 2, 200);
  await page.mouse.down();
  await page.mouse.move(box.x - 198, 200);
  await page.mouse.up();
  assert.ok(Math.abs(narrower - (await width()) - 200) < 4);
  const moved = await width();
  await page.reload();
  await page.waitForSelector("body[data-state]");
  assert.ok(Math.abs(moved - (await width())) < 1);
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

test("the values of a chart are a table of buckets and models, all of them", async () => {
  const page = await opened({}, DAYS, RESEARCH);
  await page.click("#run");
  await page.waitForSelector("figure svg");
  const others = page.locator("figure").first().locator(".legend li").last();
  assert.equal(await others.textContent(), "3 others");
  const names = (await others.getAttribute("title")).split(", ");
  assert.equal(names.length, 3);
  await page.locator("figure").first().locator("button", { hasText: "Table" }).click();
  const pivot = page.locator("figure").first().locator(".pivot");
  const head = await pivot.locator("thead th").allTextContents();
  assert.equal(head.length, 1 + 6 + 3);
  for (const name of names) assert.ok(head.includes(name), name);
  assert.equal(await pivot.locator("tbody tr").count(), 18);
  const column = async (part) => pivot.locator(`${part} tr`).evaluateAll((rows) => rows.map((row) => Number(row.cells[1].title || row.cells[1].textContent)));
  const sum = (await column("tbody")).reduce((one, other) => one + other, 0);
  assert.ok(Math.abs(sum - (await column("tfoot"))[0]) < 1e-9 && sum > 0);
  await accessible(page, "a table of a chart");
  const heights = await page.evaluate(() => [...document.querySelectorAll("figure .bar")].reduce((all, bar) => { const x = bar.getAttribute("x") + bar.closest("figure").innerText.slice(0, 9); all[x] = (all[x] ?? 0) + Number(bar.getAttribute("height")); return all; }, {}));
  assert.ok(Math.min(...Object.values(heights)) >= 0.999, "what is there is seen");
  await type(page, "text", "stats call_count by 7d from 2025-10-22 to 2025-11-08");
  await run(page);
  await page.locator(".charts > p", { hasText: "Buckets of weeks begin on Mondays. Pale: a bucket that begins before the range" }).waitFor();
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
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  await accessible(page, "rows in the dark");
  await page.locator("button.row").first().click();
  await page.waitForSelector("#open-trace:focus");
  await accessible(page, "a call in the dark");
  await page.click("#open-trace");
  await page.waitForSelector(".tree");
  await accessible(page, "a trace in the dark");
  await page.keyboard.press("F1");
  await page.waitForSelector("#help[open] .example");
  await accessible(page, "help in the dark");
  await page.keyboard.press("Escape");
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
  await page.click("#made-tab-duckdb");
  const sizes = await page.evaluate(() => ({
    tabs: new Set([...document.querySelectorAll("#made-tabs button")].map((tab) => Math.round(tab.getBoundingClientRect().top))).size,
    names: [...document.querySelectorAll(".params th")].map((name) => name.getClientRects().length + name.getBoundingClientRect().height / 30),
    sql: document.querySelector("#made pre.sql").clientHeight / innerHeight,
  }));
  assert.equal(sizes.tabs, 1, "the tabs are in one line");
  assert.ok(sizes.names.length > 3 && Math.max(...sizes.names) < 2.6, "names of parameters are in one line");
  assert.ok(sizes.sql <= 0.61, "JSON is not far below");
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
