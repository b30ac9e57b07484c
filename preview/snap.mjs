import { test } from "node:test";
import { served, opened, run, type, SUPPORT, RESEARCH } from "./test/page.mjs";
served("--rows","100");
test("x", async () => {
  const todo = JSON.parse(process.env.SNAPS);
  for (const [name, width, project, text, click] of todo) {
    const page = await opened({ viewport: { width, height: 860 } }, text, project);
    await page.click("#run");
    await page.waitForSelector("#answer-panels tbody tr, figure svg");
    if (click) { await page.click(click); await page.waitForTimeout(1500); }
    console.log(await page.title(), await page.getAttribute("#database","title"));
    await page.screenshot({ path: `/tmp/snap-${name}.png` });
  }
});
