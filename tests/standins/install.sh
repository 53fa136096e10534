#!/bin/sh
# Stand-ins for what AWS does. ministack is a server in Python (made with: uv pip compile --universal
# --generate-hashes --no-emit-index-url --no-header, of ministack==1.5.*, boto3<1.43.107 and
# cryptography); dynalite comes with the checkers from npm (tests/node).
exec sh tests/install-venv.sh ministack tests/standins/requirements.lock python3 --compile-bytecode
