#!/bin/sh
# libical with its binding for the system's own Python, from Debian's packages. Quick when it is there.
set -eu
/usr/bin/python3 -c 'import gi; gi.require_version("ICalGLib", "3.0")' 2>/dev/null && exit 0
command -v apt-get >/dev/null 2>&1 || {
    echo "The tests of calendars need libical's GObject binding and PyGObject for /usr/bin/python3; install them with your system's packages." >&2
    exit 1
}
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends gir1.2-ical-3.0 python3-gi >/dev/null
