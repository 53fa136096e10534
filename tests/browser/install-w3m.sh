#!/bin/sh
# A browser of text alone for the tests, from Debian's packages. Quick when it is there.
set -eu
command -v w3m >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || {
    echo "The browser tests need w3m; install it with your system's packages." >&2
    exit 1
}
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends w3m >/dev/null
