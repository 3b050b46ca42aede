#!/usr/bin/env python3
"""Times one contact from a cold start, whole process, beside `jq -n 1` in the same run.

    swift build -c release --static-swift-stdlib --product triage
    python3 Tests/Benchmarks/cold_start.py

One static binary is what a council is given; a build that loads Swift's libraries starts slower.

The two commands run in turn, so that a machine that slows down slows both; what is quoted is the
median and the ratio pair by pair. Nothing here fails on a time: figures are for people.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TRIAGE = os.path.join(ROOT, ".build", "release", "triage")


def one_contact():
    """The first contact of the corpus, as one line."""
    with open(os.path.join(ROOT, "corpus", "contacts.jsonl"), "rb") as file:
        return file.readline()


def seconds(command, given):
    """The wall-clock seconds of one run; the run has to succeed and to print something."""
    start = time.perf_counter()
    done = subprocess.run(
        command, input=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, check=False
    )
    elapsed = time.perf_counter() - start
    if done.returncode != 0 or not done.stdout:
        sys.exit(f"{command[0]} exited {done.returncode}: {done.stderr.decode()}")
    return elapsed


def row(name, figures, unit):
    """One printed row: least, median and most."""
    least, middle, most = min(figures), statistics.median(figures), max(figures)
    print(f"{name:<28}{least:>9.2f}{middle:>9.2f}{most:>9.2f} {unit}")


def main():
    """Runs the pairs and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=40)
    runs = parser.parse_args().runs
    if not os.path.exists(TRIAGE):
        sys.exit("build it first: swift build -c release")
    triage = [TRIAGE, "--rules", "rules/reference", "--quiet"]
    commands = [("triage, one contact", triage, one_contact())]
    jq = shutil.which("jq")
    if jq:
        commands.append(("jq -n 1", [jq, "-n", "1"], b""))
    else:
        print("jq is not installed, so there is no ratio", file=sys.stderr)
    times = {name: [] for name, _, _ in commands}
    for run in range(runs + 3):
        for name, command, given in commands:
            elapsed = seconds(command, given)
            if run >= 3:
                times[name].append(elapsed * 1000)
    print(f"{'whole process, ' + str(runs) + ' runs each':<28}{'least':>9}{'median':>9}{'most':>9}")
    for name, _, _ in commands:
        row(name, times[name], "ms")
    if jq:
        ratios = [a / b for a, b in zip(*(times[name] for name, _, _ in commands))]
        row("triage / jq, pair by pair", ratios, "")


if __name__ == "__main__":
    main()
