#!/bin/sh
# Checks the intervals of audits against SciPy's, and the order of samples against hashlib's digests.
#
# Needs Python 3.9 or later; scipy is fetched into a temporary place when it is missing.
set -eu

. "$(dirname "$0")/prepare.sh"
python_with 'import scipy' scipy
TRIAGE_WORLD_DIR=$folder
export TRIAGE_WORLD_DIR
quietly swift test --package-path "$package" --filter IntervalWorldTables
"$python" "$package/Tests/World/check_intervals.py" "$folder"
