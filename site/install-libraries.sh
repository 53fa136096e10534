#!/bin/sh
# Pango and a font for the posters and leaflets, from Debian's packages. Quick when they are there.
# The site works without them, so nothing here ever fails the setup.
set -u
PATH="$PATH:/usr/sbin:/sbin"
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
complete() {
    known=$(ldconfig -p 2>/dev/null) || return 1
    for library in libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0; do
        case "$known" in *"$library "*) ;; *) return 1 ;; esac
    done
    [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]
}
complete && exit 0
command -v apt-get >/dev/null 2>&1 || {
    echo "No posters and leaflets: they need Pango and the DejaVu fonts, here called something like $packages; install them with your system's packages." >&2
    exit 0
}
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
{
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of words is what is meant
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
} >/dev/null 2>&1 || echo "No posters and leaflets: could not install $packages." >&2
exit 0
