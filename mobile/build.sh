#!/bin/sh
# Builds the phone app: the Rust core's library, its bindings, the fonts, the classes with their tests.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
cargo build --quiet --locked -p homeward-ffi
libraries=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)/debug
mobile/bindings.sh "$libraries"
mobile/fonts.sh
cd mobile
# nothing to do when no source is newer than the classes
if [ -f target/.built ] && [ -z "$(find pom.xml shared desktop target/bindings target/resources -newer target/.built -type f | head -n 1)" ]; then exit 0; fi
# classes of sources that are gone would still be seen by the compiler
rm -rf target/classes target/test-classes target/.built
mvn -B -q -Dkotlin.compiler.daemon=false test-compile
touch target/.built
