#!/bin/sh
# Wagtail, a peer of the benchmarks, apart from Makker's own libraries. Quick when it is there.
# The lock is made with: uv pip compile --universal --generate-hashes --no-emit-index-url
# --no-annotate --no-header, of wagtail and gunicorn.
set -eu
folder="build/wagtail-venv"
lock="benchmarks/wagtail_site/requirements.lock"
if cmp -s "$lock" "$folder/installed.lock"; then exit 0; fi
mkdir -p build
python3 -m venv --clear "$folder"
VIRTUAL_ENV="$folder" .venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes "$lock"
cp "$lock" "$folder/installed.lock"
