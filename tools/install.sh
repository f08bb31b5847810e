#!/usr/bin/env bash
# Installs what is missing through apt: `tools/install.sh [--yes] PURPOSE...`, a purpose being build, phone or test.
# Asks first, unless --yes or CI=true; where apt is not to be had it prints the exact command and stops.
set -euo pipefail

yes=${CI:-false}
rust=
needed=()
has() { command -v "$1" >/dev/null 2>&1; }
package() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || needed+=("$1"); }

# A Rust of at least 1.95 by rustup serves; else Debian's package for web browsers, which its security updates keep as new.
is_new() { "$1" --version 2>/dev/null | awk '{split($2, v, "."); n = v[1] > 1 || v[2] >= 95} END {exit !n}'; }
rust_is_new() { has cargo && has rustc && is_new rustc; }
rust_of_debian() { [ -x /usr/bin/cargo ] && is_new /usr/bin/rustc || needed+=(rustc-web cargo-web rust-web-src); }
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
      rust_is_new || { rust=debian; rust_of_debian; }
      wasm_target_is_there || { rust=debian; rust_of_debian; package rust-web-src; package lld-19; }
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

# What Debian's or Ubuntu's packages can give is looked at when they are there.
new_enough() {
  [ "$rust" != debian ] || is_new /usr/bin/rustc || {
    echo "Homeward needs Rust 1.95 or newer, and apt offers here: $(apt-cache policy rustc-web 2>/dev/null | awk '/Candidate/ {print $2}')" >&2
    echo "Debian 12 has it among its security updates: switch on the suite bookworm-security in apt's sources. Elsewhere install Rust by rustup, with the target wasm32-unknown-unknown. Then run this again." >&2
    exit 1
  }
}

[ ${#needed[@]} -gt 0 ] || { new_enough; exit 0; }
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
[ "$rust" != debian ] || apt-cache show rustc-web >/dev/null 2>&1 || new_enough
$sudo apt-get -qq install -y --no-install-recommends "${needed[@]}" >/dev/null
new_enough
