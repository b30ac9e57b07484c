// What a query brings: its rows, what they were asked with, and how they are shown, copied and sorted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RESEARCH, SUPPORT, accessible, clipboard, closed, content, opened, run, served, shot, state, type } from "./page.mjs";

served("--rows", "100");

const COSTS = "stats total_cost by 366d from 2025-01-01 to 2026-01-01";

const sums = (page) => page.locator("#answer-panels .rows tbody tr").evaluateAll((rows) => rows.reduce((sum, row) => sum + (Number(row.cells[2].title || row.cells[2].textContent) || 0), 0));

const BEFORE = /^of the query before the change/;

test("no more rows come than the server was started for", async () => {
  const page = await opened({}, "calls");
  await content(page, "text").click();
  await run(page);
  await page.waitForSelector("#answer-panels tbody tr");
  await page.locator("#answer-state", { hasText: /^100 of 3,109 calls · at most 100 are shown · [\d.]+ ms$/ }).waitFor();
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

test("numbers are shown to ten digits with the exact value beside, columns have units, and rows are copied", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, "aggregate sum(cost), p95(latency_ms), count() by trace_name order by sum_cost desc limit 3", RESEARCH);
  let answer;
  page.on("response", async (response) => {
    if (response.url().endsWith("/api/run")) answer = await response.json();
  });
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.deepEqual(await page.locator("thead th").allTextContents(), ["trace_name", "sum_cost (US dollars)", "p95_latency_ms (ms)", "count (calls)"]);
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

test("what has no known price is copied as nothing, and not as 0 dollars", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, "stats total_cost by 1d from 2025-10-28 to 2025-10-29");
  await page.click("#run");
  await page.click("#answer-tab-rows");
  await page.waitForSelector("#answer-panels tbody tr");
  await page.click("text=Copy JSON");
  await page.locator(".rows button.copy", { hasText: "Copied" }).waitFor();
  const rows = JSON.parse(await clipboard(page));
  assert.equal(rows.find((each) => each.model === "unpriced-model").sum_total_cost, null);
  assert.ok(rows.filter((each) => each.model !== "unpriced-model").every((each) => typeof each.sum_total_cost === "number"));
  await closed(page);
});

test("a server that does not answer is told as such, and asked again", async () => {
  const page = await opened({}, "calls limit 2");
  await page.route("**/api/*", (route) => route.abort());
  await type(page, "text", "calls limit 3");
  await page.click("#run");
  await page.locator("#answer-panels", { hasText: "the server does not answer" }).waitFor();
  assert.doesNotMatch(await page.textContent("#answer-panels"), /a mistake/);
  await page.unroute("**/api/*");
  await page.click("#run");
  await page.waitForFunction(() => document.querySelectorAll("#answer-panels tbody tr").length === 3);
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
  page.complaints = page.complaints.filter((each) => !each.includes("ERR_FAILED"));
  await closed(page);
});

