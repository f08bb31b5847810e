#!/bin/sh
# Opens the phone app in a window: mobile/start.sh --data FOLDER. Build it first with mobile/build.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
libraries=${CARGO_TARGET_DIR:-$here/../target}/debug
# without a graphics card the window is drawn in software
[ -e /dev/dri ] || set -- -Dskiko.renderApi=SOFTWARE -- "$@"
options=
while [ "${1:-}" != -- ] && [ "${1#-D}" != "${1:-}" ]; do options="$options $1"; shift; done
[ "${1:-}" = -- ] && shift
# shellcheck disable=SC2086
exec java $options -Djna.library.path="$libraries" -cp "$here/target/classes:$(cat "$here/target/classpath")" homeward.desktop.MainKt "$@"
