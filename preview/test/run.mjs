// Runs the tests in a browser, or says that it does not.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { executablePath } from "./chromium.mjs";

if (executablePath === undefined) {
  console.log("tests of the preview page: not run, there is no Chromium (CHROMIUM=path names one)");
  process.exit(0);
}
const only = process.env.ONLY ? ["--test-name-pattern", process.env.ONLY] : [];
const files = readdirSync("test").filter((name) => name.endsWith(".test.mjs")).map((name) => `test/${name}`);
process.exit(spawnSync(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...only, ...files], { stdio: "inherit" }).status ?? 1);
