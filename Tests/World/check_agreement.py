#!/usr/bin/env python3
"""Checks the matrix, recall and kappa of `triage test` against numpy.

    triage test --format jsonl corpus | python3 Tests/World/check_agreement.py

The matrix is read from the report, and everything else is worked out from it anew.
"""
import json
import sys

import numpy

rows = [json.loads(line) for line in sys.stdin]
agreement = [row for row in rows if row["kind"] == "agreement"]
summary = [row for row in rows if row["kind"] == "summary"][0]
columns = list(agreement[0]["recommended"])
humans = [row["human"] for row in agreement]
matrix = numpy.array([[row["recommended"][name] for name in columns] for row in agreement])

total = matrix.sum()
same = sum(matrix[i, columns.index(human)] for i, human in enumerate(humans))
chance = sum(
    matrix[i].sum() * matrix[:, columns.index(human)].sum() for i, human in enumerate(humans)
) / total**2
kappa = (same / total - chance) / (1 - chance)

problems = []


def compare(what, mine, its, within):
    if abs(mine - its) > within:
        problems.append(f"{what}: {its}, and numpy has {mine}")


compare("human decisions", total, summary["human_decisions"], 0)
compare("kappa", kappa, summary["kappa"], 0.0005)
compare("agreement", 100 * same / total, summary["agreement_percent"], 0.1)
for i, row in enumerate(agreement):
    if matrix[i].sum():
        recall = 100 * matrix[i, columns.index(row["human"])] / matrix[i].sum()
        compare("recall of " + row["human"], recall, row["recall_percent"], 0.1)
print("\n".join(problems) or f"the same, for {total} human decisions; kappa {kappa:.4f}")
sys.exit(1 if problems else 0)
