#!/bin/sh
# Runs the phone app's tests on the classes that mobile/build.sh made. Pictures of all screens go to target/screens.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
libraries=$(cd "$here/.." && cd "${CARGO_TARGET_DIR:-target}" && pwd)/debug
cd "$here"
exec mvn -B -Drust.target="$libraries" "$@" surefire:test
