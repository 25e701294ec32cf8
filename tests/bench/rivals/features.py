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


def duckdb_usual(path):
    """what the usual five sets say (rfm, value, tenure, lifecycle, btyd), orders being distinct ids"""
    import duckdb

    duckdb.sql(
        f"""
COPY (WITH o AS (SELECT customer_id, order_id, min(order_date) AS t, sum(amount) AS a
        FROM read_csv('{path}', delim='	', quote='', escape='', header=true, {TYPED}) GROUP BY ALL),
    g AS (SELECT customer_id, t, t::DATE AS d, a, row_number() OVER w AS k, t::DATE - lag(t::DATE) OVER w AS gap
        FROM o WINDOW w AS (PARTITION BY customer_id ORDER BY t, order_id)),
    c AS (SELECT customer_id, min(d) AS first_order, max(d) AS last_order, count(*) AS orders, sum(a) AS spend,
            sum(a) FILTER (a > 0) AS revenue, max(a) AS max_order, quantile_cont(a, [0.5, 0.9]) AS quantiles,
            arg_min(a, t) AS first_amount, max(d) FILTER (k = 2) - min(d) AS days_to_second_order,
            median(gap) FILTER (gap > 0) AS own_gap, count(*) FILTER (gap > 0) AS gaps,
            arg_max(gap, t) FILTER (gap > 0) AS gap_last, coalesce(sum(a) FILTER (k > 1), 0) AS repeat_spend
        FROM g GROUP BY customer_id),
    f AS (SELECT *, DATE '2025-12-31' - last_order AS recency_days, DATE '2025-12-31' - first_order AS tenure_days,
            (2 * (SELECT median(own_gap) FROM c) + gaps * coalesce(own_gap, 0)) / (2 + gaps) AS expected_gap,
            sum(spend) OVER () AS all_spend, sum(spend) OVER (ORDER BY spend DESC) - spend AS before,
            ntile(5) OVER (ORDER BY last_order) AS r, ntile(5) OVER (ORDER BY orders) AS f,
            ntile(5) OVER (ORDER BY spend) AS m, ntile(10) OVER (ORDER BY spend) AS decile FROM c)
    SELECT customer_id, first_order, last_order, orders, spend, spend / orders AS mean_order, recency_days, tenure_days, r, f, m,
        CASE WHEN r = 5 AND f >= 4 THEN 'champions' WHEN r >= 3 AND f >= 4 THEN 'loyal' WHEN r >= 4 AND f >= 2 THEN 'potential'
            WHEN r = 5 THEN 'new' WHEN r = 4 THEN 'promising' WHEN r = 3 AND f = 3 THEN 'need_attention' WHEN r = 3 THEN 'about_to_sleep'
            WHEN f = 5 THEN 'cant_lose' WHEN f >= 3 THEN 'at_risk' WHEN r = 1 AND f = 1 THEN 'lost' ELSE 'hibernating' END AS segment,
        revenue, max_order, quantiles[1] AS median_order, quantiles[2] AS p90_order, spend / all_spend AS spend_share, decile,
        CASE WHEN before < .8 * all_spend THEN 'A' WHEN before < .95 * all_spend THEN 'B' ELSE 'C' END AS class,
        strftime(first_order, '%Y-%m') AS cohort, first_amount, days_to_second_order, expected_gap,
        recency_days / expected_gap AS overdue_ratio,
        CASE WHEN recency_days >= 6 * expected_gap THEN 'lost' WHEN recency_days >= 3 * expected_gap THEN 'lapsed'
            WHEN recency_days >= 1.5 * expected_gap THEN 'at_risk' WHEN gaps = 0 THEN 'new'
            WHEN gap_last >= 3 * expected_gap THEN 'reactivated' ELSE 'active' END AS stage,
        gaps AS btyd_x, last_order - first_order AS btyd_tx, tenure_days AS btyd_T, repeat_spend / greatest(gaps, 1) AS btyd_m
    FROM f ORDER BY customer_id)
TO '/dev/null' (FORMAT csv, DELIMITER '	', QUOTE '', ESCAPE '', HEADER)"""
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