test("CSV is quoted so that it is read back as it was", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, "calls limit 1");
  const rows = [["a,b", 'say "x"', "one\ntwo", " edge", null, { a: [1, "ü"] }, 0.1, true, ""]];
  await page.route("**/api/run", (route) =>
    route.fulfill({
      json: {
        kind: "calls_query", took: 1, limit: null, skip: 0, project: "p", json: "{}", nothing: null, reasons: [], cautions: [], warnings: [], chart: null, metadata: {},
        tables: [{ name: "calls", header: rows[0].map((_, at) => `c${at}`), rows, count: "1 call", named: true, opens: {}, units: {}, unpriced: [] }],
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
  const cut = await page.locator("tbody td").evaluateAll((cells) => cells.filter((cell) => [cell, ...cell.querySelectorAll("*")].some((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)).map((cell) => [cell.textContent, cell.title]));
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

test("an answer without rows tells which condition leaves none", async () => {
  const page = await opened({}, 'calls where status = "error" and latency > 1000s select id');
  await run(page);
  await page.locator("#answer-panels .nothing li").first().waitFor();
  assert.match(await page.textContent("#answer-panels .nothing"), /^no call satisfies `latency > 1000s`/);
  await accessible(page, "no rows");
  await closed(page);
});

test("ids are whole where there is room", async () => {
  const page = await opened({}, "calls select trace_id limit 3");
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const isCut = () => page.locator("tbody button.row .head").evaluateAll((all) => all.some((each) => !each.getClientRects().length || each.scrollWidth > each.clientWidth));
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
  assert.equal(await page.evaluate(() => document.activeElement.closest("th")?.textContent), "latency_ms (ms)");
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
  await page.locator("#answer-state", { hasText: /^100 of 150 calls · at most 100 are shown/ }).waitFor();
  const first = await page.textContent("#answer-panels tbody tr");
  await type(page, "text", "calls limit 1");
  await page.click("text=Next 100");
  await page.waitForFunction(() => document.querySelectorAll("#answer-panels tbody tr").length === 50);
  assert.match(await state(page), /^of the query before the change · rows 101 to 150 of 150 calls · /);
  assert.notEqual(await page.textContent("#answer-panels tbody tr"), first);
  assert.equal(await page.locator("text=Next 100").count(), 0);
  await page.click("text=Previous 100");
  await page.waitForFunction((text) => document.querySelector("#answer-panels tbody tr").textContent === text, first);
  await closed(page);
});

test("a list says of how many calls its rows are, which are counted behind the rows and once", async () => {
  const page = await opened({}, "calls where latency_ms >= 0");
  const counted = [];
  page.on("request", (request) => { if (request.url().endsWith("/api/count")) counted.push(JSON.parse(request.postData()).all); });
  await run(page);
  await page.locator("#answer-state", { hasText: /^100 of [\d,]+ calls · at most 100 are shown/ }).waitFor();
  const total = Number((/of ([\d,]+) calls/.exec(await state(page)))[1].replace(",", ""));
  assert.ok(total > 3000);
  assert.equal(await page.locator("#count-all").isVisible(), false);
  await page.click("button.next");
  await page.locator("#answer-state", { hasText: /^rows 101 to 200 of / }).waitFor();
  assert.deepEqual(counted, [false]);
  await type(page, "text", "calls where latency_ms >= 0 limit 150 offset 7");
  await run(page);
  await page.locator("#answer-state", { hasText: "100 of 150 calls" }).waitFor();
  await type(page, "text", "calls limit 20");
  await run(page);
  await page.locator("#answer-state", { hasText: /^20 calls · [\d.]+ ms$/ }).waitFor();
  assert.deepEqual(counted, [false, false], "what is shown whole is not counted");
  await page.route("**/api/count", async (route) => {
    const { all } = JSON.parse(route.request().postData());
    await (all ? route.continue() : route.fulfill({ json: { total: null, most: 1000 } }));
  });
  await type(page, "text", "calls where latency_ms >= 0");
  await run(page);
  await page.locator("#answer-state", { hasText: "100 of more than 1,000 calls" }).waitFor();
  await page.click("#count-all");
  await page.locator("#answer-state", { hasText: `100 of ${total.toLocaleString("en-US")} calls` }).waitFor();
  assert.equal(await page.locator("#count-all").isVisible(), false);
  await closed(page);
});

test("what rows hold is text and never markup", async () => {
  const page = await opened({}, "calls limit 1");
  await page.route("**/api/run", (route) =>
    route.fulfill({
      json: {
        kind: "calls_query", took: 1, limit: null, skip: 0, project: "<u>", json: "{}", nothing: "calls", reasons: [], cautions: [], warnings: [], chart: null, metadata: {},
        tables: [{ name: "<b>x</b>", header: ["id", "<img src=x>"], rows: [["<img src=x onerror=alert(1)>", { a: "<script>1</script>" }]], count: "<i>1</i>", named: true, opens: { id: "call" }, units: { id: "<u>" }, unpriced: [] }],
      },
    }),
  );
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.equal(await page.locator("#answer img, #answer script, #answer i, #answer b, #answer u").count(), 0);
  assert.match(await page.textContent("#answer tbody"), /<img src=x onerror=alert\(1\)>/);
  await closed(page);
});

test("whole numbers beyond those of a browser are shown, copied and opened digit by digit, doubles as doubles", async () => {
  const page = await opened({ permissions: ["clipboard-read", "clipboard-write"] }, 'calls where op = "echo" and inputs.value >= 9007199254740993 sort by started_at select inputs, output');
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const cells = await page.locator("tbody td:nth-child(2)").allTextContents();
  for (const value of ["9007199254740993", "9223372036854775807", "1.2345678901234567e+19"]) assert.ok(cells.includes(`{"value":${value}}`), `${value} in ${cells}`);
  await page.click("text=Copy JSON");
  await page.locator(".rows button.copy", { hasText: "Copied" }).waitFor();
  const copied = await clipboard(page);
  for (const value of ["9007199254740993", "9223372036854775807", "1.2345678901234567e+19"]) assert.match(copied, new RegExp(`"value": ${value.replace("+", "\\+").replace(".", "\\.")}\n`));
  await page.click("text=Copy CSV");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("id,"));
  assert.match(await clipboard(page), /"{""value"":9007199254740993}"/);
  await page.locator("tbody tr", { hasText: "9007199254740993" }).first().locator("button.row").first().click();
  await page.waitForSelector("#open-trace:focus");
  assert.match(await page.innerText(".call"), /^9007199254740993$/m);
  const params = await page.locator(".params tr").allTextContents();
  assert.ok(params.some((each) => each.endsWith("9.007199254740992e+15")), `${params}`);
  await closed(page);
});

test("what is cut keeps its end, refs are short, what was asked for is in sight, and columns that are not are counted", async () => {
  const page = await opened({}, "threads", RESEARCH);
  const seen = (column) => page.locator(`tbody td:nth-child(${column})`).evaluateAll((cells) => cells.map((cell) => {
    const head = cell.querySelector(".head");
    return head && head.scrollWidth > head.clientWidth ? cell.querySelector(".middle").lastChild.textContent : cell.textContent;
  }));
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const threads = await seen(1);
  assert.equal(new Set(threads).size, threads.length, "threads that differ are shown as different");
  await type(page, "text", "calls where inputs.model exists select started_at, op_name, inputs.model, latency limit 30");
  await page.fill("#project", SUPPORT);
  await run(page);
  await page.locator("thead", { hasText: "latency_ms" }).waitFor();
  const inSight = await page.evaluate(() => {
    const scroll = document.querySelector(".scroll");
    const end = scroll.getBoundingClientRect().left + scroll.clientWidth;
    return [...document.querySelectorAll("thead th")].map((each) => each.getBoundingClientRect().right <= end + 1);
  });
  assert.deepEqual(inSight, [true, true, true, true, true]);
  const ids = await seen(1);
  assert.equal(new Set(ids).size, 30);
  const models = await page.locator("tbody td:nth-child(4)").evaluateAll((cells) => cells.map((cell) => [cell.textContent, cell.title]));
  const refs = models.filter(([, title]) => title.startsWith("weave:///"));
  assert.ok(refs.length > 3);
  for (const [text, title] of refs) assert.ok(!text.includes("weave:") && title.includes(`/object/${text.split("/")[0]}:`), text);
  await type(page, "text", "feedback limit 30");
  await run(page);
  await page.locator("thead", { hasText: "payload" }).waitFor();
  const heads = await page.locator("thead th").allTextContents();
  assert.deepEqual([heads.slice(0, 5), heads.at(-2)], [["id", "weave_ref", "feedback_type", "payload", "created_at"], "project_id"]);
  const told = Number(/^(\d+) more to the right →$/.exec(await page.textContent(".beyond"))?.[1]);
  assert.ok(told > 0 && (await page.locator(".rows.more").count()) === 1);
  await page.locator(".scroll").evaluate((each) => each.scrollTo(each.scrollWidth, 0));
  await page.waitForFunction(() => document.querySelector(".beyond").textContent === "" && !document.querySelector(".rows.more"));
  await closed(page);
});

test("an aggregate of more rows than are shown says how many, and Next goes through them", async () => {
  const page = await opened({}, "aggregate count() by id");
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  assert.match(await state(page), /^3,109 rows, the first 100 listed · [\d.]+ ms$/);
  const first = await page.locator("tbody tr").first().textContent();
  await page.click(".next");
  await page.waitForFunction((before) => document.querySelector("tbody tr").textContent !== before, first);
  assert.match(await state(page), /^3,109 rows, rows 101 to 200 listed/);
  await page.click("text=Previous 100");
  await page.waitForFunction((before) => document.querySelector("tbody tr").textContent === before, first);
  await closed(page);
});

test("what takes long is stopped by the button or by Escape, and what was shown stays", async () => {
  const page = await opened({}, "calls limit 3");
  await run(page);
  await page.locator("#answer-state", { hasText: /^3 calls/ }).waitFor();
  const sent = [];
  await page.route("**/api/run", (route) => sent.push(route.request().postDataJSON().ticket));
  const stopped = () => page.waitForRequest((request) => request.url().endsWith("/api/stop"));
  for (const stop of [() => page.click("#run"), () => page.keyboard.press("Escape")]) {
    await page.focus("#run");
    await page.keyboard.press("Enter");
    await page.locator("#run", { hasText: "Stop" }).waitFor();
    assert.match(await state(page), /running… Escape stops it/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "run", "the focus stays");
    await accessible(page, "something runs");
    const told = stopped();
    await stop();
    assert.deepEqual((await told).postDataJSON(), { ticket: sent.at(-1) });
    assert.match(await state(page), /^stopped after [\d.]+ s$/);
    assert.equal(await page.locator("#answer-panels tbody tr").count(), 3);
    assert.equal(await page.textContent("#run"), "Run");
  }
  // Running something else stops what runs.
  await page.click("#run");
  await page.locator("#run", { hasText: "Stop" }).waitFor();
  const told = stopped();
  await page.unroute("**/api/run");
  await page.keyboard.press("Control+Enter");
  assert.deepEqual((await told).postDataJSON(), { ticket: sent.at(-1) });
  await page.locator("#answer-state", { hasText: /^3 calls/ }).waitFor();
  assert.equal(new Set(sent).size, 3);
  await closed(page);
});
