// Bundles the pages into dist: one script, one style sheet, the fonts of the package, the words of the six languages
// (from rust/app/words, the one place where they live) and the WebAssembly module that tools/wasm.sh built.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const words = "../../rust/app/words";
const languages = ["en", "sq", "bs", "sr-Latn", "sr", "mk"];
const catalogues = ["review", "report", "errors"];

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/words", { recursive: true });
if (!existsSync("public/homeward.wasm")) throw new Error("public/homeward.wasm is missing: run tools/wasm.sh first");

await build({
  entryPoints: { homeward: "src/main.tsx", style: "src/style.css" },
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

for (const language of languages) {
  const text = catalogues.map((name) => readFileSync(`${words}/${language}/${name}.ftl`, "utf8")).join("\n");
  writeFileSync(`dist/words/${language}.ftl`, text);
}
cpSync("public", "dist", { recursive: true });
