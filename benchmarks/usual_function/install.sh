#!/bin/sh
# What the usual function on Lambda is made of, a peer of the benchmarks. (The lock is made with: uv
# pip compile --python-version 3.13 --generate-hashes --no-emit-index-url --no-annotate --no-header,
# of boto3, aws-lambda-powertools, pydantic[email] and jinja2.)
exec sh tests/install-venv.sh usual benchmarks/usual_function/requirements.lock 3.13
