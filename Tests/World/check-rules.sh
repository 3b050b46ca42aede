#!/bin/sh
# Checks decisions under the reference rule book against the same rules in SQL, decided by DuckDB.
#
#   Tests/World/check-rules.sh           50,000 contacts
#   Tests/World/check-rules.sh --short   2,000 contacts
#
# Needs Python 3.11 or later; duckdb is fetched into a temporary place when it is missing. TRIAGE names
# the program to check; without it, the debug build is made and checked.
set -eu

count=50000
if [ "${1:-}" = "--short" ]; then count=2000; fi
package=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=python3
if ! "$python" -c 'import duckdb' 2>/dev/null; then
  "$python" -m venv "$folder/python"
  python=$folder/python/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check duckdb
fi
if [ -z "${TRIAGE:-}" ]; then
  swift build --package-path "$package" >"$folder/log" 2>&1 || {
    cat "$folder/log"
    exit 1
  }
  TRIAGE=$package/.build/debug/triage
fi
PYTHONDONTWRITEBYTECODE=1 "$python" "$package/Tests/World/check_rules.py" "$TRIAGE" "$folder" "$count"
