#!/bin/sh
# Chromium and a font for the browser tests, from Debian's packages. Quick when they are there.
set -eu
command -v chromium >/dev/null 2>&1 && [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] && exit 0
command -v apt-get >/dev/null 2>&1 || {
    echo "The browser tests need Chromium as /usr/bin/chromium; install it with your system's packages." >&2
    exit 1
}
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
