// The editors: both forms in step, what is marked, told, offered and explained.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RESEARCH, SUPPORT, accessible, clipboard, closed, content, opened, run, served, shot, type, written } from "./page.mjs";

served("--rows", "100");

/** What is marked in the statement that is shown. */
const markedSql = (page) => page.evaluate(() => [...(CSS.highlights.get("under-cursor") ?? [])].map((range) => range.toString()));

/** Click on the last place of a word in the statement that is shown. */
const clickSql = (page, word) => page.evaluate((word) => {
  const pre = document.querySelector("#made-panels pre.sql");
  const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  let passed = "";
  const target = pre.textContent.lastIndexOf(word);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (target < passed.length + node.textContent.length) {
      getSelection().collapse(node, target - passed.length + 1);
      break;
    }
    passed += node.textContent;
  }
  pre.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}, word);

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
  await clickSql(page, "inputs");
  await page.waitForFunction(() => document.querySelector("#text .under-cursor")?.textContent.includes("inputs.model"));
  await type(page, "text", 'calls where latency > 2s and inputs.model in ("gpt-4.1", "gpt-4o") sort by latency desc');
  await page.click("#made-tab-duckdb");
  await page.waitForFunction(() => document.querySelector("#made-panels pre.sql")?.textContent.includes("UNNEST"));
  const marked = () => page.evaluate(() => [...document.querySelectorAll("#text .under-cursor")].map((each) => each.textContent).join(""));
  for (const [word, part] of [["UNNEST", 'inputs.model in ("gpt-4.1", "gpt-4o")'], ["1000.0", /^latency$/]]) {
    await clickSql(page, word);
    await page.waitForFunction((text) => [...document.querySelectorAll("#text .under-cursor")].map((each) => each.textContent).join("").startsWith(text), typeof part === "string" ? part : "latency");
    assert.match(await marked(), typeof part === "string" ? /^inputs.model in \(.*\)$/ : part);
  }
  await closed(page);
});

