#!/usr/bin/env bash
# Everything that must hold, in the order in which it is cheapest to learn.
# It installs what it needs, stops at the first part that fails, and closes
# with one line: "N passed, N failed". Long output goes to build/cache/log/.
set -uo pipefail
cd "$(dirname "$0")/.."
export CI=${CI:-true} NO_COLOR=1 GOFLAGS="${GOFLAGS:-}"
log=build/cache/log
rm -rf "$log"
mkdir -p "$log"
passed=0 failed=0 started=$SECONDS

# part NAME COMMAND…: runs one part; what it printed is shown when it fails.
part() {
  local name=$1 since=$SECONDS file
  shift
  file=$log/${name//[^a-zA-Z0-9]/-}.txt
  printf '\n== %s\n' "$name"
  if "$@" >"$file" 2>&1; then
    count "$file"
    grep -E '^(ok  |skip|note:|story:)' "$file" || true
    printf '   %d s\n' $((SECONDS - since))
    return
  fi
  count "$file"
  [ "$failed" -gt 0 ] || failed=1
  grep -vE '^ *(=== (RUN|PAUSE|CONT|NAME)|--- (PASS|SKIP))|^(PASS|ok  |\?   )' "$file" | tail -200
  printf '\nFailed in: %s (all of it: %s)\n' "$name" "$file"
  finish 1
}

# count adds a part's tests: Go's, Vitest's and the stories' lines; a part
# without any counts as one.
count() {
  local good bad vitest
  good=$(grep -cE '^ *--- PASS|^story: ok' "$1")
  bad=$(grep -cE '^ *--- FAIL|^story: FAILED' "$1")
  vitest=$(grep -E '^ *Tests +[0-9]' "$1" | tail -1)
  good=$((good + $(grep -oE '[0-9]+ passed' <<<"$vitest" | cut -d' ' -f1 | grep . || echo 0)))
  bad=$((bad + $(grep -oE '[0-9]+ failed' <<<"$vitest" | cut -d' ' -f1 | grep . || echo 0)))
  [ $((good + bad)) -gt 0 ] || good=1
  passed=$((passed + good))
  failed=$((failed + bad))
}

finish() {
  printf '\n%d min %d s\n%d passed, %d failed\n' $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)) "$passed" "$failed"
  exit "$1"
}
trap 'failed=$((failed + 1)); finish 130' INT TERM

tools() {
  local missing=() pair
  command -v go >/dev/null || { echo "Go is needed (go.dev)." >&2; return 1; }
  [ "$(uname -s)" = Linux ] || return 0
  for pair in gcc:gcc pkg-config:pkg-config Xvfb:xvfb xvfb-run:xvfb xauth:xauth xdotool:xdotool import:imagemagick \
    pdftotext:poppler-utils strace:strace; do
    command -v "${pair%:*}" >/dev/null || missing+=("${pair#*:}")
  done
  pkg-config --exists gtk+-3.0 webkit2gtk-4.1 2>/dev/null || missing+=(libgtk-3-dev libwebkit2gtk-4.1-dev libc6-dev)
  [ ${#missing[@]} = 0 ] || build/apt.sh "${missing[@]}" || return 1
  build/browser.sh
}

packages() {
  CGO_ENABLED=0 go build ./... & # compiles what everything needs while packages come
  local compiling=$!
  build/npm.sh && build/fonts.sh && wait "$compiling"
}
interface() { build/dist.sh && make --no-print-directory plain; }
drift() {
  go mod tidy -diff && build/gen.sh --check
}
units() { (cd frontend && npx vitest run --reporter=default); }
# The linters have vetted everything, and nobody debugs these binaries.
plain() { CGO_ENABLED=0 go test -v -vet=off -ldflags=-w -timeout 40m ./...; }
# SQLite (C, in Go's clothes, with locks of its own) is 18 times slower under the
# race detector: it is not watched itself, only who calls it.
race() {
  local watched=()
  for p in db change sale web api i18n; do
    [ -d "internal/$p" ] && watched+=("./internal/$p/...")
  done
  CGO_ENABLED=1 go test -v -race -gcflags=modernc.org/...=-race=false -vet=off -short -timeout 40m "${watched[@]}" ./app/...
}
stories() { node frontend/stories/run.mjs; }
window() {
  build/window.sh require && make --no-print-directory build && node frontend/stories/window-run.mjs
}

main() {
  part "Set-up: tools" tools
  part "Set-up: packages and fonts" packages
  part "Set-up: interface and program" interface
  export PISHKHAN_BIN=$PWD/build/cache/pishkhan
  export CHROMIUM=${CHROMIUM:-$(build/browser.sh)}
  part "Generated files are fresh" drift
  part "Linters" build/lint.sh
  part "Front-end units" units
  part "Go: everything, with kills and faults" plain
  part "Go: races, on small data" race
  part "Stories in the browser" stories
  part "The window" window
  finish 0
}
main # read whole before it runs, so that it may be edited meanwhile
