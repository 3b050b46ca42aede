#!/bin/sh
# Checks London time, ages, working days, due times and digests against Python's own.
#
#   Tests/World/check-calendar.sh           every hour of 1972 to 2100: a few minutes
#   Tests/World/check-calendar.sh --short   fewer rows, for every commit
#
# Needs Python 3.9 or later; numpy, tzdata and python-dateutil are fetched into a temporary place when
# they are missing.
set -eu

if [ "${1:-}" = "--short" ]; then
  TRIAGE_WORLD_SHORT=1
  export TRIAGE_WORLD_SHORT
fi
package=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=python3
if ! "$python" -c 'import dateutil, numpy, zoneinfo; zoneinfo.ZoneInfo("Europe/London")' 2>/dev/null
then
  "$python" -m venv "$folder/python"
  python=$folder/python/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check numpy tzdata python-dateutil
fi
TRIAGE_WORLD_DIR=$folder swift test --package-path "$package" --filter WorldTables >"$folder/log" 2>&1 || {
  cat "$folder/log"
  exit 1
}
PYTHONDONTWRITEBYTECODE=1 "$python" "$package/Tests/World/check_calendar.py" "$folder"
