"""pipe - from a shop's orders to described segments with pandas and scikit-learn, as one would in a notebook.

Usage: pipe.py ORDERS.csv K. Reads the export, makes recency, orders and spend of each customer, scales them, fits K
centres from ten starts, and prints what the segments are like. Only the figures: there is no page.
"""
import sys

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

path, k = sys.argv[1], int(sys.argv[2])
orders = pd.read_csv(path, dtype={"order_id": str, "customer_id": str}, parse_dates=["order_date"])
day = orders["order_date"].dt.normalize()
customers = orders.assign(day=day).groupby("customer_id").agg(
    orders=("order_id", "nunique"), spend=("amount", "sum"), first=("day", "min"), last=("day", "max")
)
customers["recency_days"] = (day.max() - customers["last"]).dt.days
x = StandardScaler().fit_transform(np.log1p(customers[["recency_days", "orders", "spend"]].clip(lower=0)))
customers["segment"] = KMeans(k, n_init=10, random_state=1).fit_predict(x)
print(customers.groupby("segment")[["recency_days", "orders", "spend"]].agg(["count", "mean", "median", "sum"]))
