// Bundles the pages into dist: the script of the pages, the script of the desk's thread, one style sheet, the fonts of
// the package, the words of the six languages (from rust/app/words, the one place where they live) and the WebAssembly
// module that tools/wasm.sh built. Whatever shrinks is also written compressed (.br), for the server to give as it is.
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

await build({
  entryPoints: { homeward: "src/main.tsx", desk: "src/desk/worker.ts", style: "src/style.css" },
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

/** A catalogue without its comments and blank lines: those are for translators. */
const bare = (text) => text.replaceAll(/^#.*\n|^\n/gm, "");

for (const language of languages) {
  mkdirSync(`dist/words/${language}`, { recursive: true });
  for (const name of catalogues)
    writeFileSync(`dist/words/${language}/${name}.ftl`, bare(readFileSync(`${words}/${language}/${name}.ftl`, "utf8")));
}
for (const name of ["index.html", "homeward.wasm", "office.wasm"]) copyFileSync(`public/${name}`, `dist/${name}`);
copyFileSync("public/rest.wasm", `dist/${rest}`);

/** What is loaded to sign in, open and read, in one language (the longest). */
const isFirst = (name) => !/^(assets|words)\/|^office/.test(name) || name === "words/mk/review.ftl";

const quality = Number(process.env.BROTLI_QUALITY ?? 11);
let first = 0;
for (const name of readdirSync("dist", { recursive: true })) {
  if (!/\.(js|css|html|wasm|ftl)$/.test(name)) continue;
  const bytes = readFileSync(`dist/${name}`);
  const small = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`dist/${name}.br`, small);
  if (isFirst(name)) first += small.length;
}
const kib = (size) => `${(size / 1024).toFixed(1)} KiB`;
console.log(`To sign in, open and read: ${kib(first)} compressed, of which the module ${kib(statSync("dist/homeward.wasm.br").size)}`);
