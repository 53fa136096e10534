#!/bin/sh
# What reads the AWS templates with other eyes: the SAM CLI, which brings its translator, cfn-lint
# and Lambda's emulator with it; and checkov, which wants another boto3. (Each lock was made with:
# uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url
# --no-header, of aws-sam-cli or checkov.)
sh tests/install-venv.sh sam tests/infra/sam.lock python3
exec sh tests/install-venv.sh checkov tests/infra/checkov.lock python3
