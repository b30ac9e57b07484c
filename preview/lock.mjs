// Takes the addresses of a registry out of the lock: versions and hashes are enough, and every registry has those.
import { readFile, writeFile } from "node:fs/promises";

const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
for (const each of Object.values(lock.packages)) delete each.resolved;
await writeFile("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
