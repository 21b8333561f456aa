#!/usr/bin/env bash
# Writes openapi.json from the routes and the front end's types from that.
# With --check it writes nothing and ends with 1 when either is stale.
set -euo pipefail
cd "$(dirname "$0")/.."
types=frontend/src/lib/api/schema.d.ts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CGO_ENABLED=0 go run . openapi >"$work/openapi.json"
(cd frontend && npx openapi-typescript "$work/openapi.json" -o "$work/schema.d.ts" >/dev/null)
if [ "${1:-}" != --check ]; then
  cp "$work/openapi.json" openapi.json
  cp "$work/schema.d.ts" "$types"
  exit 0
fi
stale=0
for pair in "openapi.json openapi.json" "schema.d.ts $types"; do
  read -r fresh kept <<<"$pair"
  if ! diff -u "$kept" "$work/$fresh" | head -40; then
    echo "$kept is stale: run \`make gen\` and commit it." >&2
    stale=1
  fi
done
exit $stale
