#!/bin/sh
# Makes the six months of six_months.py, decides and reports them, and checks two printed figures against
# the measures that they were made to have.
#
#   Tests/Examples/six-months.sh TRIAGE [FOLDER]
#
# TRIAGE is the program. FOLDER keeps the contacts, the ledger, the report and the page; without it they
# are thrown away.
set -eu

package=$(cd "$(dirname "$0")/../.." && pwd)
triage=$1
folder=${2:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
rm -f "$folder/ledger.jsonl"
python3 "$package/Tests/Examples/six_months.py" "$folder"

# Runs the program; its status 3 says that rows were rejected, as one of these must be.
run() {
  status=0
  "$triage" "$@" || status=$?
  [ "$status" = 0 ] || [ "$status" = 3 ]
}

decide() {
  run decide --rules "$package/rules/reference" --ledger "$folder/ledger.jsonl" --quiet \
    -o "$folder/decisions.jsonl" "$1"
}

report() {
  run report --rules "$package/rules/reference" --ledger "$folder/ledger.jsonl" \
    --as-of 2021-07-12T09:00 "$@"
}

# Says whether a report holds a line, and what it holds instead.
expect() {
  if ! grep -qxF -- "$2" "$1"; then
    echo "expected: $2"
    echo "printed:  $(grep -F "$(echo "$2" | cut -d, -f1-3)" "$1" || echo nothing)"
    exit 1
  fi
}

decide "$folder/contacts.jsonl"
decide "$folder/changed.jsonl"
report --html "$folder/report.html" -o "$folder/report.txt"
report --format csv -o "$folder/report.csv"
report --from 2021-05-01 --to 2021-06-30 -o "$folder/may-and-june.txt"
report --from 2021-05-01 --to 2021-06-30 --format csv -o "$folder/may-and-june.csv"

# May and June: 85% decided in one working day. The six months: 60% of conferences in 15 working days,
# and 167 late.
expect "$folder/may-and-june.csv" "timeliness,first_decision,in_time,85.0,1700,2000"
expect "$folder/report.csv" "clocks,met,conference,60.0,250,417"
expect "$folder/report.csv" "clocks,missed,conference,167,167,"
grep -q "Decided within one working day    85%  1,700 of 2,000" "$folder/may-and-june.txt"
grep -q "First conference in 15 working days  *250 (60%)  *167" "$folder/report.txt"
echo "six months: 85% in May and June, 60% of conferences in time and 167 late, as made"
