"""report - what DuckDB needs for the figures of a page of seg-report with orders.

Usage: report.py CUSTOMERS.tsv ORDERS.tsv SEGMENT. Medians, means and spreads of every column by segment; the Lorenz
curve; orders as distinct ids, by month and by segment and month; the last 180 days and those before; quarterly cohorts
by age with customers, orders, revenue and who came then or later; second orders by thirds of the first day, with what
Kaplan and Meier need of each day. Only the figures: nothing is drawn.
"""
import sys

import duckdb

customers, orders, segment = sys.argv[1:]
db = duckdb.connect()
db.sql(f"CREATE TABLE c AS FROM read_csv('{customers}', delim='\t', quote='', escape='', header=true)")
types = {name: str(kind) for name, kind in zip(db.table("c").columns, db.table("c").types)}
left_out = {"r_score", "f_score", "m_score", "revenue", "spend_share", "spend_decile", "max_order", "p90_order", "median_order"}
numbers = [
    n for n, t in types.items() if t in ("BIGINT", "DOUBLE") and n not in left_out and not n.startswith("btyd_")
]
every = ", ".join(f"median({n}), avg({n}), stddev_pop({n}), count({n})" for n in numbers)
answers = [
    db.sql(f"SELECT {segment}, count(*), sum(spend), {every} FROM c GROUP BY {segment}").fetchall(),
    db.sql(f"SELECT count(*), sum(spend), {every} FROM c").fetchall(),
    db.sql(
        "SELECT i, share FROM (SELECT row_number() OVER w AS i, sum(greatest(spend, 0)) OVER w AS share, count(*) OVER () AS n"
        " FROM c WINDOW w AS (ORDER BY spend DESC ROWS UNBOUNDED PRECEDING)) WHERE i IN (n // 100, n // 10, n // 5, n // 2)"
    ).fetchall(),
    db.sql(
        "SELECT r, f, count(*), sum(spend) FROM (SELECT spend, ntile(5) OVER (ORDER BY recency_days) AS r,"
        " ntile(5) OVER (ORDER BY orders) AS f FROM c) GROUP BY ALL"
    ).fetchall(),
    db.sql(
        f"SELECT {segment}, CASE WHEN tenure_days <= 90 THEN 0 WHEN recency_days <= 90 THEN 1"
        " WHEN recency_days <= 180 THEN 2 ELSE 3 END AS s, count(*) FROM c GROUP BY ALL"
    ).fetchall(),
]
db.sql(
    "CREATE TABLE o AS SELECT customer_id, order_id, min(order_date)::DATE AS day, sum(amount) AS amount"
    f" FROM read_csv('{orders}', delim='\t', quote='', escape='', header=true, columns={{'order_id':'VARCHAR',"
    "'customer_id':'VARCHAR','order_date':'TIMESTAMP','amount':'DECIMAL(18,2)','category':'VARCHAR',"
    "'channel':'VARCHAR'}) SEMI JOIN c USING (customer_id) GROUP BY customer_id, order_id"
)
last = db.sql("SELECT max(day) FROM o").fetchall()[0][0]
answers += [
    db.sql(
        f"SELECT {segment}, date_trunc('month', day) AS m, count(DISTINCT customer_id), count(*), sum(amount)"
        " FROM o JOIN c USING (customer_id) GROUP BY GROUPING SETS ((m), (m, " + segment + "))"
    ).fetchall(),
    db.sql(
        f"SELECT date_diff('day', day, DATE '{last}') // 180 AS s, count(DISTINCT customer_id), count(*), sum(amount)"
        f" FROM o WHERE day > DATE '{last}' - 360 GROUP BY s"
    ).fetchall(),
    db.sql(
        "WITH q AS (SELECT customer_id, (year(day) * 4 + quarter(day)) AS q, count(*) AS n, sum(amount) AS amount"
        " FROM o GROUP BY ALL), f AS (SELECT *, min(q) OVER (PARTITION BY customer_id) AS first,"
        " max(q) OVER (PARTITION BY customer_id) AS latest FROM q)"
        " SELECT first, q - first AS age, count(*), sum(n), sum(amount) FROM f GROUP BY ALL"
        " UNION ALL SELECT first, latest - first, count(DISTINCT customer_id), 0, 0 FROM f GROUP BY ALL"
    ).fetchall(),
    db.sql(
        "WITH d AS (SELECT customer_id, day, sum(amount) AS amount, row_number() OVER (PARTITION BY customer_id ORDER BY day)"
        " AS i FROM o GROUP BY customer_id, day),"
        f" p AS (SELECT a.amount, coalesce(b.day, DATE '{last}') - a.day AS time, b.day IS NOT NULL AS event"
        " FROM (FROM d WHERE i = 1) a LEFT JOIN (FROM d WHERE i = 2) b USING (customer_id)),"
        " t AS (SELECT *, ntile(3) OVER (ORDER BY amount) AS third FROM p)"
        " SELECT third, time, count(*) FILTER (event), count(*) FILTER (NOT event),"
        " sum(count(*)) OVER (PARTITION BY third ORDER BY time DESC) FROM t GROUP BY third, time"
    ).fetchall(),
]
assert all(answers)
