// The list that completes what is written, in both editors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, opened, served, written } from "./page.mjs";

const LIST = ".cm-tooltip-autocomplete li .cm-completionLabel";

served();

/** A page with one of its editors empty, and the cursor in it. */
async function writing(which, width = 1360) {
  const page = await opened({ viewport: { width, height: 860 } }, "calls limit 1");
  await page.focus(`#${which} .cm-content`);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  return page;
}

const items = (page) => page.evaluate((list) => [...document.querySelectorAll(list)].map((each) => each.textContent), LIST);

/** Wait for a list that begins so, and until it takes keys. */
async function offered(page, ...first) {
  await page.waitForFunction(
    ([list, wanted]) => {
      const found = [...document.querySelectorAll(list)].map((each) => each.textContent);
      return wanted.every((each, at) => found[at] === each);
    },
    [LIST, first],
  );
  await page.waitForTimeout(150);
}

async function silent(page) {
  await page.waitForTimeout(500);
  assert.deepEqual(await items(page), []);
}

test("an empty query offers how queries begin and whole ones behind, and Tab takes one, then leaves the editor", async () => {
  const page = await writing("text");
  await page.keyboard.press("Control+Space");
  await offered(page, "calls", "count calls", "stats", "aggregate");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  assert.equal(await written(page, "text"), "threads sort by last_updated desc limit 10");
  await page.waitForSelector('body[data-state="right"]');
  await page.keyboard.press("End");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("#text") === null), true);
  await closed(page);
});

test("the list opens by itself where a field or a value has to follow, and not after every blank", async () => {
  const page = await writing("text");
  await page.keyboard.type("calls ");
  await silent(page);
  await page.keyboard.type("where ");
  await offered(page, "trace_name", "status");
  await page.keyboard.type("started_at ");
  await silent(page);
  await page.keyboard.press("Control+Space");
  await offered(page, ">=", "<");
  await page.keyboard.press("Enter");
  await offered(page, "2025-10-23");
  await page.keyboard.press("Tab");
  await page.keyboard.type(" and feedb");
  await offered(page, "feedback[");
  await page.keyboard.press("Enter");
  await offered(page, "*].payload");
  await page.keyboard.press("Enter");
  await page.keyboard.type(' exists sort by ');
  await offered(page, "trace_name");
  assert.equal(await written(page, "text"), "calls where started_at >= 2025-10-23 and feedback[*].payload exists sort by ");
  await closed(page);
});

test("the list shows ten and a scroll bar, and what is told of them stays within the pane", async () => {
  const page = await writing("text");
  await page.keyboard.type("calls where ");
  await offered(page, "trace_name");
  const seen = await page.evaluate(() => {
    const list = document.querySelector(".cm-tooltip-autocomplete > ul");
    const box = list.getBoundingClientRect();
    const rows = [...list.children].filter((each) => each.getBoundingClientRect().bottom <= box.bottom + 1);
    return { rows: rows.length, bar: list.offsetWidth - list.clientWidth, more: list.scrollHeight > list.clientHeight };
  });
  assert.deepEqual([seen.rows, seen.bar >= 8, seen.more], [10, true, true]);
  await page.waitForSelector(".cm-completionInfo");
  const right = await page.evaluate(() => [document.querySelector(".cm-completionInfo").getBoundingClientRect().right, document.querySelector("#text").getBoundingClientRect().right]);
  assert.ok(right[0] <= right[1], `${right}`);
  await closed(page);
  const narrow = await writing("text", 1000);
  await narrow.keyboard.type("calls where status = \"error\" and inputs.");
  await narrow.waitForSelector(".cm-completionInfo");
  await narrow.waitForTimeout(100);
  const box = await narrow.evaluate(() => [document.querySelector(".cm-completionInfo").getBoundingClientRect().right, document.querySelector("#text").getBoundingClientRect().right]);
  assert.ok(box[0] <= box[1], `${box}`);
  await closed(narrow);
});

test("JSON is written out of its list: keys, fields and values follow each other", async () => {
  const page = await writing("json");
  await page.keyboard.type("{");
  await silent(page);
  await page.keyboard.press("Control+Space");
  await offered(page, "project_id", "query", "sort_by", "limit");
  await page.keyboard.press("Enter");
  await offered(page, "northwind/support-bot", "northwind/research-agent");
  await page.keyboard.press("Enter");
  await page.keyboard.type(', "');
  await offered(page, "query", "sort_by");
  await page.keyboard.press("Enter");
  await offered(page, "$eq", "$and", "$or");
  await page.keyboard.press("Enter");
  await offered(page, "trace_name", "status");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await offered(page, "success", "error");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.deepEqual(JSON.parse(await written(page, "json")), {
    project_id: "northwind/support-bot",
    query: { $expr: { $eq: [{ $getField: "status" }, { $literal: "error" }] } },
  });
  await page.waitForFunction(() => document.querySelector("#text .cm-content").textContent === 'callswhere status = "error"');
  await page.locator("#json .cm-line span", { hasText: "$eq" }).first().hover();
  await page.locator(".meaning", { hasText: "$eq: Both operands are equal." }).waitFor();
  await closed(page);
});

test("a key that stands there already is replaced alone", async () => {
  const page = await writing("json");
  await page.keyboard.insertText('{"": [{"field": "id", "direction": "asc"}]}');
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("sor");
  await offered(page, "sort_by");
  await page.keyboard.press("Enter");
  assert.equal(await written(page, "json"), '{"sort_by": [{"field": "id", "direction": "asc"}]}');
  await closed(page);
});

test("values are offered that the latest calls do not have, and refs with the beginning of their digest", async () => {
  const page = await writing("text");
  const values = async () => {
    await page.keyboard.press("Control+a");
    await page.keyboard.type('calls where inputs.model = "');
    await page.waitForSelector(LIST);
    return items(page);
  };
  // They are learnt beside, after the first look.
  let found = await values();
  for (let tries = 0; tries < 40 && !found.includes('"gpt-4o"'); tries++) {
    await page.waitForTimeout(250);
    found = await values();
  }
  assert.equal(found[0], '"gpt-4o"');
  const short = found.find((each) => each.includes("rag-gpt-4o:"));
  assert.match(short, /^"…\/rag-gpt-4o:\w{6}…\/attr\/llm"$/);
  await page.keyboard.type("weave");
  await page.waitForTimeout(300);
  await page.locator(LIST, { hasText: "rag-gpt-4o:" }).first().click();
  assert.match(await written(page, "text"), /= "weave:\/\/\/northwind\/support-bot\/object\/rag-gpt-4o:p0cwtXwlKXm6FHfmPdh60Fea55S1BpSooLfit02TvHY\/attr\/llm"$/);
  const took = await page.evaluate(async () => {
    const asked = { source: "text", text: 'calls where inputs.model = "', cursor: 28, project: "northwind/support-bot" };
    const times = [];
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      await (await fetch("api/complete", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) })).json();
      times.push(performance.now() - began);
    }
    return Math.min(...times);
  });
  assert.ok(took < 50, `${took} ms`);
  await closed(page);
});
