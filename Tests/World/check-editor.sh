#!/bin/sh
# Talks to `triage lsp` as editors do, through pygls, a client of somebody else's making, over the reference
# rule book: mistakes, hover, completion, names, renaming, outline, colours, layout, quick fixes, and random
# edits after which the editor must be told what `triage check` says.
#
#   Tests/World/check-editor.sh [--short]
#
# TRIAGE names the program; without it the debug build is made, in which proofs take a minute. Needs Python
# 3.10 or later; pygls is fetched into a temporary place when it is missing.
set -eu

. "$(dirname "$0")/prepare.sh"
built_triage
python_with 'import pygls.lsp.client' 'pygls>=2,<3'
cp -r "$package/rules" "$folder/rules"
"$python" "$package/Tests/World/check_editor.py" "$TRIAGE" "$folder/rules/reference" "$@"
