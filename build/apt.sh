#!/usr/bin/env bash
# apt.sh PACKAGE…: installs Debian packages without a question, where that is
# allowed and possible. Ends with 1 and the reason in one line where it is not.
set -euo pipefail
if ! command -v apt-get >/dev/null; then
  echo "apt-get is not here; install these by hand: $*"
  exit 1
fi
as=()
if [ "$(id -u)" != 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "installing needs root: sudo apt-get install $*"
    exit 1
  fi
  as=(sudo -n)
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
get() { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -yq "$@" </dev/null >>"$log" 2>&1; }
if ! get install --no-install-recommends "$@"; then
  if ! get update || ! get install --no-install-recommends "$@"; then
    tail -5 "$log" >&2
    echo "apt-get could not install: $*"
    exit 1
  fi
fi
