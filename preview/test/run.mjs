// Runs the tests in a browser, or says that it does not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
if (!(process.env.CHROMIUM ? existsSync(process.env.CHROMIUM) : places.some(existsSync))) {
  console.log("tests of the preview page: not run, there is no Chromium (CHROMIUM=path names one)");
  process.exit(0);
}
process.exit(spawnSync(process.execPath, ["--test", "--test-reporter=spec", ...(process.env.ONLY ? ["--test-name-pattern", process.env.ONLY] : []), "test/page.test.mjs"], { stdio: "inherit" }).status ?? 1);
