#!/usr/bin/env python3
"""Kills writers of a ledger, fills its disk and lets two write at once: nothing acknowledged is lost.

    Tests/Crash/ledger.py TRIAGE             a thousand kills: some minutes
    Tests/Crash/ledger.py TRIAGE --short     twenty-five, for every commit

TRIAGE is the built program. The rounds are made up from a seed, which is shown; `--seed N` runs them
again. Exits with 1 at the first thing that is not as promised.

What is promised: an entry whose receipt was printed is in the ledger for good; a decision that was
written out has its recommendation in the ledger; `verify` finds the chain whole after every crash,
once the next writer has moved an unfinished line aside; and a full disk leaves the ledger as it was.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = os.path.join(PACKAGE, "rules", "reference")


class Broken(Exception):
    """Something is not as promised."""


def row(contact, **facts):
    return {"contact": contact, "child": "P-1", "received": "2025-03-04T10:00", **facts}


class Ledger:
    """A ledger in a folder of its own, and what was acknowledged of it."""

    def __init__(self, triage, folder):
        self.triage = triage
        self.folder = folder
        self.path = os.path.join(folder, "ledger.jsonl")
        self.receipts = []
        self.decided = set()

    def command(self, *arguments):
        return [self.triage, *arguments, "--ledger", self.path]

    def digests(self):
        """The digest of each whole line, by an implementation that is not the program's."""
        try:
            with open(self.path, "rb") as file:
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return []
        return ["sha256:" + hashlib.sha256(line).hexdigest() for line in lines[:-1]]

    def check(self):
        """Checks every acknowledgement so far against the file, and the file against itself."""
        digests = self.digests()
        places = {digest: number + 1 for number, digest in enumerate(digests)}
        for digest, count in self.receipts:
            if places.get(digest) != count:
                raise Broken(f"the receipt of {count} entries is not in the ledger")
        recommended = set()
        with open(self.path, "rb") as file:
            for line in file.read().split(b"\n")[:-1]:
                entry = json.loads(line)
                if entry["event"] == "recommended":
                    recommended.add(entry["contact"])
        lost = self.decided - recommended
        if lost:
            raise Broken(f"{len(lost)} decisions were written that the ledger does not have")
        self.receipts = self.receipts[-1:]

    def verify(self):
        arguments = self.command("verify", "--rules", RULES)
        if self.receipts:
            arguments += ["--head", self.receipts[-1][0]]
        run = subprocess.run(arguments, capture_output=True, text=True)
        if run.returncode != 0:
            raise Broken(f"verify says {run.returncode}: {run.stdout}{run.stderr}")

    def take_receipt(self, text):
        """Remembers the receipt in what a command printed, if it came to print one."""
        for line in text.splitlines():
            words = line.split()
            if line.startswith("receipt sha256:") and len(words) == 5:
                self.receipts.append((words[1], int(words[3])))


def killed(arguments, text, wait, **options):
    """Runs a command, kills it after some seconds, and gives what it had written by then."""
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )
    feeder = os.fork()
    if feeder == 0:
        try:
            process.stdin.write(text)
            process.stdin.close()
        except BrokenPipeError:
            pass
        os._exit(0)
    process.stdin.close()
    process.stdin = None
    time.sleep(wait)
    process.kill()
    output, errors = process.communicate()
    os.waitpid(feeder, 0)
    return process.returncode, output, errors


def kill_rounds(triage, folder, rounds, chance):
    """Kills `decide` and `record` at random moments."""
    ledger = Ledger(triage, folder)
    first = row("C-0")
    run = subprocess.run(
        ledger.command("--rules", RULES), input=json.dumps(first).encode(), capture_output=True
    )
    if run.returncode != 0:
        raise Broken(run.stderr.decode())
    ledger.take_receipt(run.stderr.decode())
    # How long a whole run takes here: the moment of the kill is spread over a little more.
    began = time.monotonic()
    contacts = [json.dumps(row(f"warm-{n}", injury="yes", note="n" * 4_000)) for n in range(40)]
    subprocess.run(
        ledger.command("--rules", RULES), input="\n".join(contacts).encode(), capture_output=True
    )
    whole = (time.monotonic() - began) * 1.3
    kills = torn = 0
    for number in range(rounds):
        if chance.random() < 0.5:
            # Notes are kept nowhere, and make the input long enough to come in several blocks.
            rows = [row(f"R-{number}-{n}", injury="yes", note="n" * 4_000) for n in range(40)]
            text = "\n".join(json.dumps(one) for one in rows).encode()
            arguments = ledger.command("--rules", RULES)
            status, output, errors = killed(arguments, text, chance.random() * whole)
            for line in output.split(b"\n")[:-1]:
                ledger.decided.add(json.loads(line)["contact"])
            ledger.take_receipt(errors.decode())
        else:
            lines = [
                json.dumps(
                    {"contact": "C-0", "child": "P-1", "outcome": "assessment", "by": f"A{number}",
                     "role": "manager", "reason": "r" * chance.randrange(1, 9_000)}
                )
                for _ in range(chance.randrange(1, 40))
            ]
            arguments = ledger.command("record", "--input-format", "jsonl", "-")
            status, output, errors = killed(
                arguments, "\n".join(lines).encode(), chance.random() * whole / 2)
            ledger.take_receipt(output.decode())
        kills += status == -signal.SIGKILL
        ledger.check()
        # The end of the file as a crash of the machine may leave it: a part of a line.
        if chance.random() < 0.2:
            with open(ledger.path, "ab") as file:
                file.write(bytes(chance.randrange(256) for _ in range(40)).replace(b"\n", b"."))
            torn += 1
        if number % 5 == 4 or number == rounds - 1:
            # A writer mends the end; then everything must hold.
            run = subprocess.run(
                ledger.command("--rules", RULES), input=json.dumps(first).encode(),
                capture_output=True,
            )
            if run.returncode != 0:
                raise Broken(run.stderr.decode())
            ledger.take_receipt(run.stderr.decode())
            ledger.check()
            ledger.verify()
    return kills, torn, len(ledger.digests())


