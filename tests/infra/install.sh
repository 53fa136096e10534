#!/bin/sh
# What reads the AWS templates with other eyes: cfn-lint, SAM's translator and checkov, apart from
# Makker's own libraries. Quick when they are there. (The lock was made with: uv pip compile
# --universal --generate-hashes --no-emit-index-url --no-header, of these three.)
set -eu
folder="build/infra-venv"
lock="tests/infra/requirements.lock"
there() { cmp -s "$lock" "$folder/installed.lock"; }
if there; then exit 0; fi

# Two that come at once take turns, where the system can.
mkdir -p build
exec 9>build/infra.lock
if command -v flock >/dev/null 2>&1; then flock 9; fi
if there; then exit 0; fi
python3 -m venv --clear "$folder"
VIRTUAL_ENV="$folder" .venv/bin/uv pip sync --quiet --require-hashes "$lock"
cp "$lock" "$folder/installed.lock"
