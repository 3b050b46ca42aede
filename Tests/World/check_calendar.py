"""Checks the engine's tables against the world's own: time zones, calendars and digests.

    check_calendar.py FOLDER

FOLDER holds the tables that the suite WorldTables writes. Each is compared with zoneinfo (London time),
dateutil (ages), numpy (working days, percentiles, limits), fractions (kappa), hashlib (digests) or the law (bank_holidays.py). Prints what was
compared; ends with status 1 when anything differs.
"""

import datetime
import hashlib
import json
import pathlib
import sys
import zoneinfo
from fractions import Fraction

import numpy
from dateutil.relativedelta import relativedelta

from bank_holidays import bank_holidays

LONDON = zoneinfo.ZoneInfo("Europe/London")
UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
PACKAGE = pathlib.Path(__file__).resolve().parents[2]
# The hours of the tables: Monday to Thursday 08:30 to 17:00, Friday 08:30 to 16:30.
OPENS = 510
CLOSES = [1020, 1020, 1020, 1020, 990]


class Comparison:
    """Counts what agrees and shows the first of what does not."""

    def __init__(self, name):
        self.name, self.agreed, self.differed = name, 0, 0

    def check(self, engine, world, *row):
        if engine == world:
            self.agreed += 1
            return
        self.differed += 1
        if self.differed <= 5:
            print(f"{self.name}: {row}: the engine says {engine!r}, the world {world!r}")

    def finish(self):
        print(f"{self.name}: {self.agreed} agree, {self.differed} differ")
        return self.differed == 0 and self.agreed > 0


def rows(folder, name):
    with open(folder / f"{name}.tsv", encoding="utf-8") as table:
        for line in table:
            yield line.rstrip("\n").split("\t")


def moment(seconds):
    return EPOCH + datetime.timedelta(seconds=int(seconds))


def check_london(folder):
    result = Comparison("London time (zoneinfo)")
    for seconds, text in rows(folder, "london"):
        result.check(text, moment(seconds).astimezone(LONDON).isoformat(), seconds)
    return result.finish()


def check_readings(folder):
    result = Comparison("readings of a local time (zoneinfo)")
    for date, second, readings in rows(folder, "readings"):
        local = datetime.datetime.fromisoformat(date) + datetime.timedelta(seconds=int(second))
        found = set()
        for fold in (0, 1):
            at = local.replace(tzinfo=LONDON, fold=fold).astimezone(UTC)
            if at.astimezone(LONDON).replace(tzinfo=None) == local:
                found.add(int((at - EPOCH).total_seconds()))
        world = ",".join(str(at) for at in sorted(found)) or "none"
        result.check(readings, world, date, second)
    return result.finish()


def completed_months(born, day):
    """dateutil's months, save that somebody born on 29 February has a birthday on 1 March."""
    difference = relativedelta(day, born)
    months = difference.years * 12 + difference.months
    is_leap_birth = (born.month, born.day) == (2, 29)
    if is_leap_birth and (day.month, day.day) == (2, 28) and months % 12 == 0 and months > 0:
        months -= 0 if (day + DAY).day == 29 else 1
    return months