test("a sort key, its direction and a field of select are marked in the text, the JSON and the SQL, and scrolled into sight", async () => {
  const conditions = Array.from({ length: 30 }, (_, at) => `inputs.k${at} = ${at}`).join("\nor ");
  const text = `calls where ${conditions}\nsort by latency desc, started_at\nlimit 3\nselect trace_name, inputs.model`;
  const page = await opened({}, text);
  const put = async (line, word) => {
    await content(page, "text").click();
    await page.keyboard.press("Control+End");
    for (let step = text.split("\n").length - 1; step > line; step--) await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    for (let step = 0; step <= text.split("\n")[line].indexOf(word); step++) await page.keyboard.press("ArrowRight");
  };
  const marks = (which) => page.evaluate((id) => [...document.querySelectorAll(`#${id} .under-cursor`)].map((each) => each.textContent).join(""), which);
  const inSight = (selector, part) => page.evaluate(([selector, part]) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    const place = part ? document.querySelector(part).getBoundingClientRect() : [...CSS.highlights.get("under-cursor")][0].getBoundingClientRect();
    return box.top <= place.top && place.top < box.bottom - 10;
  }, [selector, part]);
  for (const name of ["duckdb", "clickhouse", "postgres", "sqlite"]) {
    await page.click(`#made-tab-${name}`);
    for (const [line, word, inText, inJson, inSql] of [
      [30, "desc", "latency desc", /"field":"latency\w*","direction":"desc"/, /DESC/],
      [30, "latency", "latency", /"latency/, /DESC/],
      [30, "started_at", "started_at", /"started_at"/, /started_at/],
      [32, "trace_name", "trace_name", /trace_name"/, /weave_trace_name/],
      [32, "inputs.model", "inputs.model", /"inputs.model"/, /^[^=]*inputs[^=]*$/],
    ].filter(([, word]) => name === "duckdb" || word === "desc" || word === "inputs.model")) {
      await put(line, word);
      await page.waitForFunction((wanted) => document.querySelector("#text .under-cursor")?.textContent === wanted, inText);
      assert.match((await marks("json")).replace(/\s/g, ""), inJson);
      await page.waitForFunction((wanted) => [...(CSS.highlights.get("under-cursor") ?? [])].some((range) => new RegExp(wanted).test(range.toString())), inSql.source);
      // A page of Postgres is put in order twice.
      for (const part of await markedSql(page)) assert.match(part, inSql, `${name} ${word}`);
      assert.ok(await inSight("#made-panels"), `${name} ${word} in the SQL`);
      assert.ok(await inSight("#json .cm-scroller", "#json .under-cursor"), `${word} in the JSON`);
    }
  }
  await closed(page);
});

test("a quote is not closed by itself in the text, so that a missing one is told", async () => {
  const page = await opened({}, "calls limit 1");
  await content(page, "text").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("calls where status = 'error and latency > 2s");
  await page.keyboard.press("Escape");
  await page.locator("#problems .error").waitFor();
  assert.equal(await written(page, "text"), "calls where status = 'error and latency > 2s");
  assert.match(await page.textContent("#problems .error"), /the text that begins here has no end; it ends with `'`/);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("calls where size(");
  assert.equal(await written(page, "text"), "calls where size()");
  await closed(page);
});

test("what was not seen is told no more when the rows of the answer have it", async () => {
  const page = await opened({}, "calls where inputs.value = 12345678901234567890 select inputs");
  await page.locator("#problems .info").waitFor();
  assert.match(await page.textContent("#problems"), /WQ855 `value` was not seen in `inputs`, in the latest 500 of 3,109 calls/);
  await run(page);
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
  assert.equal(await page.locator("#answer-panels tbody tr").count(), 1);
  await type(page, "text", 'calls where inputs.value = 1 limit 3');
  await page.locator("#problems", { hasText: "No mistakes." }).waitFor();
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
  assert.equal(await page.textContent("#json .cm-lintRange-error"), '"limit": -1');
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
  assert.match(await page.textContent("#problems .info"), /WQ855 `questio` was not seen in `inputs`, in the latest 500 of 3,109 calls; nearest: `question`/);
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

test("what was told of the query before turns pale at the first key, and Run checks before it runs", async () => {
  const page = await opened({}, "calls where model = 1");
  await page.locator("#problems .error").waitFor();
  const pale = () => page.evaluate(() => ["#problems > *", "#json", "#made-panels"].map((each) => Number(getComputedStyle(document.querySelector(each)).opacity) < 1));
  assert.deepEqual(await pale(), [false, false, false]);
  let asked = [];
  page.on("request", (request) => asked.push(request.url().split("/").at(-1)));
  await page.route("**/api/compile", async (route) => {
    await new Promise((go) => setTimeout(go, 500));
    await route.continue();
  });
  await type(page, "text", "stats total_cost by 1d from 2025-10-23 to 2025-11-08");
  assert.deepEqual(await pale(), [true, true, true]);
  asked = [];
  await run(page);
  await page.waitForSelector("figure svg");
  assert.deepEqual(await pale(), [false, false, false]);
  assert.match(await page.textContent("#problems"), /No mistakes/);
  assert.equal(await page.inputValue("#kind"), "call_stats");
  assert.deepEqual(asked.filter((each) => each === "compile" || each === "run"), ["compile", "run"]);
  await closed(page);
});

test("what the cursor marks in JSON and SQL is scrolled into sight", async () => {
  const long = ["gpt-4o", "gpt-4.1", "o3-mini"].map((model) => `(inputs.model = "${model}" and output.usage.total_tokens > 10 and latency > 1s)`).join(" or ");
  const text = `calls where ${long} and op = "retrieve" limit 7`;
  const page = await opened({ viewport: { width: 1100, height: 600 } }, text);
  await page.click("#made-tab-duckdb");
  await content(page, "text").click();
  const inSight = () =>
    page.evaluate(() => {
      const within = (box, around) => box.top >= around.top - 1 && box.bottom <= around.bottom + 1;
      const panel = document.querySelector("#made-panels").getBoundingClientRect();
      const json = document.querySelector("#json .cm-scroller").getBoundingClientRect();
      const marked = document.querySelector("#json .under-cursor");
      return [[...(CSS.highlights.get("under-cursor") ?? [])].some((range) => within(range.getBoundingClientRect(), panel)), marked !== null && within(marked.getBoundingClientRect(), json)];
    });
  for (const key of ["Control+End", "Control+Home"]) {
    await page.keyboard.press(key);
    const step = key === "Control+End" ? "ArrowLeft" : "ArrowRight";
    for (let at = 0; at < 16; at++) await page.keyboard.press(step);
    await page.waitForSelector("#text .under-cursor");
    await page.waitForTimeout(100);
    assert.deepEqual(await inSight(), [true, true], key);
  }
  await closed(page);
});

test("another kind keeps what it can have, and running closes the list of what may follow", async () => {
  const page = await opened({}, "calls where inputs.model exists limit 150 select latency, inputs.model, cost");
  const kind = async (name) => {
    await page.selectOption("#kind", name);
    await page.waitForFunction(() => document.body.dataset.checked === "true");
    return JSON.parse(await written(page, "json"));
  };
  const condition = { $expr: { $convert: { input: { $getField: "inputs.model" }, to: "exists" } } };
  const problems = () => page.textContent("#problems");
  const whole = JSON.parse(await written(page, "json"));
  assert.deepEqual(await kind("threads_query"), { project_id: SUPPORT, limit: 150, where: condition });
  assert.match(await problems(), /threads_query takes no columns: left out until calls_query is chosen again/);
  await accessible(page, "what another kind cannot have");
  assert.deepEqual(await kind("calls_query"), whole, "what was left out is back");
  assert.match(await problems(), /No mistakes/);
  await kind("threads_query");
  assert.deepEqual(await kind("calls_usage"), { project_id: SUPPORT, limit: 150, where: condition });
  assert.match(await problems(), /the key `call_ids` is required; it is written as in `"call_ids": \["[\w-]+"\]`/);
  assert.deepEqual(await page.locator("#json .cm-lintRange-error").allTextContents(), ["{"], "where the object begins");
  assert.deepEqual(await kind("threads_query"), { project_id: SUPPORT, limit: 150, where: condition });
  assert.deepEqual(await kind("calls_query"), whole, "past one that lacks a key");
  assert.deepEqual(await kind("feedback_query"), { project_id: SUPPORT, limit: 150 });
  assert.match(await problems(), /feedback_query takes no columns, condition on calls: left out/);
  assert.equal(await page.getAttribute("body", "data-state"), "right");
  assert.deepEqual(await kind("aggregate"), { project_id: SUPPORT, limit: 150, query: condition }, "the condition is that of calls before");
  assert.deepEqual(await kind("calls_query"), whole, "from further away, too");
  assert.deepEqual(await kind("feedback_query"), { project_id: SUPPORT, limit: 150 });
  assert.match(await written(page, "text"), /^feedback/);
  await type(page, "text", "calls ");
  await page.keyboard.type("wh");
  await page.locator(".cm-tooltip-autocomplete").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator("#answer-panels", { hasText: "It did not run" }).waitFor();
  assert.equal(await page.locator(".cm-tooltip-autocomplete").count(), 0);
  await closed(page);
});

test("in JSON the second of two equal keys is the mistake, and a project that is empty is one", async () => {
  const page = await opened({}, "calls limit 3");
  await type(page, "json", `{\n  "project_id": "${SUPPORT}",\n  "limit": 3,\n  "limit": 5\n}`);
  await page.locator("#problems .error", { hasText: "stands twice" }).waitFor();
  assert.deepEqual(await page.locator("#json .cm-lintRange-error").allTextContents(), ['"limit": 5']);
  await type(page, "json", '{\n  "project_id": ""\n}');
  await page.locator("#problems .error", { hasText: "`project_id` is empty; name the project whose rows it is about" }).waitFor();
  assert.equal(await page.locator("#json .cm-lintRange-error").count() > 0, true);
  await closed(page);
});
