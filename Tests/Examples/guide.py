#!/usr/bin/env python3
"""Does what a guide tells its reader to do, in a folder of its own, and checks that each command shows
what the guide shows.

    python3 Tests/Examples/guide.py TRIAGE [--show]

TRIAGE is the program. In the guide, a block of `console` holds commands after `$ ` and what they show; a
line of `…` stands for any lines. A comment `<!-- by hand: COMMAND -->` does what the reader does in an
editor. With --show what the commands really show is printed.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PACKAGE = pathlib.Path(__file__).resolve().parents[2]
GUIDE = PACKAGE / "Sources/triage/triage.docc/ChangingAThreshold.md"
PART = re.compile(r"<!-- by hand: (.*?) -->|```console\n(.*?)```", re.S)


def shown(command, folder, program):
    """What a command shows, standard error after standard output."""
    environment = {
        "PATH": f"{program.parent}:{os.environ['PATH']}", "LC_ALL": "C", "HOME": str(folder)}
    run = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)
    return run.stdout + run.stderr


def is_shown(expected, actual):
    """Whether the lines between those of `…` stand in what was shown, in order."""
    lines = actual.splitlines()
    place = 0
    parts = "\n".join(expected).split("\n…\n") if expected else []
    for number, part in enumerate(parts):
        wanted = [line for line in part.split("\n") if line != "…"]
        while lines[place:place + len(wanted)] != wanted:
            if number == 0 and part and not part.startswith("…") or place >= len(lines):
                return False
            place += 1
        place += len(wanted)
    ends_open = bool(expected) and expected[-1] == "…"
    return ends_open or place == len(lines)


def steps(block):
    """The commands of a block, each with the lines under it."""
    commands = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    return commands


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    wrong = tried = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in ("rules", "corpus"):
            shutil.copytree(PACKAGE / part, folder / part)
        for hand, block in PART.findall(GUIDE.read_text()):
            if hand:
                subprocess.run(["bash", "-c", hand], cwd=folder, check=True)
                continue
            for command, expected in steps(block):
                actual = shown(command, folder, program)
                tried += 1
                if "--show" in sys.argv:
                    print(f"$ {command}\n{actual}")
                elif not is_shown(expected, actual):
                    wrong += 1
                    print(f"the guide does not show what this does: {command}\n{actual}")
    print(f"{tried} commands of the guide tried: {wrong} show something else")
    return 1 if wrong or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
