#!/usr/bin/env bash
# Copies the Vazirmatn faces and their licence beside the code that embeds
# them. They are third-party files, so git keeps only the folder.
set -euo pipefail
cd "$(dirname "$0")/.."
from=frontend/node_modules/vazirmatn
to=internal/pdf/fonts
[ -d "$from" ] || { echo "The package vazirmatn is not installed." >&2; exit 1; }
put() { cmp -s "$1" "$to/$(basename "$1")" || install -m 644 "$1" "$to/"; }
for face in "$from"/fonts/ttf/Vazirmatn-{Regular,Bold}.ttf; do put "$face"; done
put "$from/OFL.txt"
