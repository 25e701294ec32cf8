"""What pandas says of each customer of Online Retail, from the file as published.

Usage: customers.py online-retail.csv.gz > customers.tsv
Prints customer_id, first_order, last_order, orders and spend, as seg-features does: spend is sales less refunds,
orders are distinct invoices of sales. Prices have at most three decimals, so money is exact in whole thousandths.
"""
import sys

import pandas

rows = pandas.read_csv(sys.argv[1], dtype={"InvoiceNo": str, "CustomerID": str}, parse_dates=["InvoiceDate"])
rows = rows.dropna(subset=["CustomerID"])
rows["customer_id"] = rows["CustomerID"].str.replace(r"\.0$", "", regex=True)
rows["thousandths"] = rows["Quantity"] * (rows["UnitPrice"] * 1000).round().astype("int64")
rows["day"] = rows["InvoiceDate"].dt.strftime("%Y-%m-%d")

sales = rows[rows["thousandths"] >= 0].groupby("customer_id")
table = rows.groupby("customer_id")["thousandths"].sum().to_frame("spend").join(
    sales.agg(first_order=("day", "min"), last_order=("day", "max"), orders=("InvoiceNo", "nunique")))
table["orders"] = table["orders"].fillna(0).astype("int64")
table = table.fillna("").sort_index()

print("customer_id", "first_order", "last_order", "orders", "spend", sep="\t")
for customer, row in table.iterrows():
    spend = f"{'-' if row.spend < 0 else ''}{abs(row.spend) // 1000}.{abs(row.spend) % 1000:03}"
    print(customer, row.first_order, row.last_order, row.orders, spend.rstrip("0").rstrip("."), sep="\t")
