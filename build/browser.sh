#!/usr/bin/env bash
# Prints the path of the system's Chromium, for the browser stories; installs
# it where it is missing and can be.
set -euo pipefail
cd "$(dirname "$0")/.."
find_it() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ "$name" ] && command -v "$name" && return 0
  done
  for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/c/Program Files/Google/Chrome/Application/chrome.exe"; do
    [ -x "$path" ] && echo "$path" && return 0
  done
  return 1
}
find_it && exit 0
build/apt.sh chromium >&2
find_it
