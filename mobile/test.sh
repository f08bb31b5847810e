#!/bin/sh
# Runs the phone app's tests on the classes that mobile/build.sh made. Pictures of all screens go to target/screens.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
libraries=$(cd "$here/.." && cd "${CARGO_TARGET_DIR:-target}" && pwd)/debug
cd "$here"
# a phone that the demo enrolled, for the tests to copy
if [ ! -d target/phone ]; then
  rm -rf target/phone.new
  "$libraries/homeward" demo --phone target/phone.new
  mv target/phone.new target/phone
fi
exec mvn -B -Drust.target="$libraries" "$@" surefire:test
