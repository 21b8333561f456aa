#!/usr/bin/env bash
# Every linter, Go and front end; the first finding ends it with 1.
set -euo pipefail
cd "$(dirname "$0")/.."
loose=$(gofmt -l $(git ls-files '*.go'))
[ -z "$loose" ] || { echo "gofmt these (make fmt): $loose" >&2; exit 1; }
go vet ./...
tags=$(build/window.sh tags)
[ -z "$tags" ] || go vet -tags "$tags" ./app/...
CGO_ENABLED=0 GOOS=windows go vet -tags desktop,production ./app/...
go tool -modfile=build/tools.mod staticcheck ./...
cd frontend
npx eslint --max-warnings=0 .
npm run --silent typecheck
