#!/bin/sh
# Stand-ins for what AWS does, each apart from Makker's own libraries. Quick when they are there.
# ministack is a server in Python (made with: uv pip compile --universal --generate-hashes
# --no-emit-index-url --no-header, of ministack==1.5.*, boto3<1.43.107 and cryptography);
# dynalite comes with the checkers from npm (tests/node).
set -eu
folder="build/ministack-venv"
lock="tests/standins/requirements.lock"
there() { cmp -s "$lock" "$folder/installed.lock"; }
if there; then exit 0; fi

# Two that come at once take turns, where the system can.
mkdir -p build
exec 9>build/ministack.lock
if command -v flock >/dev/null 2>&1; then flock 9; fi
if there; then exit 0; fi
python3 -m venv --clear "$folder"
VIRTUAL_ENV="$folder" .venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes "$lock"
cp "$lock" "$folder/installed.lock"
