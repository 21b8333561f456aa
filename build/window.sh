#!/usr/bin/env bash
# What the window needs, in one place.
#   window.sh tags      the build tags: empty where there can be no window
#   window.sh run       before `make run`: installs the libraries if there is a display
#   window.sh require   installs them, or ends with 1 and the reason
#   window.sh report    says when the binary was built without the window
set -euo pipefail
cd "$(dirname "$0")/.."
why=build/cache/no-window
mkdir -p build/cache

ready() {
  case $(uname -s) in
  Linux) command -v gcc >/dev/null && command -v pkg-config >/dev/null && pkg-config --exists gtk+-3.0 webkit2gtk-4.1 ;;
  Darwin) command -v clang >/dev/null ;;
  *) true ;;
  esac
}

install() {
  ready && return 0
  if [ "$(uname -s)" != Linux ]; then
    echo "Apple's command line tools are missing: xcode-select --install" >"$why"
    return 1
  fi
  echo "The window's libraries …"
  build/apt.sh gcc libc6-dev pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev >"$why"
}

case $1 in
tags)
  if ready; then
    case $(uname -s) in
    Linux) echo desktop,production,webkit2_41 ;;
    *) echo desktop,production ;;
    esac
  fi
  ;;
run)
  if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    ready || echo "there is no display here" >"$why"
  else
    install || true
  fi
  ;;
require)
  install || { cat "$why" >&2; exit 1; }
  ;;
report)
  ready || echo "Built without the window: $(cat "$why" 2>/dev/null || echo 'GTK 3 and WebKitGTK 4.1 are not installed')."
  ;;
esac
