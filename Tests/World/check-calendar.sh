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
. "$(dirname "$0")/prepare.sh"
python_with 'import dateutil, numpy, zoneinfo; zoneinfo.ZoneInfo("Europe/London")' \
  numpy tzdata python-dateutil
TRIAGE_WORLD_DIR=$folder
export TRIAGE_WORLD_DIR
quietly swift test --package-path "$package" --filter WorldTables
"$python" "$package/Tests/World/check_calendar.py" "$folder"
