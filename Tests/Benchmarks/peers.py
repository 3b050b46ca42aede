#!/usr/bin/env python3
"""Times `triage decide` beside its peers, whole processes in turn, on the same contacts.

    swift build -c release --static-swift-stdlib --product triage
    python3 Tests/Benchmarks/peers.py --contacts 1000000 --install

The peers: DuckDB on two threads, which decides by the same rules in SQL (`Tests/World/threshold_sql.py`
writes the query from the rule book) and writes outcome, rating, points and rules met; simdjson's
on-demand parser on one, which only walks the same bytes (`walk.cpp`, with Debian's libsimdjson-dev and
c++); Python's json module and jq, which only read them, on fewer lines. A peer that is not installed is left out
and named; with `--install`, those that are missing are installed first: DuckDB by pip into a folder of its own
that goes with the run, simdjson and jq by apt-get where the user may.

Each command is held to the processors that it is said to use. Wall-clock seconds and processor seconds are
both kept: on a machine that others use too, the second say more, and the first what a user would see.

`triage` reads, decides, explains and writes everything, with the usual record for partners. Before
anything is timed, its outcome, rating, points and rules met are compared with DuckDB's for every
contact; where they differ, nothing is timed. Each contact has a child of its own, so that no history
is counted on either side.
"""

import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PACKAGE / "Tests" / "World"))
BOOK = PACKAGE / "rules" / "reference"
EDITION = "2023-12"


def make_contacts(triage, path, count):
    """The contacts, each of a child of its own."""
    import json

    made = subprocess.Popen(
        [triage, "generate", "--rules", BOOK, "--count", str(count), "--seed", "20261121", "--without-decisions"],
        stdout=subprocess.PIPE)
    with open(path, "w", encoding="utf-8") as file:
        for number, line in enumerate(made.stdout):
            row = json.loads(line)
            row |= {"contact": f"C-{number}", "child": f"P-{number}"}
            row.pop("household", None)
            row.pop("incident", None)
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
    if made.wait() != 0:
        sys.exit("the contacts could not be made")


def decide(triage, contacts, output, jobs, *options):
    return [triage, "decide", "--rules", BOOK, "--edition", EDITION, "--quiet", "--format", "jsonl", "--jobs",
            str(jobs), "--output", output, *options, contacts]


def duckdb_program(folder, contacts, output):
    """A Python program that runs the query and writes what comes of it."""
    import threshold
    import threshold_sql

    query = threshold_sql.Translation(threshold.Edition(BOOK / EDITION)).query(str(contacts))
    program = folder / "decide_in_sql.py"
    program.write_text(
        "import duckdb\nbase = duckdb.connect()\nbase.execute('SET threads = 2')\n"
        f"base.execute({f'COPY ({query}) TO ' + repr(str(output)) + ' (FORMAT json)'!r})\n")
    return [sys.executable, str(program)]


def differences(triage_output, duckdb_output, scales):
    """How many contacts the two decide differently, counted by DuckDB."""
    import duckdb

    points = " OR ".join(
        f"coalesce(CAST(t.scales->'{scale}'->>'points' AS INTEGER), 0) <> d.\"{scale}\"" for scale in scales)
    query = f"""
      WITH t AS (SELECT contact, outcome, rating, scales, list_sort(list_filter(list_concat(
             list_transform(because, lambda entry: entry->>'rule'),
             list_transform(also_met, lambda entry: entry->>'rule')), lambda rule: rule IS NOT NULL)) AS met
           FROM read_json('{triage_output}', format = 'newline_delimited', columns = {{contact: 'VARCHAR',
             outcome: 'VARCHAR', rating: 'VARCHAR', scales: 'JSON', because: 'JSON[]', also_met: 'JSON[]'}})),
           d AS (SELECT * FROM read_json('{duckdb_output}', format = 'newline_delimited'))
      SELECT count(*), count(*) FILTER (WHERE t.outcome <> d.outcome OR t.rating IS DISTINCT FROM d.rating
             OR t.met <> list_sort(d.met) OR {points})
      FROM t JOIN d USING (contact)"""
    base = duckdb.connect()
    return base.execute(query).fetchone()


def seconds(command, processors=None):
    """The wall-clock and the processor seconds of a command, held to so many processors."""

    def hold():
        if processors and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])

    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, preexec_fn=hold)
        _, status, usage = os.wait4(started.pid, 0)
        elapsed = time.perf_counter() - start
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode != 0:
            errors.seek(0)
            sys.exit(f"{command[0]} exited {started.returncode}: {errors.read().decode()[-2000:]}")
    return elapsed, usage.ru_utime + usage.ru_stime


