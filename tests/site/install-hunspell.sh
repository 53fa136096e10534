#!/bin/sh
# Hunspell and its Danish words for the spelling test, from Debian's packages. Quick when they are there.
set -eu
command -v hunspell >/dev/null 2>&1 && [ -e /usr/share/hunspell/da_DK.dic ] && exit 0
command -v apt-get >/dev/null 2>&1 || {
    echo "The spelling test needs hunspell and its da_DK dictionary; install them with your system's packages." >&2
    exit 1
}
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends hunspell hunspell-da >/dev/null
