// Runs the tests in a browser, or says that it does not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
if (!(process.env.CHROMIUM ? existsSync(process.env.CHROMIUM) : places.some(existsSync))) {
  console.log("tests of the preview page: not run, there is no Chromium (CHROMIUM=path names one)");
  process.exit(0);
}
const only = process.env.ONLY ? ["--test-name-pattern", process.env.ONLY] : [];
const files = ["test/page.test.mjs", "test/completion.test.mjs"];
process.exit(spawnSync(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...only, ...files], { stdio: "inherit" }).status ?? 1);
