#!/bin/sh
# Lambda's own runtime for Python; the emulator of what calls it comes with the SAM CLI
# (tests/infra).
# The lock was made with: uv pip compile --python-version 3.13 --generate-hashes
# --no-emit-index-url --no-header, of awslambdaric.
exec sh tests/install-venv.sh lambda tests/standins/lambda.lock 3.13 --compile-bytecode
