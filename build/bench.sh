#!/usr/bin/env bash
# The figures of build/bench: `make bench`, or some of them with
# ARGS="sale read pdf". ROUNDS (3), SECONDS_EACH (4) and the sizes PRODUCTS
# (100 000), CUSTOMERS and SALES (1 000 000) and ORDERS (50 000) change a run. Filling the large
# shops takes a quarter of an hour once; they stay in BENCH_CACHE
# (build/cache/bench).
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go run ./build/bench -pishkhan build/cache/pishkhan -peers ../shared/peers -dir "$work" \
  -rounds "${ROUNDS:-3}" -each "${SECONDS_EACH:-4}s" \
  -products "${PRODUCTS:-100000}" -customers "${CUSTOMERS:-1000000}" -sales "${SALES:-1000000}" -orders "${ORDERS:-50000}" "$@"
