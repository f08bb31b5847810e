#!/usr/bin/env bash
# Builds rust/web as WebAssembly into server/web/public/homeward.wasm, as small as it gets: a page loads it before it
# can sign in. Uses the installed target of rustup if there is one; else Debian's Rust for browsers, whose std is built
# once for size (a panic stops the module without words, since nobody could read them) and cached.
set -euo pipefail
cd "$(dirname "$0")/.."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/homeward
target=${CARGO_TARGET_DIR:-$PWD/target}/wasm
export CARGO_TARGET_DIR=$target CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_OPT_LEVEL=z CARGO_PROFILE_RELEASE_STRIP=${STRIP:-symbols}

if command -v rustup >/dev/null && rustup target list --installed | grep -qx wasm32-unknown-unknown; then
  cargo build --quiet --locked -p homeward-web --target wasm32-unknown-unknown --release
else
  version=$(/usr/bin/rustc --version | awk '{print $2}')
  sysroot=$cache/wasm-sysroot-$version-small
  library=$sysroot/lib/rustlib/wasm32-unknown-unknown/lib
  small="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none"
  if [ ! -e "$sysroot/complete" ]; then
    echo "Building the standard library for WebAssembly (once, about a minute)"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work/src"
    printf '[package]\nname = "std1"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' > "$work/Cargo.toml"
    : > "$work/src/lib.rs"
    (cd "$work" && PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$work/target \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Cembed-bitcode=yes $small" \
      /usr/bin/cargo build --quiet -Z build-std=std,panic_abort -Z build-std-features=optimize_for_size \
      --target wasm32-unknown-unknown --release --lib)
    rm -rf "$sysroot"
    mkdir -p "$library"
    find "$work/target/wasm32-unknown-unknown/release/deps" -name '*.rlib' ! -name 'libstd1*' -exec cp {} "$library" \;
    host=$(/usr/bin/rustc -vV | sed -n "s/^host: //p")
    ln -sfn "/usr/lib/rustlib/$host" "$sysroot/lib/rustlib/$host" # for procedural macros
    touch "$sysroot/complete"
  fi
  PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS="--sysroot=$sysroot $small -Zfmt-debug=none" \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 \
    /usr/bin/cargo build --quiet --locked -p homeward-web --target wasm32-unknown-unknown --release
fi
mkdir -p server/web/public
made=$target/wasm32-unknown-unknown/release/homeward_web.wasm
cmp -s "$made" server/web/public/homeward.wasm || cp "$made" server/web/public/homeward.wasm # a new time would build the pages again
