#!/usr/bin/env bash
# The figures of build/bench: `make bench`, or some of them with
# ARGS="sale read pdf". ROUNDS (3) and SECONDS_EACH (4) change a run.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go run ./build/bench -pishkhan build/cache/pishkhan -peers ../shared/peers -dir "$work" \
  -rounds "${ROUNDS:-3}" -each "${SECONDS_EACH:-4}s" "$@"
