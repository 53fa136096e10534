#!/bin/sh
# Wagtail, a peer of the benchmarks. (The lock is made with: uv pip compile --universal
# --generate-hashes --no-emit-index-url --no-annotate --no-header, of wagtail and gunicorn.)
exec sh tests/install-venv.sh wagtail benchmarks/wagtail_site/requirements.lock python3 \
    --compile-bytecode