def install(folder):
    """Installs the peers that are missing, each from its registry."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        packages = folder / "python"
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target",
                        packages, "duckdb"], check=False)
        sys.path.insert(0, str(packages))
        os.environ["PYTHONPATH"] = str(packages)
    wanted = [] if shutil.which("jq") else ["jq"]
    if not any(pathlib.Path(place, "simdjson.h").exists() for place in ("/usr/include", "/usr/local/include")):
        wanted.append("libsimdjson-dev")
    if wanted and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "--yes", "--quiet", *wanted], stdout=subprocess.DEVNULL, check=False)


def machine():
    """The processor and the system, in words."""
    model = "a processor without a name"
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    return f"{model}, {os.cpu_count()} of its processors, {platform.system()} {platform.machine()}; load before: {load}"


def commands(triage, folder, contacts, runs_duckdb):
    """What is timed: a name, a command, and whether it reads all the contacts."""
    some = folder / "some.jsonl"
    with open(contacts, "rb") as file, open(some, "wb") as few:
        for number, line in enumerate(file):
            if number == 50_000:
                break
            few.write(line)
    few = min(number, 50_000) + (number < 50_000)
    total = sum(1 for _ in open(contacts, "rb"))
    timed = [("triage, 1 job", decide(triage, contacts, folder / "one.jsonl", 1), total, 1),
             ("triage, 2 jobs", decide(triage, contacts, folder / "two.jsonl", 2), total, 2)]
    if runs_duckdb:
        timed.append(("DuckDB, 2 threads", duckdb_program(folder, contacts, folder / "duckdb.jsonl"), total, 2))
    compiler = shutil.which("c++")
    walk = folder / "walk"
    source = pathlib.Path(__file__).with_name("walk.cpp")
    if compiler and subprocess.run([compiler, "-O3", "-march=native", "-std=c++17", source, "-lsimdjson", "-o", walk],
                                   stderr=subprocess.DEVNULL, check=False).returncode == 0:
        timed.append(("simdjson, walks only", [str(walk), str(contacts)], total, 1))
    else:
        print("no c++ or no libsimdjson-dev: simdjson is left out", file=sys.stderr)
    python = "import json,sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)"
    timed.append(("Python json, reads only", [sys.executable, "-c", python, str(some)], few, 1))
    if shutil.which("jq"):
        timed.append(("jq, reads only", ["jq", "-c", "empty", str(some)], few, 1))
    else:
        print("jq is not installed, so it is left out", file=sys.stderr)
    return timed


def check_answers(triage, folder, contacts):
    import threshold

    outputs = folder / "hub.jsonl", folder / "duckdb.jsonl"
    seconds(decide(triage, contacts, outputs[0], 2, "--audience", "hub"))
    seconds(duckdb_program(folder, contacts, outputs[1]))
    rows, wrong = differences(*outputs, threshold.Edition(BOOK / EDITION).scales)
    print(f"{rows:,} contacts decided alike, {wrong:,} otherwise")
    if wrong:
        sys.exit("the answers differ, so nothing is timed")
    outputs[0].unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--install", action="store_true", help="install the peers that are missing")
    parser.add_argument("--triage", default=str(PACKAGE / ".build" / "release" / "triage"))
    arguments = parser.parse_args()
    if not os.path.exists(arguments.triage):
        sys.exit("build it first: swift build -c release --static-swift-stdlib --product triage")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if arguments.install:
            install(folder)
        try:
            import duckdb
        except ImportError:
            print("duckdb is not installed: pip install duckdb; it is left out", file=sys.stderr)
            duckdb = None
        contacts = folder / "contacts.jsonl"
        make_contacts(arguments.triage, contacts, arguments.contacts)
        size = contacts.stat().st_size
        print(f"{machine()}\n{arguments.contacts:,} contacts, {size / 1e6:,.0f} MB, {arguments.runs} runs in turn")
        if duckdb:
            check_answers(arguments.triage, folder, contacts)
        timed = commands(arguments.triage, folder, contacts, duckdb is not None)
        times = {entry[0]: [] for entry in timed}
        for _ in range(arguments.runs):
            for entry, command, _, processors in timed:
                times[entry].append(seconds(command, processors))
        counts = {entry: count for entry, _, count, _ in timed}
        for number, clock in enumerate(["wall-clock", "processor"]):
            show(clock, counts, {entry: [pair[number] for pair in pairs] for entry, pairs in times.items()},
                 size / arguments.contacts)


def show(clock, counts, times, bytes_each):
    print(f"\n{clock + ' seconds':<26}{'contacts/s':>12}{'MB/s in':>9}   least, median, most")
    for name, count in counts.items():
        least, middle, most = min(times[name]), statistics.median(times[name]), max(times[name])
        print(f"{name:<26}{count / middle:>12,.0f}{count * bytes_each / middle / 1e6:>9.1f}"
              f"   {least:.2f} {middle:.2f} {most:.2f}")
    print(f"\nratios of contacts a {clock} second, run by run: least, median, most")
    for left, right in [("triage, 2 jobs", "triage, 1 job"), ("triage, 2 jobs", "DuckDB, 2 threads"),
                        ("triage, 1 job", "simdjson, walks only"), ("triage, 1 job", "Python json, reads only"),
                        ("triage, 1 job", "jq, reads only")]:
        if left in times and right in times:
            ratios = [(counts[left] / a) / (counts[right] / b) for a, b in zip(times[left], times[right])]
            print(f"{left + ' / ' + right:<42}{min(ratios):>7.2f}{statistics.median(ratios):>7.2f}{max(ratios):>7.2f}")


if __name__ == "__main__":
    main()
