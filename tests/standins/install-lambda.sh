#!/bin/sh
# Lambda's own runtime for Python, and the emulator of what calls it, which comes with the SAM CLI
# (only its binary is wanted, so nothing it depends on is installed). Nothing where there is no
# Python 3.13: what needs it is then left out.
# The lock was made with: uv pip compile --no-deps --python-version 3.13 --generate-hashes
# --no-emit-index-url --no-header, of aws-sam-cli, awslambdaric, simplejson, snapshot-restore-py.
find='from makker_site.packing.bytecode import find_python; print(find_python("3.13"))'
python="$(.venv/bin/python -c "$find" 2>/dev/null)" || exit 0
exec sh tests/install-venv.sh lambda tests/standins/lambda.lock "$python" --compile-bytecode
