#!/usr/bin/env bash
# Every linter, Go's and the front end's beside each other; a finding ends it
# with 1. What they need compiled is what the tests and the window need too.
set -euo pipefail
cd "$(dirname "$0")/.."
loose=$(gofmt -l $(git ls-files '*.go'))
[ -z "$loose" ] || { echo "gofmt these (make fmt): $loose" >&2; exit 1; }
tags=$(build/window.sh tags)

code() {
  CGO_ENABLED=0 go vet ./...
  [ -z "$tags" ] || go vet -trimpath -tags "$tags" ./app/...
  CGO_ENABLED=0 GOOS=windows go vet -tags desktop,production ./app/...
  CGO_ENABLED=0 go tool -modfile=build/tools.mod staticcheck ./...
}
screens() {
  cd frontend
  npx eslint --max-warnings=0 .
  npm run --silent typecheck
}

set -m # each a group of its own, which ends as one
screens &
screens=$!
code &
code=$!
trap 'kill -- "-$screens" "-$code" 2>/dev/null || true' EXIT
good=true
wait "$screens" || good=false
wait "$code" || good=false
$good
