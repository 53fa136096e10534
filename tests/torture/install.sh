#!/bin/sh
# Schemathesis and atheris.
exec sh tests/install-venv.sh torture tests/torture/requirements.lock python3
