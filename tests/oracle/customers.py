"""What pandas says of each customer of Online Retail, from the file as published, beside what seg-features says.

Usage: customers.py online-retail.csv.gz customers.tsv
The second has customer_id, first_order, last_order, orders and spend: spend is sales less refunds, orders are distinct
invoices of sales. Prices have at most three decimals, so money is exact in whole thousandths.
"""
import datetime
import hashlib
import sys

import pandas

import table

rows = pandas.read_csv(sys.argv[1], dtype={"InvoiceNo": str, "CustomerID": str}, parse_dates=["InvoiceDate"])
rows = rows.dropna(subset=["CustomerID"])
rows["customer_id"] = rows["CustomerID"].str.replace(r"\.0$", "", regex=True)
rows["thousandths"] = rows["Quantity"] * (rows["UnitPrice"] * 1000).round().astype("int64")
rows["day"] = rows["InvoiceDate"].dt.strftime("%Y-%m-%d")

sales = rows[rows["thousandths"] >= 0].groupby("customer_id")
customers = rows.groupby("customer_id")["thousandths"].sum().to_frame("spend").join(
    sales.agg(first_order=("day", "min"), last_order=("day", "max"), orders=("InvoiceNo", "nunique")))
customers["orders"] = customers["orders"].fillna(0).astype("int64")
customers = customers.fillna("").sort_index()

ours = pandas.read_csv(sys.argv[2], sep="\t", dtype=str, keep_default_na=False, index_col="customer_id")


def ids(frame):
    return f"{len(frame)} ids, {hashlib.sha256(' '.join(frame.index).encode()).hexdigest()[:16]}"


def day(text):
    return datetime.date.fromisoformat(text).toordinal() if text else 0


def thousandths(text):
    whole, _, part = text.lstrip("-").partition(".")
    return (-1 if text[0] == "-" else 1) * int(whole + (part + "000")[:3])


data = "online-retail"
fine = table.same("customers, in order", data, ids(customers), ids(ours))
for name, read in ("first_order", day), ("last_order", day), ("orders", int), ("spend", thousandths):
    theirs = customers[name].map(read) if read is day else customers[name]
    fine &= table.farthest(f"{name} of customers", data, theirs, ours[name].map(read), 0)
print(f"oracle: pandas and seg-features {'agree' if fine else 'differ'} on {len(ours)} customers")
