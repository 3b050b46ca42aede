"""Reads an edition of the threshold language: a second reading of it, apart from the one in Swift.

It reads what rules are made of (facts, definitions, rules, tables and scales) and leaves out examples,
clocks, hours, actions and judgements. It takes for granted that the edition has no mistakes: `triage
check` says so. A condition is a tuple: ("fact", name, test, ...), ("name", name), ("not", x),
("all" | "any" | "none", parts), ("atleast", n, parts), ("outcome" | "rating", test, name).
"""

import pathlib
import re

TOKEN = re.compile(
    r'"(?:\\.|[^"\\])*"|\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?|[a-z][a-z0-9_]*|[<>]=?|[(),:|]|-(?=\s)|\S'
)
UNITS = {"years": "year", "year": "year", "months": "month", "month": "month", "weeks": "week", "week": "week",
         "days": "day", "day": "day"}
KEYWORDS = ("language edition outcome rating fact ignored define rule table scale judgement action hours closed "
            "out clock example answer").split()
COMPARISONS = ("<", "<=", ">", ">=")


def fences(folder):
    """The declarations of an edition: each a list of (indent, text) lines, with its clause."""
    for path in sorted(pathlib.Path(folder).glob("*.md")):
        clause, inside, current = None, False, None
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("```"):
                inside = not inside and line.strip() == "```threshold"
                if current:
                    yield clause_of_current, current
                current = None
            elif not inside:
                heading = re.match(r"#+ ([A-Z]?\.?\d+(?:\.\d+)*)\.? ", line)
                clause = heading.group(1) if heading else clause
            elif without_comment(line).strip():
                line = without_comment(line)
                word = line.split()[0] if not line[0].isspace() else None
                if word in KEYWORDS:
                    if current:
                        yield clause_of_current, current
                    current, clause_of_current = [], clause
                current.append((len(line) - len(line.lstrip()), line.strip()))


def without_comment(line):
    quoted = False
    for place, character in enumerate(line):
        if character == '"' and line[place - 1] != "\\":
            quoted = not quoted
        elif not quoted and line.startswith("--", place):
            return line[:place].rstrip()
    return line.rstrip()


class Edition:
    """What an edition declares."""

    def __init__(self, folder):
        self.outcomes, self.ratings, self.rated = [], [], {}
        self.facts, self.defines, self.rules, self.scales = {}, {}, [], {}
        waiting = []
        for clause, lines in fences(folder):
            kind = lines[0][1].split()[0]
            if kind == "fact":
                self.read_fact(lines)
            elif kind in ("outcome", "rating", "scale"):
                getattr(self, "read_" + kind)(lines)
            elif kind in ("define", "rule", "table"):
                waiting.append((kind, clause, lines))
        for kind, clause, lines in waiting:
            getattr(self, "read_" + kind)(lines, clause)

    def read_outcome(self, lines):
        for _, line in lines:
            name, rest = re.match(r'outcome (\w+)\s+"(?:\\.|[^"])*"(.*)', line).groups()
            self.outcomes.append(name)
            rated = re.search(r"rated (\w+)", rest)
            if rated:
                self.rated[name] = rated.group(1)

    def read_rating(self, lines):
        self.ratings = re.findall(r"\w+", " ".join(text for _, text in lines))[1:]

    def read_scale(self, lines):
        name = lines[0][1].split()[1]
        self.scales[name] = [re.match(r"(\w+) at (\d+)", text).groups() for _, text in lines[1:]]

    def read_fact(self, lines):
        name, kind = re.match(r"fact (\w+) (.*)", lines[0][1]).groups()
        fact = {"kind": kind, "silence": None, "raises": False, "restricted": False}
        words = kind
        for _, text in lines[1:]:
            if text.startswith("raises concern"):
                fact["raises"] = True
            elif text.startswith("silence means no, because"):
                fact["silence"] = ("always", None, None)
            elif text.startswith("silence means no when"):
                when, unless = re.match(r"silence means no when (\w+)(?:,? unless (\w+))?", text).groups()
                fact["silence"] = ("when", when, unless)
            elif not re.match(r"asks |lowers concern|neither|silence means unknown|held by |restricted to ", text):
                words += " " + text
        for start in ("one of ", "any of "):
            if words.startswith(start):
                fact["kind"] = start.strip()
                fact["values"] = re.findall(r"\w+", words[len(start):])
        if kind.startswith(("count of", "ever had", "days since")):
            fact["kind"] = "history"
        self.facts[name] = fact

    def read_define(self, lines, clause):
        name, rest = re.match(r"define (\w+):(.*)", lines[0][1]).groups()
        self.defines[name] = Condition(self, [(0, rest.strip())] + lines[1:]).read()

    def read_rule(self, lines, clause):
        name, effects = re.match(r"rule (\w+):(.*)", lines[0][1]).groups()
        parts = split_lines(lines[1:])
        whens = [part for part in parts if part[0][1].startswith("when")]
        for part in parts:
            if part[0][1].startswith("also"):
                effects += ", " + part[0][1]
        unless = []
        for part in parts:
            if part[0][1].startswith("unless"):
                # After the condition stand the clause and the reason.
                text = re.sub(r",\s*(clause .*|because .*)$", "", part[0][1][6:].strip())
                rest = [(indent, re.sub(r",\s*(clause .*|because .*)$", "", line)) for indent, line in part[1:]
                        if not line.startswith(("clause", "because"))]
                unless.append(Condition(self, [(0, text)] + rest).read())
        first = whens[0]
        when = Condition(self, [(0, first[0][1][4:].strip())] + first[1:]).read()
        self.add_rule(name, clause, when, unless, effects)

    def read_table(self, lines, clause):
        rows = [[cell.strip() for cell in text.split("|")] for _, text in lines if "|" in text]
        heads = rows[0]
        for row in rows[1:]:
            parts = []
            for head, cell in zip(heads[1:-1], row[1:-1]):
                if cell != "any":
                    parts.append(self.cell("child_age" if head == "child" else head, cell))
            self.add_rule(row[0], clause, ("all", parts), [], row[-1])

    def cell(self, head, cell):
        parts = []
        for part in re.split(r"\s+or\s+", cell):
            negated = part.startswith("not ") and part != "not known"
            part = part[4:] if negated else part
            if part in ("yes", "no"):
                condition = ("name", head) if part == "yes" else ("not", ("name", head))
            elif part in ("known", "not known"):
                condition = ("fact", head, "known")
                condition = condition if part == "known" else ("not", condition)
            elif part[0] in "<>":
                condition = Condition(self, [(0, f"{head} {part}")]).read()
            elif part in self.facts.get(head, {}).get("values", ()) or head in RESERVED_LISTS:
                many = self.facts.get(head, {}).get("kind") == "any of"
                condition = ("fact", head, "includes", part) if many else ("fact", head, "in", [part])
            elif re.fullmatch(r"[\d.]+", part):
                condition = ("fact", head, "number", "=", part)
            else:
                condition = ("name", part)
            parts.append(("not", condition) if negated else condition)
        return parts[0] if len(parts) == 1 else ("any", parts)

    def add_rule(self, name, clause, when, unless, effects):
        rule = {"name": name, "clause": clause, "when": when, "unless": unless, "outcome": None, "rating": None,
                "points": []}
        for effect in re.split(r",\s*", effects.strip()):
            points = re.match(r"(\d+) points? on (\w+)", effect)
            if points:
                rule["points"].append((int(points.group(1)), points.group(2)))
            elif effect in self.outcomes:
                rule["outcome"] = effect
            elif effect in self.ratings:
                rule["rating"] = effect
        self.rules.append(rule)


