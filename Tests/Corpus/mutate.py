#!/usr/bin/env python3
"""Takes the rules of a rule book out, one at a time, and looks whether the vignettes notice.

    python3 Tests/Corpus/mutate.py [--triage PATH] [--edition NAME] [--every N] [--stories]

For every rule, table row, `unless`, judgement, scale, level of a scale, effect beside another,
action and clock of the edition, a copy of it is made without that one thing; `triage decide
--audience hub` decides the vignettes received while the edition is in force; and what it decides is
compared with what is expected of each. A copy whose decisions are all as expected has lost
something that no vignette notices, and is named. The status is 0 when every loss is noticed, 1 when
one is not, and 2 when something could not be run.

The vignettes that name what is taken out are decided first, and the rest only where those notice
nothing. With `--stories` the contacts made for single rules are left out: what do the stories
notice?
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
VIGNETTES = ROOT / "corpus" / "vignettes"
CALENDARS = ROOT / "rules" / "calendars"


# Parts of rules that say again what another rule, always met beside them, says too: without them
# nothing is decided otherwise, so nothing can notice. They are tried all the same, and one that is
# noticed has to be struck out here.
SAID_TWICE = {
    "action p08_puzzling_and_dangerous refer_to_designated_doctor":
        "p09_puzzling_illness asks for it",
    "action d04_pregnant_and_escalating pre_birth_planning": "d04_pregnant_victim asks for it",
    "action support_refused_while_it_grows manager_review":
        "support_refused_is_not_closed asks for it",
    "action restricted_police_operation do_not_alert_parents": "the operation alone asks for it",
    "effect s09_three_signs early_help": "three signs are points enough for it",
    "effect x02_drawn_into_offending early_help": "its two points are enough for it",
    "effect n03_chronic_neglect early_help": "its two points are enough for it",
    "effect n09_illness_badly_managed early_help": "its two points are enough for it",
    "effect d02_child_there early_help": "its point and that of any incident are enough for it",
    "effect m06_severe_disability_carers_cannot_cope assessment": "m06_carers_cannot_cope is one",
}


class CouldNotRun(Exception):
    """Something that makes the whole run meaningless."""


# The rule book, as lines.


@dataclass(frozen=True)
class Line:
    """A line of a rule file, and whether it stands in a block of rules."""

    text: str
    is_rules: bool


Book = dict[str, list[Line]]


def read_book(folder: pathlib.Path) -> Book:
    """The files of an edition by name, without their examples, which decide nothing."""
    book: Book = {}
    for path in sorted(folder.glob("*.md")):
        lines: list[Line] = []
        is_rules = is_example = False
        for text in path.read_text(encoding="utf-8").split("\n"):
            if text.startswith("```"):
                is_rules, is_example = not is_rules and text.startswith("```threshold"), False
                lines.append(Line(text, False))
                continue
            if is_rules and text and not text.startswith(" "):
                is_example = text.startswith("example ")
            if not (is_rules and is_example and text):
                lines.append(Line(text, is_rules))
        book[path.name] = lines
    return book


def write_book(book: Book, folder: pathlib.Path) -> None:
    for name, lines in book.items():
        (folder / name).write_text("\n".join(line.text for line in lines), encoding="utf-8")


# What is taken out.


@dataclass(frozen=True)
class Loss:
    """One thing that is taken out: lines by file and number, with what stands there instead."""

    kind: str
    name: str
    changes: tuple[tuple[str, int, str | None], ...]

    @property
    def is_said_twice(self) -> bool:
        return f"{self.kind} {self.name}" in SAID_TWICE


def losses(book: Book) -> list[Loss]:
    found: list[Loss] = []
    for file, lines in book.items():
        clause, rule, inside = "", "", ""
        for number, line in enumerate(lines):
            text = line.text
            if heading := re.match(r"#+ (\d[\d.]*)", text):
                clause = heading[1]
            if not line.is_rules or not text:
                inside = ""
                continue
            if not text.startswith(" "):
                inside, rule = text.split(" ", 1)[0], ""
            body = block(lines, number)
            whole = tuple((file, place, None) for place in body)
            if head := re.match(r"rule (\w+): (.*)", text):
                rule = head[1]
                found.append(Loss("rule", rule, whole))
                found += fewer_effects("effect", rule, head[2], file, number, f"rule {rule}: ", "")
            elif text.startswith("judgement "):
                found.append(Loss("judgement", clause, whole))
            elif text.startswith("clock "):
                found.append(Loss("clock", text.split(" ")[1], whole))
            elif text.startswith("scale "):
                found.append(scale_loss(book, text.split(" ")[1], whole))
            elif inside == "scale":
                name = re.sub(r" +", " ", text.strip())
                found.append(Loss("level", f"{clause} {name} {number}", ((file, number, None),)))
            elif inside == "rule" and text.startswith("  unless "):
                found.append(Loss("unless", rule, ((file, number, None),)))
            elif inside == "rule" and text.startswith("  also "):
                found += fewer_effects("action", rule, text[7:], file, number, "  also ", "also")
            elif inside == "table" and "|" in text:
                cells = text.split("|")
                name = cells[0].strip()
                if name != "row":
                    found.append(Loss("row", name, ((file, number, None),)))
                    start = "|".join(cells[:-1]) + "| "
                    found += fewer_effects(
                        "effect", name, cells[-1].strip(), file, number, start, "")
    return found


def block(lines: list[Line], number: int) -> list[int]:
    """The numbers of a declaration's lines: its first, and those indented under it."""
    end = number + 1
    while end < len(lines) and lines[end].is_rules and lines[end].text.startswith(" "):
        end += 1
    return list(range(number, end))


