#!/bin/sh
# Lambda's own runtime for Python, and the emulator of what calls it, which comes with the SAM CLI
# (only its binary is wanted, so nothing it depends on is installed). Quick when they are there;
# nothing where there is no Python 3.13: what needs it is then left out.
# The lock was made with: uv pip compile --no-deps --python-version 3.13 --generate-hashes
# --no-emit-index-url --no-header, of aws-sam-cli, awslambdaric, simplejson, snapshot-restore-py.
set -eu
folder="build/lambda-venv"
lock="tests/standins/lambda.lock"
there() { cmp -s "$lock" "$folder/installed.lock"; }
if there; then exit 0; fi
python="$(.venv/bin/python -c "from makker_site.packing.bytecode import find_python; print(find_python(\"3.13\"))" 2>/dev/null)" || exit 0

# Two that come at once take turns, where the system can.
mkdir -p build
exec 9>build/lambda.lock
if command -v flock >/dev/null 2>&1; then flock 9; fi
if there; then exit 0; fi
"$python" -m venv --clear "$folder"
VIRTUAL_ENV="$folder" .venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes "$lock"
cp "$lock" "$folder/installed.lock"
