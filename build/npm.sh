#!/usr/bin/env bash
# Installs the front end's packages when the lock file is another than the one
# they were installed from. By content, not by time: a checkout touches every
# file.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=build/cache/npm
want=$(sha256sum frontend/package-lock.json | cut -d' ' -f1)
[ -f frontend/node_modules/.package-lock.json ] && [ "$want" = "$(cat "$stamp" 2>/dev/null || true)" ] && exit 0
command -v npm >/dev/null || { echo "Node with npm is needed (nodejs.org, or apt-get install nodejs npm)." >&2; exit 1; }
echo "Front-end packages …"
(cd frontend && npm ci --no-audit --no-fund --loglevel=error)
mkdir -p build/cache
echo "$want" >"$stamp"
