#!/usr/bin/env bash
# Builds the browser pages: the WebAssembly module, then server/web/dist.
set -euo pipefail
cd "$(dirname "$0")/.."
tools/wasm.sh
cd server/web
[ -e node_modules/.complete ] && [ node_modules/.complete -nt package-lock.json ] || { npm ci --silent --no-fund --no-audit; touch node_modules/.complete; }
npm run --silent build
