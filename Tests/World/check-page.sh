#!/bin/sh
# Looks at the page of a report in a real browser, wide and narrow, light and dark, and on paper.
#
#   Tests/World/check-page.sh PAGE [FOLDER]
#
# PAGE is the page, as `triage report --html` or `triage compare --html` writes it; FOLDER keeps the
# screenshots. Fails when the page writes to the console, asks for anything, moves sideways, or breaks a
# rule of accessibility that axe knows. Needs Chromium (`CHROMIUM` names it, else it is found by its usual names) and Python; the Python
# packages are fetched into a temporary place when they are missing.
set -eu

package=$(cd "$(dirname "$0")/../.." && pwd)
page=$1
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
folder=${2:-$temporary/pictures}
python=python3
if ! "$python" -c 'import axe_playwright_python, playwright' 2>/dev/null; then
  "$python" -m venv "$temporary/python"
  python=$temporary/python/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check playwright axe-playwright-python
fi
PYTHONDONTWRITEBYTECODE=1 "$python" "$package/Tests/World/check_page.py" "$browser" "$page" "$folder"
