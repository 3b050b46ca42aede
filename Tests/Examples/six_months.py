"""Makes up six months of contacts at a front door, January to June 2021, with what people decided.

    six_months.py FOLDER [--seed N]

Writes two files of JSON Lines into FOLDER: `contacts.jsonl`, a row a child, and `changed.jsonl`, the rows
of it whose decision was changed later. Nobody in them exists.

Two measures of a council's report of July 2021 are built in, so that a report of these contacts must
print them: in May and June 85% of contacts reached a decision in one working day; over the six months
60% of first child protection conferences were held within 15 working days of the strategy discussion,
and 167 were late. All else is drawn at random, from the seed, in proportions near the national ones:
the colours of rows, sources (about three in ten from the police), arrivals at night and at weekends,
children who come back, rows with a date and no time, values nobody can read, a row that has no child.

The working days and due times here are worked out from scratch (weekdays, the seven bank holidays of
the months in question, the hours of the reference rule book), so they check the engine's own.
"""

import argparse
import datetime
import json
import pathlib
import random
import zoneinfo

LONDON = zoneinfo.ZoneInfo("Europe/London")
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
HOLIDAYS = {
    datetime.date(2021, 1, 1), datetime.date(2021, 4, 2), datetime.date(2021, 4, 5),
    datetime.date(2021, 5, 3), datetime.date(2021, 5, 31), datetime.date(2021, 8, 30),
    datetime.date(2021, 12, 27),
}
OPENS = datetime.time(8, 30)

# Contacts a month, and how many in a hundred are decided in time: better each month, and 85 in the last two.
MONTHS = [(1, 960, 72), (2, 900, 74), (3, 1040, 78), (4, 900, 81), (5, 980, 85), (6, 1020, 85)]
# The rows of June that nobody has decided by the time of the report.
UNDECIDED = 9
# Conferences held in time and late, and begun too late to be due yet.
CONFERENCES_IN_TIME, CONFERENCES_LATE, CONFERENCES_TO_COME = 250, 167, 14
# The report is made at nine on this morning.
AS_OF = datetime.datetime(2021, 7, 12, 9, 0, tzinfo=LONDON)

SOURCES = [
    ("6", 29), ("2A", 16), ("2B", 3), ("3A", 3), ("3B", 3), ("3D", 2), ("3E", 4), ("3F", 4), ("4", 2),
    ("5A", 5), ("5B", 2), ("5C", 3), ("5D", 4), ("1A", 5), ("1B", 3), ("1C", 1), ("1D", 1), ("7", 3),
    ("8", 4), ("9", 2), ("10", 1),
]
ETHNICITIES = [
    ("WBRI", 52), ("APKN", 19), ("MWBA", 3), ("MWBC", 3), ("WOTH", 4), ("AIND", 2), ("ABAN", 2),
    ("BAFR", 2), ("WROM", 2), ("OOTH", 2), ("NOBT", 7), ("REFU", 1), (None, 1),
]
# What a contact says, and the outcome that the reference rule book makes of it.
STORIES = [
    ("nfa", 40, {"screening_completed": True}),
    ("nfa", 8, {"screening_completed": True, "domestic_abuse": True, "dash_risk": "standard",
                "child_present": False, "incidents_in_12_months": 1}),
    ("unsettled", 7, {}),
    ("early_help", 18, {"screening_completed": True, "family_isolated": True}),
    ("assessment", 20, {"screening_completed": True, "carers_cannot_cope": True}),
    ("strategy_meeting", 5, {"screening_completed": True, "in_police_protection": True}),
]
CONFERENCE_STORY = {"screening_completed": True, "in_police_protection": True}
OUTCOMES = ["nfa", "early_help", "assessment", "strategy_meeting"]
RATINGS = {"early_help": "green", "assessment": "amber", "strategy_meeting": "red"}


def is_working(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def closes(day):
    return datetime.time(16, 30) if day.weekday() == 4 else datetime.time(17, 0)


def at(day, time):
    return datetime.datetime.combine(day, time, LONDON)


def working_day(day, count):
    """The working day that many after a day."""
    while count > 0:
        day += DAY
        count -= is_working(day)
    return day


def due(received, days=1):
    """Closing time on the Nth working day after the one on which a contact counts as received."""
    day = received.date()
    if not is_working(day) or received.time() >= closes(day):
        day = working_day(day, 1)
    last = working_day(day, days)
    return at(last, closes(last))


def pick(choices, chance):
    return chance.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]


