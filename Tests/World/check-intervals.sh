#!/bin/sh
# Checks the intervals of audits against SciPy's, and the order of samples against hashlib's digests.
#
# Needs Python 3.9 or later; scipy is fetched into a temporary place when it is missing.
set -eu

package=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=python3
if ! "$python" -c 'import scipy' 2>/dev/null
then
  "$python" -m venv "$folder/python"
  python=$folder/python/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check scipy
fi
TRIAGE_WORLD_DIR=$folder swift test --package-path "$package" --filter IntervalWorldTables \
  >"$folder/log" 2>&1 || {
  cat "$folder/log"
  exit 1
}
PYTHONDONTWRITEBYTECODE=1 "$python" "$package/Tests/World/check_intervals.py" "$folder"
