"""Checks the intervals of audits, and the order in which cases are drawn, against the world's own.

    check_intervals.py FOLDER

FOLDER holds the tables that the suite IntervalWorldTables writes. Each is compared with SciPy's Wilson
interval, with the stratified interval worked out a second time from Yan and Su's formulas, or with
hashlib. Prints what was compared; ends with status 1 when anything differs.
"""

import hashlib
import math
import pathlib
import sys

from scipy import stats


def rows(folder, name):
    with open(folder / f"{name}.tsv", encoding="utf-8") as table:
        for line in table:
            yield line.rstrip("\n").split("\t")


def wilson(part, whole, confidence):
    interval = stats.binomtest(part, whole).proportion_ci(confidence, method="wilson")
    return interval.low, interval.high


def report(name, compared, differed):
    print(f"{name}: {compared} compared, {len(differed)} differ")
    for row in differed[:5]:
        print("  ", *row)
    return compared > 0 and not differed


def check_wilson(folder):
    compared, differed = 0, []
    for part, whole, lower, upper in rows(folder, "wilson"):
        compared += 1
        world = wilson(int(part), int(whole), 0.95)
        if max(abs(float(lower) - world[0]), abs(float(upper) - world[1])) > 1e-9:
            differed.append((part, whole, lower, upper, *world))
    return report("Wilson intervals (scipy.stats)", compared, differed)


def check_weighted(folder):
    compared, differed = 0, []
    for shown, estimate, lower, upper in rows(folder, "weighted"):
        strata = [tuple(map(int, one.split("/"))) for one in shown.split(",")]
        total = sum(population for _, _, population in strata)
        spread = square = 0.0
        for part, whole, population in strata:
            rate, weight = part / whole, population / total
            variance = 0 if whole >= population else rate * (1 - rate) / whole
            spread += weight * math.sqrt(variance)
            square += weight * weight * variance
        deviate = stats.norm.ppf(0.975) * (math.sqrt(square) / spread if spread else 1)
        confidence = 2 * stats.norm.cdf(deviate) - 1
        world = [0.0, 0.0, 0.0]
        for part, whole, population in strata:
            ends = (part / whole,) * 2 if whole >= population else wilson(part, whole, confidence)
            for index, value in enumerate((part / whole, *ends)):
                world[index] += population / total * value
        compared += 1
        engine = [float(estimate), float(lower), float(upper)]
        if max(abs(one - other) for one, other in zip(engine, world)) > 1e-7:
            differed.append((shown, *engine, *world))
    return report("weighted intervals (Yan and Su, by scipy.stats)", compared, differed)


def check_drawn(folder):
    drawn = [tuple(row) for row in rows(folder, "drawn")]
    key = lambda case: hashlib.sha256(f"March 2026|{case[0]}|{case[1]}".encode()).hexdigest()
    differed = [(one, other) for one, other in zip(drawn, sorted(drawn, key=key)) if one != other]
    return report("order of cases (hashlib)", len(drawn), differed)


def main():
    folder = pathlib.Path(sys.argv[1])
    results = [check(folder) for check in (check_wilson, check_weighted, check_drawn)]
    sys.exit(0 if all(results) else 1)


main()
