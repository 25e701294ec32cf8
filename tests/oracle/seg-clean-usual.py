"""Medians, modes and limits of Online Retail by numpy and scipy, and counts of doubtful rows by pandas.

Usage: seg-clean-usual.py FOLDER, with retail.csv, the recipes iqr3.seg ..., the tables they capped, and stats.tsv.
"""
import sys

import numpy
import pandas
import scipy.stats

import table

folder = sys.argv[1]
DATA = "online-retail"
rows = pandas.read_csv(f"{folder}/retail.csv", dtype=str, keep_default_na=False)
price = rows["UnitPrice"].astype(float).to_numpy()
low, high = numpy.quantile(price, [0.25, 0.75])
median = numpy.median(price)
deviation = 1.4826 * scipy.stats.median_abs_deviation(price)


def recipe(way):
    lines = [line.rstrip("\n").split("\t") for line in open(f"{folder}/{way}.seg", encoding="utf-8")]
    head = lines[3]
    return {line[0]: dict(zip(head, line)) for line in lines[4:-1]}


for way, least, most in [("iqr3", low - 3 * (high - low), high + 3 * (high - low)),
                         ("iqr1.5", low - 1.5 * (high - low), high + 1.5 * (high - low)),
                         ("mad5", median - 5 * deviation, median + 5 * deviation),
                         ("mad3.5", median - 3.5 * deviation, median + 3.5 * deviation)]:
    ours = recipe(way)
    table.row(f"least by {way}", DATA, float(least), float(ours["UnitPrice"]["least"]), 1e-9)
    table.row(f"most by {way}", DATA, float(most), float(ours["UnitPrice"]["most"]), 1e-9)
    capped = pandas.read_csv(f"{folder}/{way}.tsv", sep="\t", dtype=str, keep_default_na=False)["UnitPrice"].astype(float)
    table.farthest(f"prices capped by {way}", DATA, numpy.clip(price, least, most), capped, 1e-9)

quantity = rows["Quantity"].astype(int)
table.row("median quantity", DATA, int(quantity.median()), int(ours["Quantity"]["fill"]), 0)
for column in "CustomerID", "Description":
    values = rows[column].str.strip() if column == "CustomerID" else rows[column]
    table.same(f"most frequent {column}", DATA, values[values != ""].mode().min(), ours[column]["fill"])
    table.row(f"missing {column}", DATA, int((values == "").sum()), int(ours[column]["missing"]), 0)

stats = dict(line.rstrip("\n").split("\t") for line in open(f"{folder}/stats.tsv", encoding="utf-8"))
known = rows[rows["CustomerID"] != ""]
amount = known["Quantity"].astype(float) * known["UnitPrice"].astype(float)
for quantity, theirs, ours in [
    ("cancellations and refunds", known["InvoiceNo"].str.match("C[0-9]") | (amount < 0), "warned_by_*_cancellation"),
    ("prices of 0", known["UnitPrice"].astype(float) == 0, "warned_by_unit_price_not"),
    ("rows that are there before", known.duplicated(), "warned_by_*_duplicate-row"),
]:
    table.row(quantity, DATA, int(theirs.sum()), int(stats[ours]), 0)