def kill_ledgers(triage, folder, kills, chance):
    """Goes on until so many writers were killed before they ended, each ledger for some rounds, so
    that none grows so long that reading it takes over."""
    rounds = torn = entries = done = 0
    while done < kills:
        if rounds > 20 * kills:
            raise Broken("hardly a round is killed before it ends")
        part = os.path.join(folder, str(rounds))
        os.mkdir(part)
        count = min(50, kills)
        counts = kill_rounds(triage, part, count, chance)
        done, torn, entries = done + counts[0], torn + counts[1], entries + counts[2]
        rounds += count
        shutil.rmtree(part)
    print(f"{done} writers killed in {rounds} rounds, {torn} ends torn, {entries} entries: all there")


def full_disk(triage, folder, rounds, chance):
    """Lets the disk be full at random lengths: the ledger stays as it was, and goes on later."""
    ledger = Ledger(triage, folder)
    refused = 0
    for number in range(rounds):
        before = open(ledger.path, "rb").read() if os.path.exists(ledger.path) else b""
        # Every other disk is full somewhere in what is to be added, or has room for it.
        room = 1_000_000 if number % 2 else chance.randrange(1, 8_000)
        limit = len(before) + room
        rows = [row(f"F-{number}-{n}", injury="yes") for n in range(6)]
        run = subprocess.run(
            ledger.command("--rules", RULES),
            input="\n".join(json.dumps(one) for one in rows).encode(), capture_output=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        after = open(ledger.path, "rb").read()
        if run.returncode == 2:
            refused += 1
            if after != before or run.stdout:
                raise Broken("a full disk changed the ledger")
        elif run.returncode != 0:
            raise Broken(f"a full disk ended the run with {run.returncode}")
        else:
            ledger.take_receipt(run.stderr.decode())
        ledger.check()
    ledger.verify()
    print(f"{rounds} full disks: {refused} refused, the ledger as it was each time")
    if refused in (0, rounds):
        raise Broken("the disk was never full, or always")


def two_writers(triage, folder, rounds):
    """Lets writers work at once: each succeeds, and the chain is one."""
    ledger = Ledger(triage, folder)
    for number in range(rounds):
        writers = [
            subprocess.Popen(
                ledger.command("--rules", RULES), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for _ in range(3)
        ]
        for writer, process in enumerate(writers):
            rows = [json.dumps(row(f"W-{number}-{writer}-{n}")) for n in range(50)]
            process.stdin.write("\n".join(rows).encode())
            process.stdin.close()
            process.stdin = None
        for process in writers:
            _, errors = process.communicate()
            if process.returncode != 0:
                raise Broken(errors.decode())
            ledger.take_receipt(errors.decode())
    if len(ledger.digests()) != rounds * 300:
        raise Broken("two writers lost or doubled entries")
    ledger.check()
    ledger.verify()
    print(f"{rounds} times three writers at once: {rounds * 300} entries in one chain")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("triage")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    triage = os.path.abspath(options.triage)
    kills, disks, writers = (25, 10, 2) if options.short else (1_000, 100, 20)
    folder = tempfile.mkdtemp(prefix="triage-crash-")
    try:
        for name in ["kills", "disks", "writers"]:
            os.mkdir(os.path.join(folder, name))
        kill_ledgers(triage, os.path.join(folder, "kills"), kills, chance)
        full_disk(triage, os.path.join(folder, "disks"), disks, chance)
        two_writers(triage, os.path.join(folder, "writers"), writers)
    except Broken as broken:
        print(f"BROKEN: {broken}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
