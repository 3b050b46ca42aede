"""The bank holidays of England and Wales, worked out from the law instead of copied from a list.

The Banking and Financial Dealings Act 1971, Schedule 1, and the common-law holidays (Good Friday and
Christmas Day) give the yearly days and their substitutes; royal proclamations give the days moved or
added. Nothing here reads rules/calendars: check_calendar.py compares the two.
"""

import datetime

DAY = datetime.timedelta(days=1)

# Year -> days that a proclamation moved: {name: day}.
MOVED = {
    2012: {"Spring bank holiday": datetime.date(2012, 6, 4)},
    2020: {"Early May bank holiday": datetime.date(2020, 5, 8)},
    2022: {"Spring bank holiday": datetime.date(2022, 6, 2)},
}

# Days that a proclamation added.
ADDED = {
    datetime.date(2012, 6, 5): "Queen’s Diamond Jubilee",
    datetime.date(2022, 6, 3): "Platinum Jubilee bank holiday",
    datetime.date(2022, 9, 19): "Bank Holiday for the State Funeral of Queen Elizabeth II",
    datetime.date(2023, 5, 8): "Bank holiday for the coronation of King Charles III",
}


def easter(year):
    """Easter Sunday (Gregorian calendar, Butcher's algorithm)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return datetime.date(year, month, day + 1)


def monday(year, month, last):
    """The first or the last Monday of a month."""
    if not last:
        day = datetime.date(year, month, 1)
        return day + (-day.weekday() % 7) * DAY
    day = datetime.date(year, month, 31)
    return day - day.weekday() * DAY


def bank_holidays(year):
    """The bank holidays of a year: {day: (title, is a substitute day)}."""
    found = {}

    def add(day, title):
        substitute = day
        while substitute.weekday() >= 5 or substitute in found:
            substitute += DAY
        found[substitute] = (title, substitute != day)

    add(datetime.date(year, 1, 1), "New Year’s Day")
    found[easter(year) - 2 * DAY] = ("Good Friday", False)
    found[easter(year) + DAY] = ("Easter Monday", False)
    usual = {
        "Early May bank holiday": monday(year, 5, last=False),
        "Spring bank holiday": monday(year, 5, last=True),
        "Summer bank holiday": monday(year, 8, last=True),
    }
    for title, day in usual.items():
        found[MOVED.get(year, {}).get(title, day)] = (title, False)
    # Boxing Day on a Monday keeps its own day, and Christmas Day on a Sunday moves past it.
    christmas, boxing = datetime.date(year, 12, 25), datetime.date(year, 12, 26)
    if christmas.weekday() == 6:
        add(boxing, "Boxing Day")
        add(christmas, "Christmas Day")
    else:
        add(christmas, "Christmas Day")
        add(boxing, "Boxing Day")
    for day, title in ADDED.items():
        if day.year == year:
            found[day] = (title, False)
    return dict(sorted(found.items()))
