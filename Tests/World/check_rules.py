"""Decides made-up contacts by the reference rule book in SQL, and checks what `triage` decides.

    check_rules.py TRIAGE FOLDER COUNT

The rules are read by `threshold.py` and judged by DuckDB, whose three-valued logic is its own: neither
shares a line with the engine. Compared are the outcome, the rating, the points of each scale and the
rules met, of COUNT contacts under each edition. Ends with status 1 when anything differs.

Each row is given a child of its own, so that no contact has an earlier one.
"""

import json
import pathlib
import subprocess
import sys

import duckdb

import threshold
import threshold_sql

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
BOOK = PACKAGE / "rules" / "reference"


def output_of(*command):
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{command[0]} exited {run.returncode}: {run.stderr.decode()}")
    return run.stdout.splitlines()


def make_contacts(triage, path, count):
    rows = output_of(triage, "generate", "--rules", BOOK, "--count", str(count), "--seed", "20261121",
                     "--without-decisions")
    with open(path, "w", encoding="utf-8") as file:
        for number, line in enumerate(rows):
            row = json.loads(line)
            row |= {"contact": f"C-{number}", "child": f"P-{number}"}
            row.pop("household", None)
            row.pop("incident", None)
            print(json.dumps(row), file=file)


def decided_in_sql(edition, path):
    database = duckdb.connect()
    result = database.execute(threshold_sql.Translation(edition).query(str(path)))
    names = [column[0] for column in result.description]
    return {row[0]: dict(zip(names, row, strict=True)) for row in result.fetchall()}


def decided(triage, name, edition, path):
    lines = output_of(triage, "decide", "--rules", BOOK, "--edition", name, "--audience", "hub", "--quiet",
                      "--format", "jsonl", path)
    for line in lines:
        decision = json.loads(line)
        met = [entry["rule"] for entry in decision["because"] + decision["also_met"] if entry.get("rule")]
        row = {"contact": decision["contact"], "child": decision["child"], "outcome": decision["outcome"],
               "rating": decision["rating"], "met": sorted(met)}
        for scale in edition.scales:
            row[scale] = decision["scales"].get(scale, {}).get("points", 0)
        yield row


def main():
    triage, folder, count = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    path = folder / "contacts.jsonl"
    make_contacts(triage, path, count)
    differences = 0
    for name in sorted(entry.name for entry in BOOK.iterdir() if entry.is_dir()):
        edition = threshold.Edition(BOOK / name)
        expected = decided_in_sql(edition, path)
        met, outcomes, rows = set(), {}, 0
        for row in decided(triage, name, edition, path):
            rows += 1
            met |= set(row["met"])
            outcomes[row["outcome"]] = outcomes.get(row["outcome"], 0) + 1
            wanted = expected[row["contact"]]
            if row != wanted:
                differences += 1
                if differences < 10:
                    print(f"{name} {row['contact']}:",
                          {key: (row[key], wanted[key]) for key in wanted if row.get(key) != wanted[key]})
        if rows != count or len(expected) != count:
            sys.exit(f"{name}: {rows} decided and {len(expected)} in SQL, of {count}")
        counts = ", ".join(f"{outcome} {outcomes.get(outcome, 0)}" for outcome in edition.outcomes)
        print(f"{name}: {rows} contacts ({counts}); {len(met)} of {len(edition.rules)} rules met by some")
    print(f"{differences} differences")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
