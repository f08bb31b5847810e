#!/usr/bin/env bash
# Builds the browser pages: the WebAssembly module, then server/web/dist.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/wasm.sh
cd server/web
[ -e node_modules/.complete ] && [ node_modules/.complete -nt package-lock.json ] || { npm ci --silent --no-fund --no-audit; touch node_modules/.complete; }
# nothing to do when no source is newer than what was built
if [ -e dist/index.html ] && [ -e node_modules/.built ] && [ -z "$(find src public build.js package-lock.json ../../rust/app/words -newer node_modules/.built -type f | head -n 1)" ]; then exit 0; fi
npm run --silent build
touch node_modules/.built
