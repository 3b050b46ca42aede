#!/usr/bin/env python3
"""Says what more rules cost: 10, 100 and 1,000 rules over as many facts, and 10 rules over 1,000 facts.

    swift build -c release --static-swift-stdlib --product triage
    python3 Tests/Benchmarks/rule_scale.py

The rule books are made here. A rule reads two or three facts; a contact states twelve, whatever the
rules, and says that everybody went through every question. `triage bench` measures on one thread; the
least of several rounds is quoted. With `--instructions`, valgrind counts the instructions of a contact
too: less those of a run without contacts. They are the same on a machine that is busy.
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
SIZES = [(10, 10), (100, 100), (1_000, 1_000), (10, 1_000)]
STATED = 12

HEAD = """# Made to be measured

```threshold
language 1
edition "2018"
  title "Made to be measured"
  in force from 2018-07-01
  follows "No guidance"
  calendar england-and-wales

outcome nfa               "No further action"
outcome early_help        "Early help", rated green
outcome assessment        "Assessment", rated amber
outcome strategy_meeting  "Strategy meeting", rated red

rating green, amber, red

fact screening_completed yes/no
  asks "Has somebody gone through every question?"
  neither
  held by social_care
"""


def write_book(folder, rules, facts):
    """A rule book of so many rules over so many facts."""
    chance = random.Random(rules * 10_007 + facts)
    text = [HEAD]
    for fact in range(facts):
        text.append(f"""
fact worry_{fact} yes/no
  asks "Is worry {fact} there?"
  raises concern
  silence means no when screening_completed
  held by health
""")
    text.append("```\n")
    outcomes = ["early_help", "assessment", "strategy_meeting"]
    for rule in range(rules):
        one, two, three = (f"worry_{fact}" for fact in chance.sample(range(facts), 3))
        condition = chance.choice([f"{one}", f"{one} and {two}", f"{one} and {two} and {three}"])
        text.append(f"""
## {rule + 1}.1 Worry {rule}

```threshold
rule rule_{rule}: {chance.choice(outcomes)}
  when {condition}
  because "worry {rule} is looked into"
```
""")
    edition = folder / f"book_{rules}_{facts}" / "2018"
    edition.mkdir(parents=True)
    (edition / "rules.md").write_text("\n".join(text))
    return edition.parent


def write_contacts(path, count, facts):
    chance = random.Random(facts)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            row = {"contact": f"C-{number}", "child": f"P-{number}", "received": "2021-05-04T10:00",
                   "date_of_birth": f"{chance.randint(2005, 2020)}-03-01", "screening_completed": True}
            for fact in chance.sample(range(facts), min(STATED, facts)):
                row[f"worry_{fact}"] = chance.random() < 0.2
            file.write(json.dumps(row, separators=(",", ":")) + "\n")


def bench(triage, book, contacts):
    """What `bench` says: the run, the whole road on one thread, and the parts."""
    command = [triage, "bench", "--rules", book, "--jobs", "1", "--format", "jsonl", contacts]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    parts = {line["part"]: line["ns_per_contact"] for line in lines if line["measure"] == "part"}
    return lines[0], next(line for line in lines if line["measure"] == "whole"), parts


def instructions(triage, book, contacts):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", triage, "decide", "--rules", book,
               "--jobs", "1", "--quiet", "--format", "jsonl", "--output", os.devnull, contacts]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return int(re.search(rb"refs:\s*([\d,]+)", done.stderr).group(1).replace(b",", b""))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=50_000)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--triage", default=str(PACKAGE / ".build" / "release" / "triage"))
    arguments = parser.parse_args()
    if not os.path.exists(arguments.triage):
        sys.exit("build it first: swift build -c release --static-swift-stdlib --product triage")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        counted = f"{'instructions a contact':>24}" if arguments.instructions else ""
        print(f"{'rules':>6}{'facts':>7}{'rules made ready':>18}{'ns a contact':>14}{'of it rules':>13}"
              f"{'peak memory':>13}{counted}")
        costs = {}
        for rules, facts in SIZES:
            book = write_book(folder, rules, facts)
            contacts, few, none = (folder / f"{part}_{facts}.jsonl" for part in ("all", "few", "none"))
            write_contacts(contacts, arguments.contacts, facts)
            write_contacts(few, 2_000, facts)
            write_contacts(none, 0, facts)
            run, whole, parts = bench(arguments.triage, book, contacts)
            each = (whole["quickest_ns"] - run["loading_ns"]) / run["contacts"]
            costs[rules, facts] = each
            counted = ""
            if arguments.instructions:
                counts = [instructions(arguments.triage, book, path) for path in (few, none)]
                costs[rules, facts] = (counts[0] - counts[1]) / 2_000
                counted = f"{costs[rules, facts]:>24,.0f}"
            print(f"{rules:>6,}{facts:>7,}{run['loading_ns'] / 1e6:>15.1f} ms{each:>14,.0f}"
                  f"{parts['evaluate'] + parts['explain']:>13,}{whole['peak_memory'] / 1e6:>10.0f} MB{counted}")
        print(f"\nten times the rules cost {costs[100, 100] / costs[10, 10]:.2f} times a contact,"
              f" ten times more {costs[1_000, 1_000] / costs[100, 100]:.2f} times")


if __name__ == "__main__":
    main()