def fewer_effects(
    kind: str, name: str, effects: str, file: str, number: int, start: str, alone: str
) -> list[Loss]:
    """A loss for each of several effects; of a single one only where a line holds nothing else."""
    parts = [part.strip() for part in effects.split(",")]
    if len(parts) == 1:
        return [Loss(kind, f"{name} {parts[0]}", ((file, number, None),))] if alone else []
    found = []
    for taken in range(len(parts)):
        rest = ", ".join(part for place, part in enumerate(parts) if place != taken)
        found.append(Loss(kind, f"{name} {parts[taken]}", ((file, number, start + rest),)))
    return found


def scale_loss(book: Book, scale: str, whole: tuple) -> Loss:
    """A scale goes with all the points on it: without it they would not be understood."""
    points = re.compile(rf"\d+ points? on {scale}\b")
    changes = list(whole)
    for file, lines in book.items():
        for number, line in enumerate(lines):
            if not line.is_rules or not points.search(line.text):
                continue
            head = re.match(r"(rule \w+: |.*\| )(.*)", line.text)
            if head is None:
                continue
            rest = [part.strip() for part in head[2].split(",")]
            rest = [part for part in rest if not points.fullmatch(part)]
            if rest:
                changes.append((file, number, head[1] + ", ".join(rest)))
            elif head[1].startswith("rule "):
                changes += [(file, place, None) for place in block(lines, number)]
            else:
                changes.append((file, number, None))
    return Loss("scale", scale, tuple(changes))


def without(book: Book, loss: Loss) -> Book:
    copy = {file: list(lines) for file, lines in book.items()}
    taken: dict[str, set[int]] = {}
    for file, number, text in loss.changes:
        if text is None:
            taken.setdefault(file, set()).add(number)
        else:
            copy[file][number] = Line(text, True)
    for file, numbers in taken.items():
        kept = [line for number, line in enumerate(copy[file]) if number not in numbers]
        copy[file] = kept
    return copy


# The vignettes.


@dataclass(frozen=True)
class Vignette:
    row: str
    expected: dict

    @property
    def story(self) -> str:
        """Its story, in which alone a child or a household comes more than once."""
        told = re.match(r"V-\w+-\d+", self.expected["contact"])
        return told[0] if told else self.expected["contact"]

    @property
    def names(self) -> set[str]:
        """What the contact was made for, or expects: the names of rules."""
        made_for = re.match(r"R-(\w+)", self.expected["contact"])
        return set(self.expected.get("rules", [])) | ({made_for[1]} if made_for else set())


def read_vignettes(since: str, only_stories: bool) -> list[Vignette]:
    found: list[Vignette] = []
    for path in sorted(VIGNETTES.rglob("*.jsonl")):
        if path.name.endswith(".expected.jsonl") or only_stories and path.parent != VIGNETTES:
            continue
        rows = path.read_text(encoding="utf-8").splitlines()
        beside = path.with_name(path.name.replace(".jsonl", ".expected.jsonl"))
        expected = beside.read_text(encoding="utf-8").splitlines()
        if len(rows) != len(expected):
            raise CouldNotRun(f"{path} and {beside} differ in length")
        for row, line in zip(rows, expected):
            if json.loads(row)["received"] >= since:
                found.append(Vignette(row, json.loads(line)))
    return found


