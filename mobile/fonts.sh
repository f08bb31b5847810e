#!/bin/sh
# Fetches Noto Sans (OFL), regular and semibold, into target/resources/fonts, where the build bundles them.
# They come from an npm package that has the full TrueType files, with the Serbian and Macedonian forms.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
version=0.4.2
cache=${XDG_CACHE_HOME:-$HOME/.cache}/homeward/noto-sans-$version
out=$here/target/resources/fonts
if [ ! -f "$cache/OFL.txt" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && npm pack --silent "@expo-google-fonts/noto-sans@$version" >/dev/null && tar xzf ./*.tgz)
  mkdir -p "$cache"
  cp "$work/package/400Regular/NotoSans_400Regular.ttf" "$cache/NotoSans-Regular.ttf"
  cp "$work/package/600SemiBold/NotoSans_600SemiBold.ttf" "$cache/NotoSans-SemiBold.ttf"
  cp "$work/package/LICENSE_FONT" "$cache/OFL.txt"
fi
mkdir -p "$out"
cp "$cache"/NotoSans-Regular.ttf "$cache"/NotoSans-SemiBold.ttf "$cache"/OFL.txt "$out"
