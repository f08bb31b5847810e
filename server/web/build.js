// Bundles the pages into dist: the script of the pages, the script of the desk's thread, one style sheet, the fonts of
// the package, the words of the six languages (from rust/app/words, the one place where they live) and the WebAssembly
// module that tools/wasm.sh built. Whatever shrinks is also written compressed (.br), for the server to give as it is.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const words = "../../rust/app/words";
const languages = ["en", "sq", "bs", "sr-Latn", "sr", "mk"];
const catalogues = ["review", "report"];

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/words", { recursive: true });
if (!existsSync("public/homeward.wasm")) throw new Error("public/homeward.wasm is missing: run tools/wasm.sh first");

await build({
  entryPoints: { homeward: "src/main.tsx", desk: "src/desk/worker.ts", style: "src/style.css" },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outdir: "dist",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file", ".woff": "empty" },
  assetNames: "fonts/[name]",
  legalComments: "linked",
});

/** A catalogue without its comments and blank lines: those are for translators. */
const bare = (text) => text.replaceAll(/^#.*\n|^\n/gm, "");

for (const language of languages) {
  const text = catalogues.map((name) => readFileSync(`${words}/${language}/${name}.ftl`, "utf8")).join("\n");
  writeFileSync(`dist/words/${language}.ftl`, bare(text));
}
for (const name of ["index.html", "homeward.wasm"]) copyFileSync(`public/${name}`, `dist/${name}`);

const quality = Number(process.env.BROTLI_QUALITY ?? 11);
let first = 0;
for (const name of readdirSync("dist", { recursive: true })) {
  if (!/\.(js|css|html|wasm|ftl)$/.test(name)) continue;
  const bytes = readFileSync(`dist/${name}`);
  const small = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`dist/${name}.br`, small);
  if (!name.startsWith("words/") || name === "words/mk.ftl") first += small.length;
}
const kib = (size) => `${(size / 1024).toFixed(1)} KiB`;
console.log(`To sign in, open and read: ${kib(first)} compressed, of which the module ${kib(statSync("dist/homeward.wasm.br").size)}`);
