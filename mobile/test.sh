#!/bin/sh
# Runs the phone app's tests on the classes that mobile/build.sh made. Pictures of all screens go to target/screens.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
libraries=$(cd "$here/.." && cd "${CARGO_TARGET_DIR:-target}" && pwd)/debug
cd "$here"
# the server that a test sends to
(cd "$here/.." && cargo build --quiet --locked -p homeward)
# the demo's institution with the phone that it enrolled, for the tests to copy
demo=$here/target/demo
if [ ! -f "$demo/.made" ]; then
  rm -rf "$demo"
  "$libraries/homeward" demo --folder "$demo" --port 0 --only-make --without-pages
  touch "$demo/.made"
fi
mvn -B -Drust.target="$libraries" "$@" surefire:test
# the real window, killed in mid-form; not when only some tests were asked for
[ $# -eq 0 ] || exit 0
(cd "$here/.." && cargo build --quiet --locked -p homeward-app --example worker)
exec "$here/window.py" "$libraries"
