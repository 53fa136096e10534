#!/bin/sh
# The checkers from npm, as locked. Quick when they are there. `all`: those of the benchmarks too.
set -eu
cd "$(dirname "$0")"
parts=--omit=dev
[ "${1:-}" = all ] && parts=--include=dev

# Two that come at once take turns, where the system can.
exec 9<package-lock.json
command -v flock >/dev/null 2>&1 && flock 9

there() { [ "node_modules/.done$1" -nt package-lock.json ]; }
if there --include=dev || there "$parts"; then exit 0; fi
command -v npm >/dev/null 2>&1 && command -v java >/dev/null 2>&1 || {
    echo "The checks of the HTML need node with npm, and Java 17; install them with your system's packages." >&2
    exit 1
}
npm ci --ignore-scripts --loglevel=error --no-audit --no-fund "$parts" >/dev/null
touch "node_modules/.done$parts"
