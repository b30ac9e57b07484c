// Charts of statistics, and the values behind them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HOURS, RESEARCH, accessible, closed, content, opened, run, served, shot, type } from "./page.mjs";

served("--rows", "100");

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
  assert.equal(head.length, 1 + 6 + 3 + 1);
  for (const name of names) assert.ok(head.some((each) => each.split(",")[0] === name), name);
  assert.equal(await pivot.locator("tbody tr").count(), 18);
  const column = async (part) => pivot.locator(`${part} tr`).evaluateAll((rows) => rows.map((row) => Number(row.cells[1].title || row.cells[1].textContent) || 0));
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

test("the mark of turned clocks stands at the moment of the change, whatever the width of the buckets", async () => {
  const page = await opened({}, "calls limit 1");
  for (const [width, told] of [["1h", "clocks back 1 h"], ["6h", "7 h, clocks back 1 h"], ["12h", "13 h, clocks back 1 h"], ["1d", "25 h, clocks back 1 h"]]) {
    await type(page, "text", `stats call_count by ${width} in "Europe/Berlin" from 2025-10-25T22:00Z to 2025-10-26T23:00Z`);
    const answered = page.waitForResponse((response) => response.url().endsWith("/api/run"));
    await run(page);
    const { chart } = await (await answered).json();
    if (chart.buckets.length < 2) await page.click("#answer-tab-chart");
    await page.locator(".turned", { hasText: new RegExp(`^${told}$`) }).waitFor();
    const { at, axis } = await page.evaluate(() => {
      const line = document.querySelector(".plot .axis");
      return { at: Number(document.querySelector(".turn").getAttribute("x1")), axis: [Number(line.getAttribute("x1")), Number(line.getAttribute("x2"))] };
    });
    const wanted = axis[0] + ((Date.UTC(2025, 9, 26, 1) - chart.start) / (chart.end - chart.start)) * (axis[1] - axis[0]);
    assert.ok(Math.abs(at - wanted) < 1, `${width}: ${at} and not ${wanted}`);
  }
  await closed(page);
});

test("a chart and its table say the same: what is hatched, what has no price, and sums both ways", async () => {
  const page = await opened({}, "stats total_cost, call_count by 1d from 2025-10-23 to 2025-11-08");
  await page.click("#run");
  await page.waitForSelector("figure svg");
  const [calls, cost] = [page.locator("figure").first(), page.locator("figure").nth(1)];
  assert.equal(await calls.locator(".hatched").textContent(), "Hatched: no calls.");
  assert.equal(await cost.locator(".hatched").textContent(), "Hatched: no usage.");
  await cost.locator("button", { hasText: "Table" }).click();
  const [head, rows, foot] = await cost.evaluate((figure) => {
    const cells = (row) => [...row.cells].map((cell) => cell.title || cell.textContent);
    const of = (part) => [...figure.querySelectorAll(`.pivot ${part} tr`)].map(cells);
    return [of("thead")[0], of("tbody"), of("tfoot")[0]];
  });
  assert.equal(rows.filter((row) => row.slice(1).every((each) => each === "no usage")).length, await cost.locator(".gap").count());
  const drawn = rows.filter((row) => row[1] !== "no usage");
  const unpriced = head.indexOf("unpriced-model, unpriced");
  assert.ok(unpriced > 0 && head.at(-1) === "sum");
  for (const row of [...drawn, foot]) assert.equal(row[unpriced], "no price is known of this model");
  for (const row of [...drawn, foot]) {
    const parts = row.slice(1, -1).filter((_, at) => at + 1 !== unpriced).map(Number);
    assert.ok(Math.abs(parts.reduce((sum, one) => sum + one, 0) - Number(row.at(-1))) < 1e-12, `${row}`);
  }
  const whole = drawn.reduce((sum, row) => sum + Number(row.at(-1)), 0);
  assert.ok(Math.abs(whole - Number(foot.at(-1))) < 1e-12 && Math.abs(whole - 0.171915) < 1e-6, String(whole));
  await accessible(page, "a table with sums");
  await page.click("#answer-tab-rows");
  const row = page.locator("#answer-panels .rows tbody tr", { hasText: "unpriced-model" }).first();
  assert.equal(await row.locator("td").nth(2).textContent(), "–");
  await closed(page);
});

test("a line is pale in a bucket that is not whole, and a range of nothing draws nothing", async () => {
  const page = await opened({}, "aggregate p95(latency) every week from 2025-10-26 to 2025-11-08");
  await run(page);
  await page.waitForSelector("figure svg");
  assert.match(await page.textContent(".charts"), /Pale: a bucket that begins before the range/);
  assert.deepEqual(await page.locator("figure path.line").evaluateAll((all) => all.map((each) => each.getAttribute("class"))), ["line s0", "line part s0"]);
  await type(page, "text", "stats latency p95 by 1h from 2025-10-26 to 2025-10-26");
  await run(page);
  await page.locator("#answer-panels .empty").waitFor();
  assert.equal(await page.locator("figure").count(), 0);
  await closed(page);
});

test("buckets that are wider than asked are told beside the chart and the rows", async () => {
  const page = await opened({}, "stats call_count by 1m from 2025-10-23 to 2025-11-08");
  await run(page);
  const told = page.locator("#answer-panels .cautions", { hasText: "the buckets are of 139 seconds: those of 60 would be too many" });
  await told.waitFor();
  await accessible(page, "what an answer does not show");
  await page.click("#answer-tab-rows");
  await told.waitFor();
  await closed(page);
});
