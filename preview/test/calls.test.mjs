// One call, and the tree of its trace.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RESEARCH, accessible, closed, opened, run, served, shot, state, type, written } from "./page.mjs";

served("--rows", "100");

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
  const ran = page.waitForResponse((response) => response.url().endsWith("/api/run"));
  await page.click("#query-trace");
  await ran;
  assert.equal(await written(page, "text"), `calls where trace_id = "${trace}" sort by started_at`);
  await page.waitForSelector("#answer-panels .rows tbody tr");
  assert.equal(await page.locator("#answer-panels .rows tbody tr").count(), places.length);
  await closed(page);
});

test("a trace has the share and the cost of each step, and leads to the slowest", async () => {
  const page = await opened({}, 'calls filter trace_roots_only where trace_name = "SupportRAG.predict" sort by latency_ms desc select trace_id limit 1');
  await page.click("#run");
  await page.waitForSelector("#answer-panels tbody tr");
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/trace"));
  await page.locator("#answer-panels tbody button.row").nth(1).click();
  const { calls } = await (await answered).json();
  await page.waitForSelector(".tree li");
  assert.equal(await page.textContent(".heads"), "steptookitselfcost");
  const known = calls.filter((each) => each.cost !== null);
  assert.ok(known.length > 0);
  const lines = await page.locator(".tree .line").evaluateAll((all) => all.map((line) => [".name", ".share", ".cost"].map((each) => line.querySelector(each).title || line.querySelector(each).textContent)));
  assert.deepEqual(lines.filter((line) => line[2]).map((line) => Number(line[2].split(" ")[0])).sort(), known.map((each) => each.cost).sort());
  const own = lines.map((line) => Number(/^(\d+) % of the trace/.exec(line[1])[1]));
  const whole = own.reduce((sum, one) => sum + one, 0);
  assert.ok(Math.abs(whole - 100) <= own.length, `own times are ${whole} % of a trace of steps behind each other`);
  await page.click("#slowest");
  const chosen = await page.evaluate(() => {
    const line = document.activeElement.closest(".line");
    return [line?.classList.contains("slowest"), parseInt(line.querySelector(".share").textContent)];
  });
  assert.deepEqual(chosen, [true, Math.max(...own)]);
  await accessible(page, "a trace with costs");
  await closed(page);
});

test("the steps of a trace are sorted by when they began, how long they took and what they cost, and the slowest is marked", async () => {
  const page = await opened({}, 'calls filter trace_roots_only where trace_name = "SupportRAG.predict" sort by latency_ms desc select trace_id limit 1');
  await run(page);
  await page.locator("#answer-panels tbody button.row").nth(1).click();
  await page.waitForSelector(".tree li");
  const below = () => page.evaluate(() => [...document.querySelectorAll(".tree > li > ul > li")].map((each) => {
    const cell = (name) => parseFloat(each.querySelector(`:scope > .node ${name}`).title) || 0;
    const all = [...each.querySelectorAll(".cost")].reduce((sum, one) => sum + (parseFloat(one.title) || 0), 0);
    return { call: each.dataset.call, took: cell(".took"), cost: all };
  }));
  const begun = await below();
  assert.ok(begun.length > 1);
  assert.equal(await page.locator(".tree .tag").count(), 1);
  assert.equal(await page.locator(".tree .slowest .tag").textContent(), "slowest");
  await page.selectOption("#tree-sort", "duration");
  assert.deepEqual(await below(), [...begun].sort((one, other) => other.took - one.took));
  await page.selectOption("#tree-sort", "cost");
  const dearest = await below();
  assert.ok(dearest[0].cost > 0 && dearest.every((each, at) => at === 0 || each.cost <= dearest[at - 1].cost), JSON.stringify(dearest));
  await page.selectOption("#tree-sort", "start");
  assert.deepEqual(await below(), begun);
  await accessible(page, "a sorted trace");
  await closed(page);
});

