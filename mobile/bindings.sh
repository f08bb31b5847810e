#!/bin/sh
# Makes the Kotlin bindings of the Rust core in target/bindings, from the library that rust/ffi built.
# The generator (gobley's, for the one UniFFI version it reads) is installed once into the user's cache.
# Usage: mobile/bindings.sh [FOLDER_OF_THE_LIBRARY]     (default: target/debug of the workspace)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
version=0.3.7
libraries=${1:-${CARGO_TARGET_DIR:-$here/../target}/debug}
tool=${XDG_CACHE_HOME:-$HOME/.cache}/homeward/gobley-uniffi-bindgen-$version
case $(uname -s) in
  Darwin) library=$libraries/libhomeward_ffi.dylib ;;
  MINGW* | MSYS* | CYGWIN*) library=$libraries/homeward_ffi.dll ;;
  *) library=$libraries/libhomeward_ffi.so ;;
esac
if [ ! -f "$library" ]; then
  echo "bindings.sh: $library is not there. Build it first: cargo build -p homeward-ffi" >&2
  exit 1
fi
if [ ! -x "$tool/bin/gobley-uniffi-bindgen" ]; then
  echo "Installing gobley-uniffi-bindgen $version (once)." >&2
  # its own target folder: a build inside the workspace's would recompile the workspace's crates
  CARGO_TARGET_DIR=$tool/build cargo install --quiet --locked --debug --root "$tool" --version "$version" gobley-uniffi-bindgen
  rm -rf "$tool/build"
fi
out=$here/target/bindings
made=$out/.made-from
stamp=$(cksum <"$library" && cksum <"$here/gobley.toml")
if [ -f "$made" ] && [ "$(cat "$made")" = "$stamp" ]; then exit 0; fi
rm -rf "$out"
mkdir -p "$out"
# run at the workspace's root: the generator asks cargo for the crates' names
(cd "$here/.." && "$tool/bin/gobley-uniffi-bindgen" --library "$library" --crate homeward_ffi --config "$here/gobley.toml" --out-dir "$out")
echo "$stamp" >"$made"
