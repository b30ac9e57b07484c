// Builds the page into the package. What it makes is committed, so that neither users nor the tests need npm.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";

const to = process.env.OUT ? `${process.env.OUT}/` : new URL("../weave_query/preview_page/static/", import.meta.url).pathname;
await mkdir(to, { recursive: true });
const { metafile } = await build({
  entryPoints: ["src/page.ts"],
  outfile: `${to}page.js`,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  banner: { js: "/* Built from preview/ by `make page`. With CodeMirror and Lezer, MIT, see LICENSES.txt. */" },
});
await copyFile("src/page.css", `${to}page.css`);
await copyFile("src/index.html", `${to}index.html`);

// The licences of what is in the page.
const names = Object.keys(metafile.inputs).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
const packages = [...new Set(names.filter(Boolean))].sort();
const licences = [];
for (const name of packages) {
  const folder = `node_modules/${name}`;
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const text = file ? await readFile(`${folder}/${file}`, "utf8") : license;
  licences.push(`${name} ${version}\n\n${text.trim()}\n`);
}
await writeFile(`${to}LICENSES.txt`, licences.join(`\n${"-".repeat(72)}\n\n`));