def differs(decision: dict, expected: dict) -> bool:
    """Whether a decision is not as expected, in any member that the expectation states."""
    asks = [ask.get("fact") or ask.get("field") or ask.get("question") for ask in decision["ask"]]
    for name, value in expected.items():
        if name in ("contact", "child", "outcome", "certainty", "rating"):
            same = decision[name] == value
        elif name == "rules":
            decided = [reason.get("rule", "restricted") for reason in decision["because"]]
            same = sorted(decided) == sorted(value)
        elif name == "also":
            same = sorted(decision["also"]) == sorted(value)
        elif name == "ask":
            same = (asks[: len(value)] if value else asks) == value
        elif name == "clocks":
            same = all(
                (decision["clocks"].get(clock) or {}).get(part) == text
                for clock, parts in value.items()
                for part, text in parts.items()
            )
        elif name == "why":
            same = True
        else:
            raise CouldNotRun(f"`{name}` is nothing that can be expected")
        if not same:
            return True
    return False


class Runner:
    def __init__(self, triage: str, book: Book, vignettes: list[Vignette]) -> None:
        self.triage, self.book, self.vignettes = triage, book, vignettes

    def unexpected(self, book: Book, vignettes: list[Vignette]) -> list[str]:
        """The contacts that this book does not decide as expected."""
        if not vignettes:
            return []
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary) / "rules" / "edition"
            folder.mkdir(parents=True)
            os.symlink(CALENDARS, folder.parent / "calendars")
            write_book(book, folder)
            command = [self.triage, "decide", "--rules", str(folder), "--audience", "hub"]
            command += ["--format", "jsonl", "--input-format", "jsonl", "--jobs", "1", "--quiet"]
            rows = "\n".join(vignette.row for vignette in vignettes) + "\n"
            run = subprocess.run(command, input=rows, capture_output=True, text=True, check=False)
        decisions = [json.loads(line) for line in run.stdout.splitlines()]
        if run.returncode != 0 or len(decisions) != len(vignettes):
            raise CouldNotRun(f"status {run.returncode}: {run.stderr.strip()[:2000]}")
        return [
            vignette.expected["contact"]
            for vignette, decision in zip(vignettes, decisions)
            if differs(decision, vignette.expected)
        ]

    def is_noticed(self, loss: Loss) -> bool:
        book = without(self.book, loss)
        name = loss.name.split(" ")[0]
        stories = {vignette.story for vignette in self.vignettes if name in vignette.names}
        near = [vignette for vignette in self.vignettes if vignette.story in stories]
        try:
            # A part of the rows has another history than the whole: what that does is no loss.
            changed = set(self.unexpected(book, near))
            if changed and changed - set(self.unexpected(self.book, near)):
                return True
            return bool(self.unexpected(book, self.vignettes))
        except CouldNotRun as problem:
            raise CouldNotRun(f"without {loss.kind} {loss.name}: {problem}") from problem


def run(options: argparse.Namespace) -> int:
    folder = ROOT / "rules" / "reference" / options.edition
    book = read_book(folder)
    text = "\n".join(line.text for lines in book.values() for line in lines)
    in_force = re.search(r"^  in force (?:from )?(\d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    if in_force is None:
        raise CouldNotRun(f"{folder} is not the latest edition: it does not stay in force")
    vignettes = read_vignettes(in_force[1], options.stories)
    runner = Runner(options.triage, book, vignettes)
    if before := runner.unexpected(book, vignettes):
        raise CouldNotRun(f"with nothing taken out these are not as expected: {before}")
    tried = losses(book)[options.every - 1 :: options.every] if options.every > 1 else losses(book)
    print(f"{len(vignettes)} vignettes, {len(tried)} losses")
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        noticed = list(pool.map(runner.is_noticed, tried))
    results = list(zip(tried, noticed))
    twice = [(loss, seen) for loss, seen in results if loss.is_said_twice]
    once = [(loss, seen) for loss, seen in results if not loss.is_said_twice]
    for kind in dict.fromkeys(loss.kind for loss, _ in once):
        of_kind = [seen for loss, seen in once if loss.kind == kind]
        print(f"{kind:<10} {sum(of_kind):>4} of {len(of_kind):>4}")
    count = sum(seen for _, seen in once)
    print(f"noticed    {count:>4} of {len(once):>4}: {100 * count / len(once):.1f}%")
    print(f"said twice {len(twice):>4}, left out of the count")
    wrong = [f"not noticed: {loss.kind} {loss.name}" for loss, seen in once if not seen]
    wrong += [f"noticed, and so not said twice: {loss.name}" for loss, seen in twice if seen]
    print("".join(line + "\n" for line in wrong), end="")
    return 1 if wrong else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--triage", default=str(ROOT / ".build" / "release" / "triage"))
    parser.add_argument("--edition", default="2026-03")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every Nth loss only")
    parser.add_argument("--stories", action="store_true", help="the stories alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    try:
        return run(parser.parse_args())
    except (CouldNotRun, OSError) as problem:
        print(f"mutate: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
