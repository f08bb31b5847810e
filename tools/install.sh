#!/usr/bin/env bash
# Installs what is missing through apt: `tools/install.sh [--yes] PURPOSE...`, a purpose being build, phone or test.
# Asks first, unless --yes or CI=true; where apt is not to be had it prints the exact command and stops.
set -euo pipefail

yes=${CI:-false}
needed=()
has() { command -v "$1" >/dev/null 2>&1; }
package() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || needed+=("$1"); }

# A Rust of at least 1.95 by rustup serves; else Debian's package for web browsers, which is kept as new.
rust_is_new() { has cargo && rustc --version 2>/dev/null | awk '{split($2, v, "."); exit !(v[1] > 1 || v[2] >= 95)}'; }
wasm_target_is_there() { has rustup && rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown; }
java_draws() { has javac && [ -e "$(dirname "$(readlink -f "$(command -v javac)")")/../lib/libawt_xawt.so" ]; }
node_is_new() { has node && has npm && node --version | awk '{split(substr($1, 2), v, "."); exit !(v[1] >= 18)}'; }

for purpose in "$@"; do
  case $purpose in
    --yes) yes=true ;;
    build)
      has gcc || package gcc
      has make || package make
      package perl # the whole of it: OpenSSL is configured by it
      package libc6-dev
      rust_is_new || { package rustc-web; package cargo-web; }
      wasm_target_is_there || { package rustc-web; package cargo-web; package rust-web-src; package lld-19; }
      has wasm-split || package binaryen # parts the module of the pages
      node_is_new || { package nodejs; package npm; } ;;
    phone)
      # a compiler, and the part of Java that opens windows, which headless packages lack
      java_draws || { package openjdk-17-jdk-headless; package openjdk-17-jre; }
      has mvn || package maven
      package libgl1; package libx11-6; package libfontconfig1 ;;
    test)
      has chromium || package chromium
      has git || package git
      package fonts-noto-core
      has Xvfb || package xvfb
      has xdotool || package xdotool
      has python3 || package python3
      package python3-venv ;;
    *) echo "tools/install.sh: unknown purpose '$purpose' (build, phone or test)" >&2; exit 2 ;;
  esac
done

[ ${#needed[@]} -gt 0 ] || exit 0
sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
command="${sudo:+$sudo }apt-get install --no-install-recommends ${needed[*]}"
if ! has apt-get || ! has dpkg-query; then
  echo "Homeward needs these packages, named as in Debian 12. Install them with your system's own tool, then run this again:" >&2
  echo "  apt-get install --no-install-recommends ${needed[*]}" >&2
  exit 1
fi
if [ "$yes" != true ]; then
  echo "Homeward needs packages that are not installed yet. It would run:"
  echo "  $command"
  read -r -p "Install them now? [y/N] " answer || answer=
  case $answer in [yY]*) ;; *) echo "Nothing was installed." >&2; exit 1 ;; esac
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get -qq update
$sudo apt-get -qq install -y --no-install-recommends "${needed[@]}" >/dev/null
