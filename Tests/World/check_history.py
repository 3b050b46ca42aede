"""Checks counts of earlier contacts against DuckDB's windows.

    check_history.py TRIAGE FOLDER COUNT

Makes COUNT contacts from a fixed seed into FOLDER, lets TRIAGE count the earlier ones of each by a small
rule book, and counts them again in SQL: time zone arithmetic, windows and joins are DuckDB's. Prints what
was compared; ends with status 1 when anything differs.

Times are made between 06:00 and 23:00, so that no window starts in an hour that a clock change skips or
doubles: what those hours mean is settled by the rule book's language, and tested beside the engine.
"""

import datetime
import json
import pathlib
import random
import subprocess
import sys
import zoneinfo

import duckdb

LONDON = zoneinfo.ZoneInfo("Europe/London")
PACKAGE = pathlib.Path(__file__).resolve().parents[2]

FACTS = {
    "months12": "count of contacts within 12 months",
    "month1": "count of contacts within 1 months",
    "weeks3": "count of contacts within 3 weeks",
    "years2": "count of contacts within 2 years",
    "police12": "count of contacts within 12 months from police",
    "turned_away": "count of contacts within 12 months decided nfa",
    "hungry12": "count of contacts within 12 months where hungry",
    "household6": "count of contacts within 6 months, for household",
}

BOOK = """# 1 Counting

```threshold
language 1
edition "all"
  title "Counting"
  in force from 2015-01-01
  follows "Nothing"
  calendar england-and-wales
outcome nfa "No further action"
outcome early_help "Early help"
fact hungry yes/no
  neither
  silence means no, because "a check"
"""


def write_rules(folder):
    text = BOOK
    for name, meaning in FACTS.items():
        text += f"fact {name} {meaning}\n"
    text += "rule counted: early_help\n  when all of\n"
    text += "".join(f"    - {name} >= 0\n" for name in FACTS)
    text += '  because "it is counted"\n```\n'
    edition = folder / "rules" / "counting" / "all"
    edition.mkdir(parents=True)
    (edition / "all.md").write_text(text)
    calendars = folder / "rules" / "calendars"
    calendars.mkdir()
    name = "england-and-wales.json"
    (calendars / name).write_bytes((PACKAGE / "rules" / "calendars" / name).read_bytes())


def make_contacts(count):
    """Rows as dictionaries: siblings, incidents, updates, moves between households."""
    chance = random.Random(20260401)
    first = datetime.datetime(2019, 1, 1)
    rows = []
    taken = set()
    for number in range(count):
        day = first + datetime.timedelta(days=chance.randrange(4 * 365 + 1))
        if chance.random() < 0.1:  # the ends of months, where calendars differ
            day = (day.replace(day=28) + datetime.timedelta(days=chance.randrange(4)))
        time = day.replace(hour=chance.randrange(6, 23), minute=chance.randrange(60))
        received = time.replace(tzinfo=LONDON)
        family = chance.randrange(max(1, count // 12))
        # Of two contacts of the very same time either may have come first, which no window in SQL says.
        while (family, received) in taken:
            received += datetime.timedelta(minutes=1)
        taken.add((family, received))
        incident = f"I-{family}-{chance.randrange(6)}" if chance.random() < 0.2 else None
        for child in chance.sample(range(3), 1 if chance.random() < 0.8 else 2):
            row = {
                "contact": f"C-{number}",
                "child": f"P-{family}-{child}",
                "received": received.isoformat(),
                "source": chance.choice(["6", "2A", "1A", "3A"]),
                "hungry": chance.random() < 0.3,
                "open_case": chance.random() < 0.1,
                "decided": received.isoformat(),
                "decided_outcome": chance.choice(["nfa", "early_help"]),
                "household": f"H-{family}",
            }
            if incident:
                row["incident"] = incident
            rows.append(row)
    chance.shuffle(rows)
    return rows


QUERY = """
select c.row_number, count(distinct e.id) filter ({condition})
from contacts c left join contacts e
  on {same} and e.received < c.received and e.received >= c.received - interval {window}
  and not e.open_case and e.contact <> c.contact
  and (c.incident is null or e.incident is null or e.incident <> c.incident)
group by c.row_number order by c.row_number
"""


def count_in_sql(folder):
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'Europe/London'")
    connection.execute(
        "create table contacts as select row_number, contact, child, household, source, hungry, open_case,"
        " decided_outcome, incident, received::timestamptz as received, coalesce(incident, contact) as id"
        f" from read_json('{folder}/numbered.jsonl', format='newline_delimited', columns={{"
        "row_number: 'bigint', contact: 'varchar', child: 'varchar', household: 'varchar', source:"
        " 'varchar', hungry: 'boolean', open_case: 'boolean', decided_outcome: 'varchar', incident:"
        " 'varchar', received: 'varchar'})"
    )
    child = "e.child = c.child"
    asked = {
        "months12": ("12 month", child, "where true"),
        "month1": ("1 month", child, "where true"),
        "weeks3": ("21 day", child, "where true"),
        "years2": ("24 month", child, "where true"),
        "police12": ("12 month", child, "where e.source = '6'"),
        "turned_away": ("12 month", child, "where e.decided_outcome = 'nfa'"),
        "hungry12": ("12 month", child, "where e.hungry"),
        "household6": ("6 month", "e.household = c.household", "where true"),
    }
    found = {}
    for name, (window, same, condition) in asked.items():
        query = QUERY.format(window=window, same=same, condition=condition)
        found[name] = [count for _, count in connection.execute(query).fetchall()]
    return found


def main():
    triage, folder, count = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    write_rules(folder)
    rows = make_contacts(count)
    # One in five stands in a file of history, and some of those in the input as well.
    beside = [row for number, row in enumerate(rows) if number % 5 == 0]
    with open(folder / "input.jsonl", "w") as file:
        for row in rows:
            print(json.dumps(row), file=file)
    with open(folder / "beside.jsonl", "w") as file:
        for row in beside:
            print(json.dumps(row), file=file)
    with open(folder / "numbered.jsonl", "w") as file:
        for number, row in enumerate(rows):
            print(json.dumps({"row_number": number, **row}), file=file)
    # Nothing may be too late in a file without order: it is sorted as its message says.
    order = sorted(range(len(rows)), key=lambda number: rows[number]["received"][:10])
    with open(folder / "sorted.jsonl", "w") as file:
        for number in order:
            print(json.dumps(rows[number]), file=file)
    run = subprocess.run(
        [triage, "decide", "--rules", folder / "rules" / "counting", "--history-from", "2016-01-01"]
        + ["--history", folder / "beside.jsonl", "--quiet", "--format", "jsonl", folder / "sorted.jsonl"],
        capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    counted = [None] * len(rows)
    for number, line in zip(order, run.stdout.splitlines(), strict=True):
        counted[number] = json.loads(line)["because"][0]["facts"]
    differences = 0
    for name, expected in count_in_sql(folder).items():
        for row, facts, wanted in zip(rows, counted, expected, strict=True):
            if facts[name] != wanted:
                differences += 1
                if differences < 10:
                    print(f"{name} of {row['contact']} {row['child']}: {facts[name]}, DuckDB has {wanted}")
        print(f"{name}: {len(rows)} contacts, at most {max(expected)}, {sum(expected)} in all")
    print(f"{differences} differences")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
