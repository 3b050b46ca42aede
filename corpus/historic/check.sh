#!/usr/bin/env bash
# Makes the historic year again, decides it, and compares what the rules make of it with what was
# accepted. Status 1 when anything differs.
#
#   corpus/historic/check.sh [--accept] [PROGRAM]
#
# PROGRAM is the built `triage`; without it, the one found by name. With --accept what is decided now
# is written to `accepted.txt` instead.
set -euo pipefail
export LC_ALL=C
accept=false
if [[ "${1:-}" == --accept ]]; then
  accept=true
  shift
fi
triage="${1:-triage}"
if [[ "$triage" == */* ]]; then triage="$(realpath "$triage")"; fi
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$here/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# The parameters are words without quotes, meant to be split.
read -r -d '' -a parameters < "$here/parameters" || true
"$triage" generate --rules rules/reference "${parameters[@]}" > "$work/contacts.jsonl"
"$triage" decide --rules rules/reference --audience hub --quiet "$work/contacts.jsonl" \
  > "$work/decisions.jsonl"

# A decision carries the digest of its rules, which changes with any rule: here only what is decided
# counts.
sed 's/,"rules":"sha256:[0-9a-f]*","calendar":"sha256:[0-9a-f]*"//' "$work/decisions.jsonl" \
  > "$work/decided.jsonl"

{
  echo "# What the rules make of the historic year. Made by check.sh --accept; not to be edited."
  echo
  echo "contacts: $(wc -l < "$work/contacts.jsonl") rows, sha256 $(sha256sum < "$work/contacts.jsonl" | cut -d ' ' -f 1)"
  echo
  echo "## Decisions by month: rows and sha256"
  awk -v folder="$work" '
    match($0, /"received":"[0-9][0-9][0-9][0-9]-[0-9][0-9]/) {
      print > (folder "/month-" substr($0, RSTART + 12, 7))
    }' "$work/decided.jsonl"
  for month in "$work"/month-*; do
    echo "${month##*month-} $(wc -l < "$month") $(sha256sum < "$month" | cut -d ' ' -f 1)"
  done
  echo
  echo "## Decisions by edition, outcome and certainty"
  sed -n 's/.*"edition":"\([^"]*\)","outcome":"\([^"]*\)","certainty":"\([^"]*\)".*/\1 \2 \3/p' \
    "$work/decided.jsonl" | sort | uniq -c
  echo
  echo "## The recommendation beside the human decision"
  sed -n 's/.*"human":\("[a-z_]*"\|null\).*/\1/p' "$work/decided.jsonl" | tr -d '"' | sort | uniq -c
  echo
  echo "## Decisions by deciding rule"
  sed 's/.*"because":\[//; s/\],"also_met".*//' "$work/decided.jsonl" \
    | grep -o '"rule":"[^"]*"' | cut -d '"' -f 4 | sort | uniq -c
} > "$work/accepted.txt"

if "$accept"; then
  cp "$work/accepted.txt" "$here/accepted.txt"
  echo "accepted $(wc -l < "$work/decisions.jsonl") decisions"
elif diff "$here/accepted.txt" "$work/accepted.txt"; then
  echo "the historic year is decided as accepted: $(wc -l < "$work/decisions.jsonl") decisions"
else
  echo "the historic year is decided otherwise than accepted: < accepted, > now" >&2
  exit 1
fi
