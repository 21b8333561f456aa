#!/usr/bin/env bash
# Installs the front end's packages when the lock file is another than the
# installed one's. By content, not by time: a checkout touches every file.
set -euo pipefail
cd "$(dirname "$0")/../frontend"
want=$(sha256sum package-lock.json | cut -d' ' -f1)
have=$(cat node_modules/.lock-sum 2>/dev/null || true)
[ "$want" = "$have" ] && exit 0
command -v npm >/dev/null || { echo "Node with npm is needed (nodejs.org, or apt-get install nodejs npm)." >&2; exit 1; }
echo "Front-end packages …"
npm ci --no-audit --no-fund --loglevel=error
echo "$want" >node_modules/.lock-sum
