"""Writes an edition of the threshold language as SQL for DuckDB.

SQL's own logic is the language's: true, false and NULL are yes, no and unknown, by the same tables. What
is worked out is the outcome, the rating, the points of each scale and the rules that are met. History
counts are unknown here (`Tests/World/check_history.py` counts them), and so are bounds.
"""

SOURCES = {
    "family": "1A", "acquaintance": "1B", "self": "1C", "other_individual": "1D", "school": "2A",
    "education_service": "2B", "gp": "3A", "health_visitor": "3B", "school_nurse": "3C",
    "other_primary_health": "3D", "emergency_department": "3E", "other_health": "3F", "housing": "4",
    "social_care": "5A", "other_council_service": "5B", "another_council": "5C", "early_help_service": "5D", "police": "6",
    "other_legal_agency": "7", "other": "8", "anonymous": "9",
}
RESERVED = {"channel": "one of", "sex": "one of", "role": "one of", "open_case": "yes/no", "source": "source",
            "unborn": "unborn", "child_age": "age"}
BIRTH = ("date_of_birth", "date_of_birth_approximate", "expected_date_of_birth")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


class Translation:
    """The SQL of one edition."""

    def __init__(self, edition):
        self.edition = edition
        self.kinds = {name: fact["kind"] for name, fact in edition.facts.items()} | RESERVED

    # Facts

    def stated(self, name):
        """The value of a fact as stated; NULL where nothing is stated, or `unknown` is."""
        kind, raw = self.kinds[name], f'raw."{name}"'
        known = f"nullif({raw}, 'unknown')"
        if kind == "yes/no":
            return f"({known} = 'true')"
        if kind == "number":
            return f"CAST({known} AS DECIMAL(18, 3))"
        if kind == "any of":
            return f"('|' || {known} || '|')"
        if kind in ("date", "date and time"):
            return f"CAST(substr({known}, 1, 10) AS DATE)"
        return known

    def value(self, name):
        """The value of a declared fact, silence read as the edition says."""
        fact = self.edition.facts[name]
        if fact["kind"] == "history":
            return "CAST(NULL AS INTEGER)"
        no = {"yes/no": "false", "number": "0"}.get(fact["kind"], "''")
        stated = self.stated(name)
        if fact["silence"] is None or (fact["kind"] in ("one of", "number") and not fact["raises"]):
            return stated
        means, when, unless = fact["silence"]
        condition = f'raw."{name}" IS NULL'
        if means == "when":
            condition += f" AND {self.stated_or_silent(when)}"
        if unless:
            condition += f" AND NOT {self.stated_or_silent(unless)}"
        return f"CASE WHEN {condition} THEN {no} ELSE {stated} END"

    def stated_or_silent(self, name):
        """A yes/no fact that the silence of another hangs on."""
        return "(" + (self.value(name) if name in self.edition.facts else self.stated(name)) + ")"

    # Conditions

    def sql(self, condition):
        """A condition: true, false or NULL."""
        kind = condition[0]
        if kind == "name":
            return f'"{condition[1]}"'
        if kind == "not":
            return f"(NOT {self.sql(condition[1])})"
        if kind in ("all", "any"):
            parts = [self.sql(part) for part in condition[1]]
            return "(" + (" AND " if kind == "all" else " OR ").join(parts or ["true"]) + ")"
        if kind == "none":
            return f"(NOT {self.sql(('any', condition[1]))})"
        if kind == "atleast":
            return self.at_least(condition[1], [self.sql(part) for part in condition[2]])
        if kind in ("outcome", "rating"):
            names = self.edition.outcomes if kind == "outcome" else self.edition.ratings
            return f"(first_{kind} {'=' if condition[1] == 'is' else '>='} {names.index(condition[2])})"
        return self.test(*condition[1:])

    @staticmethod
    def at_least(count, parts):
        known = " + ".join(f"CAST(coalesce({part}, false) AS INTEGER)" for part in parts)
        possible = " + ".join(f"CAST(coalesce({part}, true) AS INTEGER)" for part in parts)
        return f"(CASE WHEN {known} >= {count} THEN true WHEN {possible} < {count} THEN false END)"

    def test(self, name, test, *rest):
        column = f'"{name}"'
        if test == "known":
            return f"({column} IS NOT NULL)"
        if test == "in":
            values = [SOURCES[value] if name == "source" else value for value in rest[0]]
            return f"({column} IN ({', '.join(map(quoted, values))}))"
        if test == "includes":
            return f"contains({column}, '|{rest[0]}|')"
        if test == "number":
            return f"({column} {rest[0]} {rest[1]})"
        if test == "date":
            return f"({column} {rest[0]} DATE {quoted(rest[1])})"
        if test == "apart":
            word, days, other = rest
            later, earlier = (column, f'"{other}"') if word == "after" else (f'"{other}"', column)
            return f"(date_diff('day', {earlier}, {later}) >= {days})"
        assert test == "age", test
        return self.age(*rest)

    @staticmethod
    def age(sign, count, unit):
        """An age: reached on a day that depends on the day of birth, of which the first and the last
        possible one are known."""
        def reached(day, count):
            later = f"CAST({day} + INTERVAL {count} {unit} AS DATE)"
            if unit == "year":  # Born on 29 February: 1 March in other years.
                later += f" + CASE WHEN month({day}) = 2 AND day({day}) = 29 AND day({later}) = 28 THEN 1 ELSE 0 END"
            return f"({later})"
        limit = count if sign in ("<", ">=") else count + 1
        old = (f"CASE WHEN received_on >= {reached('last_birth', limit)} THEN true"
               f" WHEN received_on < {reached('first_birth', limit)} THEN false END")
        younger = f"(CASE WHEN unborn THEN false ELSE NOT ({old}) END)"
        older = f"(CASE WHEN unborn THEN false ELSE ({old}) END)"
        return younger if sign in ("<", "<=") else older

    # The query

    def query(self, path):
        """The query over a file of JSON Lines."""
        edition = self.edition
        names = list(edition.facts)
        read = names + [n for n in RESERVED if n not in ("child_age", "unborn")] + list(BIRTH)
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ["contact", "child", "received"] + read)
        layers = [f"raw AS (SELECT * FROM read_json({quoted(path)}, format = 'newline_delimited', "
                  f"columns = {{{columns}}}))", self.births()]
        values = [f'{self.value(name)} AS "{name}"' for name in names]
        values += [f'{self.stated(name)} AS "{name}"' for name in ("channel", "sex", "role", "open_case", "source")]
        layers.append("facts AS (SELECT contact, child, received_on, first_birth, last_birth, unborn, "
                      + ", ".join(values) + " FROM births AS raw)")
        last = "facts"
        for depth, defines in enumerate(self.define_layers()):
            parts = [f'{self.sql(edition.defines[name])} AS "{name}"' for name in defines]
            layers.append(f"defined{depth} AS (SELECT *, {', '.join(parts)} FROM {last})")
            last = f"defined{depth}"
        first = [rule for rule in edition.rules if not reads_decision(rule["when"], rule["unless"])]
        later = [rule for rule in edition.rules if rule not in first]
        layers.append(f"met1 AS (SELECT *, {self.met(first)} FROM {last})")
        layers.append(f"points1 AS (SELECT *, {self.points(first, 'first')} FROM met1)")
        layers.append(f"outcome1 AS (SELECT *, {self.level('outcome', first, 'first')} AS first_outcome FROM points1)")
        layers.append(f"rating1 AS (SELECT *, {self.rating(first, 'first_outcome')} AS first_rating FROM outcome1)")
        layers.append(f"met2 AS (SELECT *, {self.met(later) or '0 AS none'} FROM rating1)")
        layers.append(f"points2 AS (SELECT *, {self.points(edition.rules, 'all')} FROM met2)")
        layers.append(f"outcome2 AS (SELECT *, {self.level('outcome', edition.rules, 'all')} AS outcome FROM points2)")
        scales = ", ".join(f'"all {name}" AS "{name}"' for name in sorted(edition.scales))
        met = ", ".join(f"CASE WHEN \"{rule['name']}\" THEN {quoted(rule['name'])} END"
                        for rule in sorted(edition.rules, key=lambda rule: rule["name"]))
        return ("WITH " + ",\n".join(layers) + "\nSELECT contact, child, "
                + f"{self.names('outcome', edition.outcomes)} AS outcome, "
                + f"{self.names(self.rating(edition.rules, 'outcome'), edition.ratings)} AS rating, "
                + (scales + ", " if scales else "")
                + f"list_filter([{met}], lambda rule: rule IS NOT NULL) AS met FROM outcome2")

    def births(self):
        day = "nullif(raw.date_of_birth, 'unknown')"
        stated = f"TRY_CAST({day} AS DATE)"
        year, month = f"make_date(year({stated}), 1, 1)", f"date_trunc('month', {stated})"
        is_month = f"(day({stated}) = 15 OR (day({stated}) = 1 AND month({stated}) > 1))"
        vague = "coalesce(raw.date_of_birth_approximate, 'false') <> 'false'"
        first = (f"CASE WHEN NOT ({vague}) THEN {stated} WHEN {is_month} THEN CAST({month} AS DATE) ELSE {year} END")
        last = (f"CASE WHEN NOT ({vague}) THEN {stated} WHEN {is_month} THEN last_day({stated}) "
                f"ELSE make_date(year({stated}), 12, 31) END")
        received = "CAST(timezone('Europe/London', CAST(raw.received AS TIMESTAMPTZ)) AS DATE)"
        expected = "TRY_CAST(nullif(raw.expected_date_of_birth, 'unknown') AS DATE)"
        return (f"dates AS (SELECT *, {received} AS received_on, {first} AS first_day, {last} AS last_day, "
                f"{expected} AS expected FROM raw),\n"
                "births AS (SELECT *, CASE WHEN first_day <= received_on THEN first_day END AS first_birth, "
                "CASE WHEN first_day <= received_on THEN least(last_day, received_on) END AS last_birth, "
                "CASE WHEN date_of_birth IS NOT NULL AND date_of_birth <> 'unknown' "
                "THEN CASE WHEN first_day <= received_on THEN false END "
                "WHEN expected + 28 >= received_on THEN true END AS unborn FROM dates)")

    def define_layers(self):
        placed, layers, left = set(), [], dict(self.edition.defines)
        while left:
            layer = [name for name, condition in left.items()
                     if not ((named(condition) & set(self.edition.defines)) - placed)]
            assert layer, "a definition uses itself"
            layers.append(layer)
            placed |= set(layer)
            left = {name: condition for name, condition in left.items() if name not in placed}
        return layers

    def met(self, rules):
        parts = []
        for rule in rules:
            condition = f"coalesce({self.sql(rule['when'])}, false)"
            for exception in rule["unless"]:
                condition += f" AND NOT coalesce({self.sql(exception)}, false)"
            parts.append(f"({condition}) AS \"{rule['name']}\"")
        return ", ".join(parts)

    def points(self, rules, prefix):
        sums = []
        for scale in self.edition.scales:
            given = [f"CASE WHEN \"{rule['name']}\" THEN {points} ELSE 0 END"
                     for rule in rules for points, name in rule["points"] if name == scale]
            sums.append(f'({" + ".join(given or ["0"])}) AS "{prefix} {scale}"')
        return ", ".join(sums or ["0 AS none"])

    def level(self, kind, rules, prefix):
        names = self.edition.outcomes
        cases = []
        for level in range(len(names) - 1, 0, -1):
            reasons = [f"\"{rule['name']}\"" for rule in rules if rule["outcome"] == names[level]]
            reasons += [f'"{prefix} {scale}" >= {limit}' for scale, limits in self.edition.scales.items()
                        for outcome, limit in limits if outcome == names[level]]
            if reasons:
                cases.append(f"WHEN {' OR '.join(reasons)} THEN {level}")
        return "CASE " + " ".join(cases) + " ELSE 0 END"

    def rating(self, rules, outcome):
        ratings = self.edition.ratings
        cases = []
        for level in range(len(ratings) - 1, -1, -1):
            reasons = [f"\"{rule['name']}\"" for rule in rules if rule["rating"] == ratings[level]]
            reasons += [f"{outcome} = {self.edition.outcomes.index(name)}"
                        for name, rated in self.edition.rated.items() if rated == ratings[level]]
            if reasons:
                cases.append(f"WHEN {' OR '.join(reasons)} THEN {level}")
        return "CASE " + " ".join(cases) + " END" if cases else "NULL"

    @staticmethod
    def names(level, names):
        return f"list_extract([{', '.join(map(quoted, names))}], ({level}) + 1)"


def named(condition):
    """The names that a condition reads."""
    if condition[0] == "name":
        return {condition[1]}
    if condition[0] in ("all", "any", "none", "atleast"):
        return set().union(*map(named, condition[-1])) if condition[-1] else set()
    return named(condition[1]) if condition[0] == "not" else set()


def reads_decision(when, unless):
    """Whether a rule reads the outcome or the rating."""
    def reads(condition):
        if condition[0] in ("outcome", "rating"):
            return True
        if condition[0] in ("all", "any", "none", "atleast"):
            return any(map(reads, condition[-1]))
        return condition[0] == "not" and reads(condition[1])
    return reads(when) or any(map(reads, unless))