test("feedback of an agent's turn or conversation opens its calls, and says where there is none", async () => {
  const page = await opened({}, "feedback limit 1", RESEARCH);
  const shown = async (text) => {
    await page.evaluate(([text, project]) => (location.hash = `#${new URLSearchParams({ project, text })}`), [text, RESEARCH]);
    await run(page);
    await page.waitForSelector("#answer-panels tbody tr");
    return page.locator("#answer-panels tbody tr").first();
  };
  let row = await shown('feedback where span_type = "agent_turn" limit 1 select weave_ref, feedback_type');
  const id = (await row.locator("td").first().getAttribute("title")).split("/").at(-1);
  await row.locator("button.row").first().click();
  await page.waitForSelector(".tree li");
  assert.equal(await page.textContent("#answer-tab-trace"), "Turn");
  const ran = page.waitForResponse((response) => response.url().endsWith("/api/run"));
  await page.click("#query-trace");
  await ran;
  assert.equal(await written(page, "text"), `calls where trace_id = "${id}" sort by started_at`);
  row = await shown('feedback where span_type = "agent_conversation" limit 1 select weave_ref, feedback_type');
  await row.locator("button.row").first().click();
  await page.waitForSelector(".tree li");
  assert.equal(await page.textContent("#answer-tab-trace"), "Conversation");
  assert.equal(await page.textContent("#query-trace"), "Query these calls");
  await page.route("**/api/trace", (route) => route.fulfill({ json: { calls: [], more: false, field: "thread_id" } }));
  await page.route("**/api/run", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replace("/agent_conversation/", "/agent_span/") });
  }, { times: 1 });
  row = await shown('feedback where span_type = "agent_conversation" limit 1 select weave_ref, id');
  assert.equal(await row.locator("td").first().locator("button").count(), 0);
  assert.match(await row.locator("td").first().getAttribute("title"), /nothing to open: calls have no id of agent_span\./);
  row = await shown('feedback where span_type = "agent_conversation" limit 1 select weave_ref');
  const opener = row.locator("button.row").first();
  await opener.click();
  await page.waitForFunction(() => document.querySelector("#answer-panels button.row")?.getAttribute("aria-disabled") === "true");
  assert.match(await opener.getAttribute("title"), /no thread has the id session-/);
  assert.match(await state(page), /There is nothing to open/);
  await closed(page);
});

test("Back goes from an opened call and a trace to the rows, with the focus where it was", async () => {
  const page = await opened({}, "calls filter trace_roots_only limit 3");
  await run(page);
  await page.waitForSelector("#answer-panels tbody tr");
  const asked = [];
  page.on("request", (request) => request.url().endsWith("/api/run") && asked.push(request.url()));
  const chosen = () => page.textContent("#answer-tabs [aria-selected=true]");
  await page.locator("button.row").first().click();
  await page.waitForSelector("#open-trace:focus");
  await page.click("#open-trace");
  await page.waitForSelector(".tree");
  await page.goBack();
  assert.equal(await chosen(), "Call");
  await page.goBack();
  assert.equal(await chosen(), "Rows");
  await page.waitForSelector("button.row:focus");
  assert.equal(await page.locator("#answer-panels tbody tr").count(), 3);
  // What the page closes itself is behind nobody any more.
  await page.locator("button.row").first().click();
  await page.waitForSelector("#open-trace:focus");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => history.state?.step === undefined);
  assert.equal(await chosen(), "Rows");
  assert.deepEqual(asked, [], "nothing is run again");
  // A query that is written beside an opened call stays when the call is closed.
  await page.locator("button.row").first().click();
  await page.waitForSelector("#open-trace:focus");
  await type(page, "text", "calls limit 7");
  await page.waitForSelector('body[data-checked="true"]');
  await page.click("#answer-panel button:has-text('Close')");
  await page.waitForTimeout(100);
  assert.equal(await written(page, "text"), "calls limit 7");
  await closed(page);
});
