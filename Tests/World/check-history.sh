#!/bin/sh
# Checks counts of earlier contacts against DuckDB's own windows, over made-up contacts.
#
#   Tests/World/check-history.sh           40,000 contacts
#   Tests/World/check-history.sh --short   4,000 contacts
#
# Needs Python 3.9 or later; duckdb is fetched into a temporary place when it is missing. TRIAGE names
# the program to check; without it, the debug build is made and checked.
set -eu

count=40000
if [ "${1:-}" = "--short" ]; then count=4000; fi
. "$(dirname "$0")/prepare.sh"
python_with 'import duckdb' duckdb
built_triage
"$python" "$package/Tests/World/check_history.py" "$TRIAGE" "$folder" "$count"
