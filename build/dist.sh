#!/usr/bin/env bash
# Builds the interface into frontend/dist when anything it is made of changed.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=build/cache/dist
sum=$(
  {
    find frontend/src frontend/public locales -type f ! -name '*.test.*'
    find frontend -maxdepth 1 -type f \( -name '*.json' -o -name '*.ts' -o -name '*.html' -o -name '*.js' -o -name '*.cjs' \)
  } | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -d' ' -f1
)
[ -f frontend/dist/index.html ] && [ "$sum" = "$(cat "$stamp" 2>/dev/null || true)" ] && exit 0
echo "Interface …"
(cd frontend && npm run --silent build)
mkdir -p build/cache
echo "$sum" >"$stamp"
