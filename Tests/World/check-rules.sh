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
. "$(dirname "$0")/prepare.sh"
python_with 'import duckdb' duckdb
built_triage
"$python" "$package/Tests/World/check_rules.py" "$TRIAGE" "$folder" "$count"
