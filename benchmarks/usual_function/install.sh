#!/bin/sh
# What the usual function on Lambda is made of, a peer of the benchmarks. Nothing where there is no
# Python 3.13. (The lock is made with: uv pip compile --python-version 3.13 --generate-hashes
# --no-emit-index-url --no-annotate --no-header, of boto3, aws-lambda-powertools, pydantic[email]
# and jinja2.)
find='from makker_site.packing.bytecode import find_python; print(find_python("3.13"))'
python="$(.venv/bin/python -c "$find" 2>/dev/null)" || exit 0
exec sh tests/install-venv.sh usual benchmarks/usual_function/requirements.lock "$python"
