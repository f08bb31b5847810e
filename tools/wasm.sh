#!/usr/bin/env bash
# Builds rust/web as WebAssembly into server/web/public, as small as it gets: homeward.wasm, which a page loads before it
# can sign in; rest.wasm, the part of the same module that signing in, opening and reading do not use, loaded when
# something of it is used first; office.wasm, what needs nobody's keys, loaded when a page opens one of those. What reading uses shows by playing
# recorded messages (server/web/reading.json.br).
# Uses the installed target of rustup if there is one; else Debian's Rust for browsers, whose std is built
# once for size (a panic stops the module without words, since nobody could read them) and cached.
set -euo pipefail
cd "$(dirname "$0")/.."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/homeward
target=${CARGO_TARGET_DIR:-$PWD/target}/wasm
release=$target/wasm32-unknown-unknown/release
export CARGO_TARGET_DIR=$target CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_OPT_LEVEL=z CARGO_PROFILE_RELEASE_STRIP=${STRIP:-symbols}

# One build for each of the two modules, that of the office beside the other.
built() {
  local feature
  for feature in office desk; do
    "$1" build --quiet --locked -p homeward-web --no-default-features --features "$feature" --target wasm32-unknown-unknown --release
    mkdir -p "$target/made"
    cmp -s "$release/homeward_web.wasm" "$target/made/$feature.wasm" || cp "$release/homeward_web.wasm" "$target/made/$feature.wasm"
  done
}

if command -v rustup >/dev/null && rustup target list --installed | grep -qx wasm32-unknown-unknown; then
  built cargo
else
  version=$(/usr/bin/rustc --version | awk '{print $2}')
  sysroot=$cache/wasm-sysroot-$version-small
  library=$sysroot/lib/rustlib/wasm32-unknown-unknown/lib
  hashes='--cfg sha2_backend="soft" --cfg sha2_backend_soft="compact"' # a loop of rounds instead of 64 times the code
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
  export PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1
  export RUSTFLAGS="--sysroot=$sysroot $small -Zfmt-debug=none $hashes"
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
  built /usr/bin/cargo
fi
mkdir -p server/web/public
made=$target/made/desk.wasm
split=$target/split
recorded=server/web/reading.json.br
if [ ! -e "$split/complete" ] || [ "$split/complete" -ot "$made" ] || [ "$split/complete" -ot "$recorded" ] || [ "$split/complete" -ot tools/wasm.sh ]; then
  rm -rf "$split"
  mkdir -p "$split"
  language="--enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals --enable-multivalue --enable-reference-types"
  wasm-opt $language --duplicate-function-elimination --optimize-instructions --code-folding --dce --strip-debug --strip-producers "$made" -o "$split/whole.wasm"
  wasm-split --instrument $language "$split/whole.wasm" -o "$split/counting.wasm"
  node tools/wasm_profile.mjs "$split/counting.wasm" "$recorded" "$split/profile"
  wasm-split $language "$split/whole.wasm" --profile="$split/profile" --export-prefix=% -o1 "$split/homeward.wasm" -o2 "$split/rest.wasm"
  touch "$split/complete"
fi
cp "$target/made/office.wasm" "$split/office.wasm"
for name in homeward rest office; do # a new time would build the pages again
  cmp -s "$split/$name.wasm" "server/web/public/$name.wasm" || cp "$split/$name.wasm" "server/web/public/$name.wasm"
done
