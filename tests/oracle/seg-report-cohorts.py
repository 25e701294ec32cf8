"""Cohorts by pandas, from the clean orders alone: month of the first sale, who ordered in each whole month after it, and
sales less refunds. Prints cohort, age, customers, active, active_or_later, orders, revenue."""
import sys

import pandas as pd

o = pd.read_csv(sys.argv[1], sep="\t", dtype={"customer_id": str, "order_id": str, "amount": str})
o["month"] = pd.PeriodIndex(o.order_date.str[:7], freq="M")
o["mills"] = o.amount.map(lambda x: round(float(x) * 1000))
last_day = pd.to_datetime(o.order_date.str[:10]).max()
last = last_day.to_period("M")
if last.end_time.normalize() > last_day:
    last -= 1
started = o[o.kind == "sale"].groupby("customer_id").month.min()
# an order is counted in the month of its first row
when = o[o.kind == "sale"].groupby(["customer_id", "order_id"]).month.min().reset_index()
when["start"] = when.customer_id.map(started)
money = o.copy()
# rows of an order count with it; refunds where they fall
money = money.merge(when[["customer_id", "order_id", "month"]].rename(columns={"month": "of_order"}),
                    on=["customer_id", "order_id"], how="left")
money["month"] = money.of_order.where(money.kind == "sale", money.month)
money["start"] = money.customer_id.map(started)
money = money[money.start.notna() & (money.month <= last)]
size = started.value_counts()
for start in sorted(size.index):
    if start > last:
        continue
    own = when[(when.start == start) & (when.month <= last)]
    latest = own.groupby("customer_id").month.max()
    cash = money[money.start == start]
    for age in range((last - start).n + 1):
        there = own[own.month == start + age]
        at = cash[cash.month <= start] if age == 0 else cash[cash.month == start + age]
        print(start.start_time.date(), age, size[start], there.customer_id.nunique(),
              (latest >= start + age).sum(), len(there), f"{at.mills.sum() / 1000:.3f}", sep="\t")
