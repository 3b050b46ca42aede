#!/usr/bin/env bash
# Lets made-up contacts flow through `generate | decide | test -` and says how much memory each of the
# three took at most. Status 1 when a stage fails or a row is lost.
#
#   Tests/Corpus/stream.sh TRIAGE [COUNT [FROM TO]]
#
# TRIAGE is the built program. Without FROM and TO the contacts are spread over one year.
set -euo pipefail
triage="$(realpath "$1")"
count="${2:-1000000}"
days=()
if [[ $# -ge 4 ]]; then days=(--from "$3" --to "$4"); fi
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

measured() {
  local stage=$1
  shift
  command time --format "$stage: %M KiB at most, %U s of processor" --output "$work/$stage" "$@"
}

measured generate "$triage" generate --rules rules/reference --count "$count" --seed 7 \
  ${days[@]+"${days[@]}"} \
  | measured decide "$triage" decide --rules rules/reference --audience hub --quiet - \
  | measured test "$triage" test --rules rules/reference --format jsonl - > "$work/report"
cat "$work/generate" "$work/decide" "$work/test"
tail -n 1 "$work/report" | grep -q "\"contacts\":$count,.*\"rejected\":0," \
  || { echo "a row was lost" >&2; exit 1; }
echo "$count contacts in, $count decisions out"
