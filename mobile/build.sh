#!/bin/sh
# Builds the phone app: the Rust core's library, its bindings, the fonts, the classes. Ends with target/classpath.
# Usage: mobile/build.sh [--test]     (--test also runs the tests)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
goal=test-compile
[ "${1:-}" = --test ] && goal=test
cargo build --quiet --locked -p homeward-ffi
libraries=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)/debug
mobile/bindings.sh "$libraries"
mobile/fonts.sh
cd mobile
# classes of sources that are gone would still be seen by the compiler
rm -rf target/classes target/test-classes
mvn -B -q -Dkotlin.compiler.daemon=false -Drust.target="$libraries" "$goal"