def check_ages(folder):
    result = Comparison("ages and months added (dateutil)")
    for born, day, months, near, *completed in rows(folder, "ages"):
        start, end = datetime.date.fromisoformat(born), datetime.date.fromisoformat(day)
        world_near = start + relativedelta(months=int(months))
        result.check(near, world_near.isoformat(), born, months)
        days, whole = (end - start).days, completed_months(start, end)
        world = [str(number) for number in (days, days // 7, whole, whole // 12)]
        result.check(completed, world, born, day)
    return result.finish()


def check_holidays(folder):
    result = Comparison("bank holidays (the Act and the proclamations)")
    engine = [row[0] for row in rows(folder, "holidays")]
    law = {day: found for year in range(2012, 2029) for day, found in bank_holidays(year).items()}
    result.check(engine, [day.isoformat() for day in law])
    with open(PACKAGE / "rules/calendars/england-and-wales.json", encoding="utf-8") as file:
        events = json.load(file)["england-and-wales"]["events"]
    result.check(len(events), len(law))
    for event in events:
        title, is_substitute = law.get(datetime.date.fromisoformat(event["date"]), ("", False))
        result.check(event["title"].removesuffix(" (VE day)"), title, event["date"])
        # gov.uk calls the Spring holiday that was moved in 2012 a substitute day too.
        is_substitute = is_substitute or event["date"] == "2012-06-04"
        result.check(event["notes"] == "Substitute day", is_substitute, event["date"])
    return result.finish()


def holidays():
    return [day for year in range(2012, 2029) for day in bank_holidays(year)]


def check_working_days(folder):
    result = Comparison("working days (numpy)")
    calendar = numpy.busdaycalendar(holidays=[numpy.datetime64(day) for day in holidays()])
    table = [row for row in rows(folder, "working_days")]
    starts = numpy.array([row[0] for row in table], dtype="datetime64[D]")
    counts = numpy.array([int(row[1]) for row in table])
    ends = numpy.array([row[3] for row in table], dtype="datetime64[D]")
    nth = numpy.busday_offset(starts, counts, roll="preceding", busdaycal=calendar)
    between = numpy.busday_count(starts + 1, ends + 1, busdaycal=calendar)
    last = numpy.datetime64("2028-12-31")
    for row, day, count, end in zip(table, nth, between, ends):
        result.check(row[2], str(day), row[0], row[1])
        result.check(row[4], str(count) if end <= last else "none", row[0], row[3])
    return result.finish()


def local_time(day, minute):
    return datetime.datetime.combine(day, datetime.time(), LONDON) + datetime.timedelta(minutes=minute)


def working_days():
    """Whether a day is a working day, and the day so many of them on or back, by a plain walk."""
    closed = set(holidays())

    def is_working(day):
        return day.weekday() < 5 and day not in closed

    def step(day, count, by=DAY):
        while count > 0:
            day += by
            count -= is_working(day)
        return day

    return is_working, step


def check_due(folder):
    result = Comparison("day 0 and due times (a plain walk)")
    is_working, step = working_days()

    for seconds, count, due_hours, *days in rows(folder, "due"):
        start, count = moment(seconds).astimezone(LONDON), int(count)
        day, working = start.date(), is_working(start.date())
        second = start.hour * 3600 + start.minute * 60 + start.second
        in_time = working and second < CLOSES[day.weekday()] * 60
        world = []
        for out_of_hours in ("next", "same"):
            zero = day
            if not in_time and out_of_hours == "next":
                zero = step(day, 1)
            elif not working:
                zero = step(day, 1, -DAY)
            last = step(zero, count)
            world += [zero.isoformat(), local_time(last, CLOSES[last.weekday()]).isoformat()]
        result.check(days, world, seconds, count)
        left, at, today = count * 3600, None, day
        while at is None:
            if is_working(today):
                begin = OPENS * 60 if today != day else max(OPENS * 60, second)
                end = CLOSES[today.weekday()] * 60
                if begin < end and left <= end - begin:
                    at = local_time(today, 0) + datetime.timedelta(seconds=begin + left)
                left -= max(0, end - begin)
            today += DAY
        result.check(due_hours, at.isoformat(), seconds, count)
    return result.finish()


def check_conventions(folder):
    """Each convention's due time by a plain walk, and open time by adding up the days between."""
    result = Comparison("due times by convention, open time between moments (a plain walk)")
    is_working, step = working_days()

    def hours(day):
        return (OPENS * 60, CLOSES[day.weekday()] * 60) if is_working(day) else (0, 0)

    def open_seconds(start, end):
        day, total = start.date(), 0
        while day <= end.date():
            begin, finish = hours(day)
            if day == start.date():
                begin = max(begin, second_of(start))
            if day == end.date():
                finish = min(finish, second_of(end))
            total += max(0, finish - begin)
            day += DAY
        return total

    def second_of(time):
        return time.hour * 3600 + time.minute * 60 + time.second

    def after_open(start, seconds):
        day, second = start.date(), second_of(start)
        while True:
            begin, finish = hours(day)
            begin = max(begin, second)
            if begin < finish and seconds <= finish - begin:
                return local_time(day, 0) + datetime.timedelta(seconds=begin + seconds)
            seconds -= max(0, finish - begin)
            day, second = day + DAY, 0

    for seconds, days, end, between, *dues in rows(folder, "conventions"):
        start, days = moment(seconds).astimezone(LONDON), int(days)
        day = start.date()
        finish = moment(end).astimezone(LONDON)
        if finish.year <= 2028:
            result.check(between, str(open_seconds(start, finish)), seconds, end)
        in_time = is_working(day) and second_of(start) < hours(day)[1]
        zero = day if in_time else step(day, 1)
        same = day if is_working(day) else step(day, 1, -DAY)

        def closing(first):
            last = step(first, days)
            return local_time(last, CLOSES[last.weekday()])

        at = max(OPENS * 60, second_of(start)) if in_time else OPENS * 60
        world = [
            closing(zero), closing(zero), closing(same),
            local_time(step(zero, days), 0) + datetime.timedelta(seconds=at),
            (moment(seconds) + days * DAY).astimezone(LONDON), after_open(start, days * 5 * 3600),
        ]
        result.check(dues, [due.isoformat() for due in world], seconds, days)
    return result.finish()


def check_figures(folder):
    result = Comparison("percentiles and limits (numpy)")
    for listed, percent, percentile, *limits in rows(folder, "figures"):
        values = numpy.array([int(value) for value in listed.split(",")])
        world = numpy.percentile(values, int(percent), method="linear")
        # A half is rounded up, where floating point may fall a hair short of it.
        result.check(int(percentile), int(numpy.floor(world + 0.5 + 1e-9)), listed, percent)
        reach = 2.66 * numpy.abs(numpy.diff(values)).mean()
        expected = numpy.array([0, -reach, reach]) + values.mean()
        result.check(numpy.allclose([float(limit) for limit in limits], expected), True, listed)
    return result.finish()


def check_agreement(folder):
    result = Comparison("Cohen's kappa (from its definition, in fractions)")
    for listed, kappa in rows(folder, "agreement"):
        pairs = [tuple(pair) for pair in listed.split(",")]
        count, labels = len(pairs), sorted(set("".join(listed)) - {","})
        agreed = Fraction(sum(one == other for one, other in pairs), count)
        chance = sum(
            Fraction(sum(one == label for one, _ in pairs), count)
            * Fraction(sum(other == label for _, other in pairs), count) for label in labels)
        world = None if chance == 1 else float((agreed - chance) / (1 - chance))
        engine = None if kappa == "none" else float(kappa)
        same = engine is world or (None not in (engine, world) and abs(engine - world) < 1e-12)
        result.check(same, True, listed, kappa)
    return result.finish()


def check_digests(folder):
    result = Comparison("SHA-256 (hashlib)")
    for length, digest in rows(folder, "digests"):
        size = int(length)
        data = bytes((index * index * 31 + index + size) & 255 for index in range(size))
        result.check(digest, hashlib.sha256(data).hexdigest(), length)
    return result.finish()


def main():
    folder = pathlib.Path(sys.argv[1])
    checks = (
        check_london, check_readings, check_ages, check_holidays, check_working_days, check_due,
        check_conventions, check_figures, check_agreement, check_digests,
    )
    results = [check(folder) for check in checks]
    sys.exit(0 if all(results) else 1)


main()
