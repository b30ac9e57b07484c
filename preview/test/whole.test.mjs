// The page as a whole: what it is built of, its panes, themes and widths, the keyboard, links.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { HOURS, ROOT, SUPPORT, accessible, closed, opened, run, served, shot, type, written } from "./page.mjs";

served("--rows", "100");

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
  await type(page, "text", "calls");
  await run(page);
  await page.waitForFunction(() => document.querySelectorAll("#answer-panels tbody tr").length === 100);
  const far = await page.evaluate(() => (document.querySelector("#made").getBoundingClientRect().top - document.querySelector("#answer").getBoundingClientRect().top) / innerHeight);
  assert.ok(far < 1, "the SQL is not behind all rows");
  await accessible(page, "rows on a phone");
  // Of an id that nobody asked for there is room for its end alone, which is not cut again.
  const id = page.locator("td.aside").first();
  assert.match(await id.evaluate((cell) => getComputedStyle(cell.querySelector(".middle"), "::before").content + cell.innerText), /^"…"[0-9a-f]{8}$/);
  assert.equal(await id.evaluate((cell) => cell.querySelector(".middle").scrollWidth <= cell.clientWidth), true);
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

test("Back and Forward go through what was run, and the answer comes again", async () => {
  const page = await opened({}, "calls limit 2");
  const shown = (count, text) => page.waitForFunction(([rows, query]) => document.querySelectorAll("#answer-panels tbody tr").length === rows && document.querySelector("#text .cm-content").textContent === query && !document.querySelector("#answer").classList.contains("stale"), [count, text]);
  await page.click("#run");
  await shown(2, "calls limit 2");
  const before = await page.evaluate(() => history.length);
  for (const limit of [3, 4]) {
    await type(page, "text", `calls limit ${limit}`);
    await run(page);
    await shown(limit, `calls limit ${limit}`);
  }
  await run(page);
  assert.equal(await page.evaluate(() => history.length), before + 2, "one for each query that was run");
  await page.goBack();
  await shown(3, "calls limit 3");
  await page.goBack();
  await shown(2, "calls limit 2");
  await page.goForward();
  await shown(3, "calls limit 3");
  await page.reload();
  await shown(3, "calls limit 3");
  await closed(page);
});

test("a link that was opened stays in the history when its query is changed before it was run", async () => {
  const page = await opened({}, "calls limit 2");
  await type(page, "text", "calls limit 3");
  await run(page);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#text .cm-content")?.textContent === "calls limit 2");
  await page.goForward();
  await page.waitForFunction(() => document.querySelector("#text .cm-content")?.textContent === "calls limit 3");
  await closed(page);
});

test("at 1000 and at 1360 nothing is cut, and labels of an axis keep apart", async () => {
  for (const width of [1000, 1360]) {
    const page = await opened({ viewport: { width, height: 860 } }, 'stats call_count by 1h in "Europe/Berlin" from 2025-10-25T22:00 to 2025-10-26T23:00');
    await page.click("#run");
    await page.waitForSelector("figure svg");
    const cut = await page.evaluate(() => {
      const tooWide = (each) => each.scrollWidth > each.clientWidth + 1;
      const tabs = document.querySelector("#made-tabs").getBoundingClientRect();
      const outside = [...document.querySelectorAll("#made-tabs [role=tab]")].filter((each) => each.getBoundingClientRect().right > tabs.right + 1);
      const controls = ["#theme", "#run", "#project", "#open-help", "#link", "#database", "#examples"].map((each) => document.querySelector(each));
      const beyond = controls.filter((each) => each.getBoundingClientRect().right > innerWidth);
      const wide = document.documentElement.scrollWidth > innerWidth ? [document.body] : [];
      return [...controls.filter(tooWide), ...outside, ...beyond, ...wide].map((each) => each.id);
    });
    assert.deepEqual(cut, [], String(width));
    assert.match(await page.getAttribute("#database", "title"), /until 2025-11-07 \d\d:\d\d/);
    for (const query of [null, "stats call_count by 6h from 2025-10-24 to 2025-10-29", "stats call_count by 1d from 2025-10-23 to 2025-11-08", "stats call_count by 1h from 2025-10-23 to 2025-10-24"]) {
      if (query) {
        await type(page, "text", query);
        await run(page);
        await page.waitForFunction(() => !document.querySelector("#answer").classList.contains("stale") && document.querySelector("figure svg .label"));
      }
      const boxes = await page.evaluate(() => {
        const around = document.querySelector(".plot svg").getBoundingClientRect();
        return [...document.querySelectorAll(".plot .label")].map((each) => { const box = each.getBoundingClientRect(); return [box.left - around.left, around.right - box.right]; });
      });
      assert.ok(boxes.length > 1);
      boxes.forEach(([left, right], at) => assert.ok(left >= 0 && right >= 0, `${query} at ${width}: label ${at}`));
      const places = await page.evaluate(() => [...document.querySelectorAll(".plot .label")].map((each) => { const box = each.getBoundingClientRect(); return [box.left, box.right]; }));
      for (let at = 1; at < places.length; at++) assert.ok(places[at][0] > places[at - 1][1] + 2, `${query} at ${width}: ${places[at]}`);
    }
    await closed(page);
  }
});

test("a link with another stored usage than there is says what is taken instead, until the query is changed", async () => {
  const page = await opened({}, "calls limit 3");
  const link = new URLSearchParams({ project: SUPPORT, text: "calls limit 4", stored_usage: "nope" });
  await page.goto(`${page.url().split("#")[0]}?again#${link}`);
  await page.locator("#problems .warning", { hasText: 'the link asks for stored usage "nope", which is none of own, cumulative, auto: auto is taken' }).waitFor();
  assert.equal(await page.inputValue("#stored-usage"), "auto");
  assert.equal(await written(page, "text"), "calls limit 4");
  await type(page, "text", "calls limit 5");
  await page.locator("#problems", { hasText: "No mistakes" }).waitFor();
  await closed(page);
});

test("a mistake while somebody types is nothing for the browser's console", async () => {
  const page = await opened({}, "calls limit 3");
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  await type(page, "text", "calls limit x");
  await page.locator("#problems .error").waitFor();
  assert.deepEqual(told, []);
  await closed(page);
});