RESERVED_LISTS = ("source", "channel", "sex", "role")


def split_lines(lines):
    """The lines of a rule, by the words that start its parts."""
    parts = []
    for indent, text in lines:
        if re.match(r"(when|unless|because|also)\b", text) and (not parts or indent <= parts[-1][0][0]):
            parts.append([])
        parts[-1].append((indent, text))
    return parts


class Condition:
    """Reads a condition over lines; a bullet's depth is where its dash stands."""

    def __init__(self, edition, lines):
        self.edition = edition
        self.tokens = []  # (text, column of a bullet or None)
        for indent, text in lines:
            bullet = indent if text.startswith("- ") else None
            for place, token in enumerate(TOKEN.findall(text)):
                self.tokens.append((token, bullet if place == 0 and token == "-" else None))
        self.place = 0

    def peek(self, ahead=0):
        at = self.place + ahead
        return self.tokens[at][0] if at < len(self.tokens) and self.tokens[at][1] is None else None

    def next(self):
        self.place += 1
        return self.tokens[self.place - 1][0]

    def read(self):
        condition = self.chain()
        assert self.place == len(self.tokens), self.tokens[self.place:]
        return condition

    def chain(self):
        parts, word = [self.one()], None
        while self.peek() in ("and", "or"):
            word = self.next()
            parts.append(self.one())
        return parts[0] if word is None else ("all" if word == "and" else "any", parts)

    def bullets(self):
        parts = []
        column = self.tokens[self.place][1]
        while self.place < len(self.tokens) and self.tokens[self.place][1] == column:
            self.place += 1
            parts.append(self.chain())
        return parts

    def one(self):
        token = self.next()
        if token == "(":
            inner = self.chain()
            assert self.next() == ")"
            return inner
        if token == "not":
            return ("not", self.one())
        if token in ("all", "any", "none") and self.peek() == "of":
            self.next()
            return (token, self.bullets())
        if token == "at" and self.peek() == "least":
            self.next()
            count = int(self.next())
            assert self.next() == "of"
            return ("atleast", count, self.bullets())
        if token == "rated":
            return ("rating", "is", self.next())
        return self.test(token)

    def test(self, name):
        word = self.peek()
        if word in COMPARISONS:
            return self.comparison(name, self.next())
        if word == "includes":
            self.next()
            return ("fact", name, "includes", self.next())
        if word != "is":
            return ("name", name)
        self.next()
        negated = self.peek() == "not"
        if negated:
            self.next()
        condition = self.is_test(name)
        return ("not", condition) if negated else condition

    def is_test(self, name):
        word = self.next()
        if word == "known":
            return ("fact", name, "known")
        if word == "at" and name in ("outcome", "rating"):
            assert self.next() == "least"
            return (name, "least", self.next())
        if word == "at":
            assert self.next() == "least"
            days = int(self.next())
            self.next()
            return ("fact", name, "apart", self.next(), days, self.next())
        if name in ("outcome", "rating"):
            return (name, "is", word)
        if word == "one":
            assert self.next() == "of"
            values = [self.next()]
            while self.peek() == ",":
                self.next()
                values.append(self.next())
            return ("fact", name, "in", values)
        if re.fullmatch(r"[\d.]+", word):
            return ("fact", name, "number", "=", word)
        return ("fact", name, "in", [word])

    def comparison(self, name, sign):
        value = self.next()
        if self.peek() in UNITS:
            return ("fact", name, "age", sign, int(value), UNITS[self.next()])
        if "-" in value:
            return ("fact", name, "date", sign, value)
        return ("fact", name, "number", sign, value)
