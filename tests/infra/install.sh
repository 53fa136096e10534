#!/bin/sh
# What reads the AWS templates with other eyes: cfn-lint, SAM's translator and checkov. (The lock was
# made with: uv pip compile --universal --generate-hashes --no-emit-index-url --no-header, of these.)
exec sh tests/install-venv.sh infra tests/infra/requirements.lock python3
