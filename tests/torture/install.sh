#!/bin/sh
# Schemathesis and atheris in a folder of their own: what they need is nothing Makker needs.
set -e
folder="build/torture-venv"
lock="tests/torture/requirements.lock"
if ! cmp -s "$lock" "$folder/installed.lock"; then
    python3 -m venv "$folder"
    VIRTUAL_ENV="$folder" .venv/bin/uv pip sync --quiet --require-hashes "$lock"
    cp "$lock" "$folder/installed.lock"
fi
