"""What others need for one row a customer.

Usage: features.py NAME FILE [ARGUMENT]. Answers go nowhere (/dev/null): only the time counts. Each is written as its own
manual would: columns typed, only what is asked for, all cores allowed.
"""
import sys

TYPED = (
    "columns={'order_id':'VARCHAR','customer_id':'VARCHAR','order_date':'TIMESTAMP','amount':'DECIMAL(18,2)',"
    "'category':'VARCHAR','channel':'VARCHAR'}"
)


def duckdb_customers(path):
    """count, sum, first, last, recency per customer; ids sorted, as ours are"""
    import duckdb

    duckdb.sql(
        "COPY (SELECT customer_id, min(order_date)::DATE AS first_order, max(order_date)::DATE AS last_order,"
        " count(*) AS orders, sum(amount) AS spend,"
        " date_diff('day', max(order_date), TIMESTAMP '2025-12-31') AS recency_days"
        f" FROM read_csv('{path}', delim='\t', quote='', escape='', header=true, {TYPED})"
        " GROUP BY customer_id ORDER BY customer_id)"
        " TO '/dev/null' (FORMAT csv, DELIMITER '\t', QUOTE '', ESCAPE '', HEADER)"
    )


def duckdb_customers_distinct(path):
    """the same with orders counted as distinct ids, which is what seg-features does"""
    import duckdb

    duckdb.sql(
        "COPY (SELECT customer_id, min(order_date)::DATE AS first_order, max(order_date)::DATE AS last_order,"
        " count(DISTINCT order_id) AS orders, sum(amount) AS spend,"
        " date_diff('day', max(order_date), TIMESTAMP '2025-12-31') AS recency_days"
        f" FROM read_csv('{path}', delim='\t', quote='', escape='', header=true, {TYPED})"
        " GROUP BY customer_id ORDER BY customer_id)"
        " TO '/dev/null' (FORMAT csv, DELIMITER '\t', QUOTE '', ESCAPE '', HEADER)"
    )


def pandas_customers(path):
    import pandas

    rows = pandas.read_csv(
        path, sep="\t", quoting=3, usecols=["customer_id", "order_date", "amount"], parse_dates=["order_date"]
    )
    out = rows.groupby("customer_id").agg(
        first_order=("order_date", "min"), last_order=("order_date", "max"), orders=("amount", "size"), spend=("amount", "sum")
    )
    out["recency_days"] = (pandas.Timestamp("2025-12-31") - out["last_order"]).dt.days
    out.to_csv("/dev/null", sep="\t")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
