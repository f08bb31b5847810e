// Bundles the pages into dist: the script of the pages, the script of the desk's thread, one style sheet, the fonts of
// the package, the words of the six languages (from rust/app/words, the one place where they live) and the WebAssembly
// modules that tools/wasm.sh built. Whatever shrinks is also written compressed (.br), for the server to give as it is.
import { FluentResource } from "@fluent/bundle";
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { brotliCompressSync, constants } from "node:zlib";

const words = "../../rust/app/words";
const languages = ["en", "sq", "bs", "sr-Latn", "sr", "mk"];
const catalogues = ["review", "report"];

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/assets", { recursive: true });
if (!existsSync("public/office.wasm")) throw new Error("public/office.wasm is missing: run tools/wasm.sh first");
// The rest of the module fits its own first part only, so both are in its name.
const parts = createHash("sha256").update(readFileSync("public/homeward.wasm")).update(readFileSync("public/rest.wasm"));
const rest = `assets/rest-${parts.digest("hex").slice(0, 12)}.wasm`;

const { metafile } = await build({
  metafile: true,
  entryPoints: { homeward: "src/main.tsx", desk: "src/desk/worker.ts", style: "src/style.css", rare: "src/rare.css" },
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  chunkNames: "assets/[name]-[hash]",
  target: "es2022",
  outdir: "dist",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file", ".woff": "empty" },
  assetNames: "fonts/[name]",
  legalComments: "linked",
  define: { REST: JSON.stringify(rest) },
});

/** A text as src/words.ts says it: pieces of text, places of values `{v}`, and choices `{s, o, d}` by a value. */
function pieces(pattern) {
  if (typeof pattern === "string") return pattern;
  return pattern.map((piece) => {
    if (typeof piece === "string") return piece;
    if (piece.type === "var") return { v: piece.name };
    if (piece.type !== "select" || piece.selector.type !== "var") throw new Error(`pages know no ${piece.type} in words`);
    const options = piece.variants.map(({ key, value }) => [key.value, pieces(value)]);
    return { s: piece.selector.name, o: Object.fromEntries(options), d: options[piece.star][0] };
  });
}

/** A catalogue, read here so that pages need no reader of it. */
function catalogue(text) {
  const words = {};
  for (const { id, value, attributes } of new FluentResource(text).body) {
    if (value !== null) words[id] = pieces(value);
    for (const [name, of] of Object.entries(attributes)) words[`${id}.${name}`] = pieces(of);
  }
  return JSON.stringify(words);
}

/** Parts of the catalogue "review" that only the pages of supervisors, the invited and the office show, or a new case. */
const supervising = /^(Making an? (account|case)|Enrolments|Directory|Audit log|Accounts whose work|What went wrong with)/;

for (const language of languages) {
  mkdirSync(`dist/words/${language}`, { recursive: true });
  const texts = catalogues.map((name) => [name, readFileSync(`${words}/${language}/${name}.ftl`, "utf8")]);
  const [review, ...others] = texts;
  const parts = review[1].split(/^## /m);
  const of = (wanted) => parts.filter((part) => supervising.test(part) === wanted).map((part) => `## ${part}`).join("\n");
  for (const [name, text] of [["review", of(false)], ["supervise", of(true)], ...others])
    writeFileSync(`dist/words/${language}/${name}.json`, catalogue(text));
}
for (const name of ["index.html", "homeward.wasm", "office.wasm"]) copyFileSync(`public/${name}`, `dist/${name}`);
copyFileSync("public/rest.wasm", `dist/${rest}`);

/** What is loaded to sign in, open and read, in one language (the longest). */
const first = new Set(["index.html", "style.css", "homeward.wasm", "words/mk/review.json"]);
const scripts = ["dist/homeward.js", "dist/desk.js"];
for (const script of scripts) {
  first.add(script.slice("dist/".length));
  for (const { path, kind } of metafile.outputs[script].imports)
    if (kind === "import-statement" && !scripts.includes(path)) scripts.push(path);
}

const quality = Number(process.env.BROTLI_QUALITY ?? 11);
let sum = 0;
for (const name of readdirSync("dist", { recursive: true })) {
  if (!/\.(js|css|html|wasm|json)$/.test(name)) continue;
  const bytes = readFileSync(`dist/${name}`);
  const small = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`dist/${name}.br`, small);
  if (first.has(name)) sum += small.length;
}
const kib = (size) => `${(size / 1024).toFixed(1)} KiB`;
// A test reads it: tests/browser.
writeFileSync("dist/sizes.json", JSON.stringify({ first: [...first].sort(), bytes: sum }));
console.log(`To sign in, open and read: ${kib(sum)} compressed, of which the module ${kib(statSync("dist/homeward.wasm.br").size)}`);
