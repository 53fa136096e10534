#!/bin/sh
# A tool's Python libraries in a folder of their own, for they are nothing Makker needs:
# `install-venv.sh NAME LOCK PYTHON [OPTIONS OF UV …]` makes build/NAME-venv. Quick when it is there.
# PYTHON may be a version, such as 3.13: where there is none, nothing is made, and what needs it is
# left out.
set -eu
folder="build/$1-venv"
lock="$2"
python="$3"
shift 3
there() { cmp -s "$lock" "$folder/installed.lock"; }
if there; then exit 0; fi

case "$python" in
3.*)
    find="from makker_site.packing.bytecode import find_python; print(find_python('$python'))"
    python="$(.venv/bin/python -c "$find" 2>/dev/null)" || exit 0
    ;;
esac

# Two that come at once take turns, where the system can.
mkdir -p build
exec 9>"$folder.lock"
if command -v flock >/dev/null 2>&1; then flock 9; fi
if there; then exit 0; fi
"$python" -m venv --clear "$folder"
VIRTUAL_ENV="$folder" .venv/bin/uv pip sync --quiet "$@" --require-hashes "$lock"
cp "$lock" "$folder/installed.lock"
