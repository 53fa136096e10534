#!/bin/sh
# What reads posters and leaflets back in the tests, from Debian's packages. Quick when it is there.
set -eu
command -v zbarimg >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || {
    echo "The tests of printed matter need zbarimg and pdftoppm; install zbar and poppler with your system's packages." >&2
    exit 1
}
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends zbar-tools poppler-utils >/dev/null