def received_times(month, count, chance):
    """When contacts arrive: mostly in the office's hours, some in the evening and at weekends."""
    first = datetime.date(2021, month, 1)
    days = [first + DAY * number for number in range(31) if (first + DAY * number).month == month]
    weights = [10 if is_working(day) else 2 for day in days]
    times = []
    while len(times) < count:
        day = chance.choices(days, weights)[0]
        if is_working(day) and chance.random() < 0.84:
            minute = int(chance.triangular(8 * 60 + 30, 17 * 60, 11 * 60 + 30))
        else:
            minute = int(chance.triangular(0, 24 * 60 - 1, 19 * 60)) if chance.random() < 0.7 else (
                chance.randrange(24 * 60))
        times.append(at(day, datetime.time(minute // 60, minute % 60)))
    return sorted(times)


def decided_in_time(received, chance):
    """A moment between receipt and the due time, sooner rather than later, in hours where there is room."""
    limit = due(received)
    span = int((limit - received) / MINUTE)
    for _ in range(200):
        moment = received + MINUTE * max(1, int(span * chance.random() ** 1.4))
        if is_working(moment.date()) and OPENS <= moment.time() < closes(moment.date()):
            return moment
    return limit


def decided_late(received, chance):
    """One to seven working days after the due time."""
    day = working_day(due(received).date(), min(7, 1 + int(chance.expovariate(0.7))))
    return at(day, datetime.time(chance.randrange(9, 16), chance.randrange(60)))


def conference(received, is_late, chance):
    """The strategy discussion that began enquiries, and the conference after it."""
    discussion_day = working_day(received.date(), 1 + chance.randrange(2))
    discussion = at(discussion_day, datetime.time(chance.randrange(9, 16), chance.choice([0, 30])))
    days = 15 + 1 + chance.randrange(8) if is_late else 15 - chance.randrange(8)
    day = working_day(discussion_day, days)
    return discussion, at(day, datetime.time(chance.randrange(9, 15), chance.choice([0, 30])))


def child(number, received, chance):
    age = chance.choices(range(0, 18), [9, 6, 6, 6, 6, 5, 5, 5, 5, 5, 6, 6, 7, 8, 9, 9, 8, 5])[0]
    birth = received.date() - DAY * (365 * age + chance.randrange(5, 360))
    row = {"child": f"P-{number:05d}", "sex": chance.choice(["F", "M"])}
    if chance.random() < 0.02:
        row["expected_date_of_birth"] = (received.date() + DAY * chance.randrange(10, 200)).isoformat()
        row["sex"] = "U"
    else:
        row["date_of_birth"] = birth.isoformat()
    ethnicity = pick(ETHNICITIES, chance)
    if ethnicity:
        row["ethnicity"] = ethnicity
    return row


def decide(row, outcome, moment, chance):
    """Adds what a person decided: what was recommended, or now and then a step up or down."""
    level = OUTCOMES.index("nfa" if outcome == "unsettled" else outcome)
    if chance.random() < 0.07:
        level = max(0, min(3, level + chance.choice([-1, 1, 1])))
        row["decided_reason"] = "What the family said on the telephone changed the picture."
    row["decided"] = moment.isoformat()
    row["decided_outcome"] = OUTCOMES[level]
    if OUTCOMES[level] in RATINGS:
        row["decided_rating"] = RATINGS[OUTCOMES[level]]
    row["decided_by"] = f"SW-{chance.randrange(1, 24):02d}"


def make(seed):
    chance = random.Random(seed)
    rows, children = [], []
    for month, count, percent in MONTHS:
        in_time = [True] * (count * percent // 100)
        verdicts = in_time + [False] * (count - len(in_time))
        chance.shuffle(verdicts)
        for received, is_in_time in zip(received_times(month, count, chance), verdicts):
            outcome, _, facts = chance.choices(STORIES, [weight for _, weight, _ in STORIES])[0]
            if not children or chance.random() < 0.82:
                children.append(child(len(children) + 1, received, chance))
            row = {"contact": f"C-2021-{len(rows) + 1:06d}", "received": received.isoformat()}
            row |= chance.choice(children[-900:])
            source = pick(SOURCES, chance)
            row["source"] = source
            row["channel"] = "police_notification" if source == "6" else chance.choice(
                ["telephone", "email", "online_form", "online_form", "letter", "in_person"])
            row |= facts
            moment = (decided_in_time if is_in_time else decided_late)(received, chance)
            rows.append((row, outcome, received, moment, is_in_time))
    return rows, children, chance


def add_conferences(rows, chance):
    """Gives some rows enquiries and a conference, whose day alone says whether it was in time."""
    early = [entry for entry in rows if entry[2].date() < datetime.date(2021, 5, 25)]
    chosen = chance.sample(early, CONFERENCES_IN_TIME + CONFERENCES_LATE)
    for number, entry in enumerate(chosen):
        discussion, held = conference(entry[2], number < CONFERENCES_LATE, chance)
        entry[0].update(CONFERENCE_STORY)
        entry[0].update(
            section47_started=True, section47_strategy_discussion=discussion.isoformat(),
            conference_held=held.isoformat())
    late = [entry for entry in rows if entry[2].date() >= datetime.date(2021, 6, 24)]
    for entry in chance.sample(late, CONFERENCES_TO_COME):
        discussion, _ = conference(entry[2], False, chance)
        entry[0].update(CONFERENCE_STORY)
        entry[0].update(
            section47_started=True, section47_strategy_discussion=discussion.isoformat())


def finish(rows, chance):
    """Decides the rows, and leaves a few to be found waiting."""
    waiting = [index for index, entry in enumerate(rows)
               if entry[2].date() >= datetime.date(2021, 6, 1) and not entry[4]]
    undecided = set(chance.sample(waiting, UNDECIDED))
    contacts, changed = [], []
    for index, (row, outcome, received, moment, _) in enumerate(rows):
        if row.get("section47_started"):
            outcome = "strategy_meeting"
        if index not in undecided and moment < AS_OF:
            decide(row, outcome, moment, chance)
            if row["decided_outcome"] == "strategy_meeting":
                held = row.get("section47_strategy_discussion")
                row["strategy_discussion_held"] = held or (
                    moment + datetime.timedelta(hours=chance.choice([2, 4, 6, 24]))).isoformat()
            if OUTCOMES.index(row["decided_outcome"]) >= 2 and received.month < 5:
                day = working_day(received.date(), int(chance.triangular(12, 62, 38)))
                row["assessment_authorised"] = at(day, datetime.time(15, 0)).isoformat()
            if chance.random() < 0.012 and row["decided_outcome"] == "nfa":
                later = moment + DAY * chance.randrange(3, 12)
                changed.append(row | {
                    "decided": later.isoformat(), "decided_outcome": "early_help",
                    "decided_rating": "green", "decided_by": "SW-30",
                    "decided_reason": "The school rang again with more."})
        contacts.append(row)
    return contacts, changed


def add_untidiness(contacts, children, chance):
    """Rows as systems really send them; none of them touches the two measures."""
    for number in range(60):
        # A date and no time: counted apart, so it changes no percentage.
        row = dict(chance.choice(contacts[:1800]))
        row |= {"contact": f"C-2021-D{number:05d}", "received": row["received"][:10]}
        for field in list(row):
            if field.startswith(("section47", "conference", "assessment", "strategy")):
                del row[field]
        contacts.append(row)
    for row in chance.sample(contacts[:3000], 40):
        row["source"] = chance.choice(["CAFCASS referral", "Ambulance Service", "Ambulance Service"])
    for row in chance.sample(contacts[:3000], 12):
        row["channel"] = "system feed"
    contacts.append({"contact": "C-2021-X00001", "received": "2021-02-10T10:00:00+00:00", "source": "6"})


def write(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=20210701)
    options = parser.parse_args()
    rows, children, chance = make(options.seed)
    add_conferences(rows, chance)
    contacts, changed = finish(rows, chance)
    add_untidiness(contacts, children, chance)
    write(options.folder / "contacts.jsonl", sorted(contacts, key=lambda row: row["received"]))
    write(options.folder / "changed.jsonl", changed)


main()
