#!/bin/sh
# The checkers from npm, as locked. Quick when they are there. `all`: also those for benchmarks.
set -eu
cd "$(dirname "$0")"
omit="--omit=dev"
[ "${1:-}" = all ] && omit="--include=dev"
done_for="node_modules/.done$omit"
[ "$done_for" -nt package-lock.json ] && exit 0
[ node_modules/.done--include=dev -nt package-lock.json ] && exit 0
command -v npm >/dev/null 2>&1 || {
    echo "The checks of the HTML need node with npm; install them with your system's packages." >&2
    exit 1
}
npm ci --ignore-scripts --silent --no-audit --no-fund "$omit"
touch "$done_for"
