# Sourced by the checks of this folder: `package` is where the project stands, and `folder` is a temporary
# folder that goes when the check ends.

package=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

# Sets `python` to a Python that runs a line of imports; when this machine's does not, to one in the
# temporary folder with these packages.
python_with() {
  python=python3
  if ! "$python" -c "$1" 2>/dev/null; then
    shift
    "$python" -m venv "$folder/python"
    python=$folder/python/bin/python
    "$python" -m pip install --quiet --disable-pip-version-check "$@"
  fi
}

# Runs a command whose output is of interest only when it fails.
quietly() {
  "$@" >"$folder/log" 2>&1 || {
    cat "$folder/log"
    exit 1
  }
}

# Sets TRIAGE to the debug build, made now, unless it names a program already.
built_triage() {
  if [ -z "${TRIAGE:-}" ]; then
    quietly swift build --package-path "$package"
    TRIAGE=$package/.build/debug/triage
  fi
}
