#!/bin/sh
# Lambda's own runtime for Python; the emulator of what calls it comes with the SAM CLI
# (tests/infra). Nothing where there is no Python 3.13: what needs it is then left out.
# The lock was made with: uv pip compile --python-version 3.13 --generate-hashes
# --no-emit-index-url --no-header, of awslambdaric.
find='from makker_site.packing.bytecode import find_python; print(find_python("3.13"))'
python="$(.venv/bin/python -c "$find" 2>/dev/null)" || exit 0
exec sh tests/install-venv.sh lambda tests/standins/lambda.lock "$python" --compile-bytecode
