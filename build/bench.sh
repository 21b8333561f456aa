#!/usr/bin/env bash
# Both sides of each figure in one run, turn by turn, because a shared disk's
# speed swings: a counter sale over HTTP against its floor, and a Persian PDF
# against the same page in gofpdf's core font. Prints medians and ratios; it
# judges nothing. ROUNDS (3) and SECONDS_EACH (4) change a run.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

floor=
if [ -d ../shared/peers/limits ]; then
  floor=$work/salefloor
  (cd ../shared/peers/limits && GOFLAGS=-buildvcs=false go build -o "$floor" ./cmd/salefloor)
else
  echo "The floor's source (../shared/peers) isn't here: the sale is measured alone."
fi
go run ./build/bench -pishkhan build/cache/pishkhan -floor "$floor" -dir "$work" \
  -rounds "${ROUNDS:-3}" -each "${SECONDS_EACH:-4}s"
echo
go test -run '^$' -bench 'Page' -benchtime 200x -count "${ROUNDS:-3}" ./internal/invoice | tee "$work/pdf.txt" | grep Benchmark
median() {
  awk -v name="$1" 'index($1, name) == 1 {print $3}' "$work/pdf.txt" | sort -n |
    awk '{v[NR] = $1} END {print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}'
}
awk -v p="$(median BenchmarkPersianPage)" -v c="$(median BenchmarkCoreFontPage)" \
  'BEGIN {printf "A 20-line PDF: Persian %.2f ms, core font %.2f ms, ratio %.2f\n", p / 1e6, c / 1e6, p / c}'
