"""rivals - what others need to answer the questions of bench, one function a question and a program.

Usage: rivals.py NAME FILE [ARGUMENT]. Answers go nowhere (/dev/null): only the time counts. Each is written as its own
manual would: columns typed, only what is asked for, all cores allowed.
"""
import sys


def duckdb_csv_to_tsv(path):
    import duckdb

    duckdb.sql(
        f"COPY (SELECT * FROM read_csv('{path}', header=true, all_varchar=true))"
        " TO '/dev/null' (FORMAT csv, DELIMITER '\t', QUOTE '', ESCAPE '', HEADER)"
    )


def polars_csv_to_tsv(path):
    import polars

    polars.scan_csv(path, infer_schema=False).sink_csv("/dev/null", separator="\t", quote_style="never")


TYPED = (
    "columns={'order_id':'VARCHAR','customer_id':'VARCHAR','order_date':'TIMESTAMP','amount':'DECIMAL(18,2)',"
    "'category':'VARCHAR','channel':'VARCHAR'}"
)


def duckdb_typed(path):
    import duckdb

    duckdb.sql(
        f"COPY (SELECT trim(order_id) AS order_id, trim(customer_id) AS customer_id, order_date, amount, category, channel"
        f" FROM read_csv('{path}', header=true, {TYPED}) WHERE customer_id IS NOT NULL AND order_date IS NOT NULL"
        " AND amount IS NOT NULL) TO '/dev/null' (FORMAT csv, DELIMITER '\t', QUOTE '', ESCAPE '', HEADER)"
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


def features(path):
    import pandas

    return pandas.read_csv(path, sep="\t").iloc[:, 1:].to_numpy()


def sklearn_kmeans(path, k):
    from sklearn.cluster import KMeans

    x = features(path)
    KMeans(int(k), init=x[: int(k)], n_init=1, tol=0, max_iter=5000).fit(x)


def sklearn_logistic(path):
    import pandas
    from sklearn.linear_model import LogisticRegression

    d = pandas.read_csv(path, sep="\t")
    LogisticRegression(C=1e12, tol=1e-6, max_iter=1000).fit(d.iloc[:, 2:].to_numpy(), d["y"].to_numpy())


def lifetimes_bg(path):
    import pandas
    from lifetimes import BetaGeoFitter

    d = pandas.read_csv(path, sep="\t")
    m = BetaGeoFitter().fit(d.btyd_x, d.btyd_tx, d.btyd_T)
    m.conditional_expected_number_of_purchases_up_to_time(39, d.btyd_x, d.btyd_tx, d.btyd_T)
    m.conditional_probability_alive(d.btyd_x, d.btyd_tx, d.btyd_T)


def fairlearn_groups(path):
    import pandas
    from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate, true_positive_rate

    d = pandas.read_csv(path, sep="\t")
    for group in ("g1", "g2", "g3"):
        MetricFrame(
            metrics={"sr": selection_rate, "tpr": true_positive_rate, "fpr": false_positive_rate},
            y_true=d.label, y_pred=d.outcome, sensitive_features=d[group],
        ).by_group


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
