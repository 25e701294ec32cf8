"""What others need to read an export and write it again, as it is or typed.

Usage: clean.py NAME FILE [ARGUMENT]. Answers go nowhere (/dev/null): only the time counts. Each is written as its own
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


def polars_typed(path):
    import polars as pl

    schema = {"order_id": pl.String, "customer_id": pl.String, "order_date": pl.String, "amount": pl.Float64,
              "category": pl.String, "channel": pl.String}
    typed = pl.scan_csv(path, schema=schema).with_columns(
        pl.col("order_id").str.strip_chars(), pl.col("customer_id").str.strip_chars(),
        pl.col("order_date").str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False))
    typed.filter(pl.col("customer_id").is_not_null() & pl.col("order_date").is_not_null() & pl.col("amount").is_not_null()
                 ).sink_csv("/dev/null", separator="\t", quote_style="never")


def duckdb_messy(path):
    """Cells as text in parallel, then dates of four forms, amounts without signs, blanks taken off; bad rows are dropped."""
    import duckdb

    names = "order_id customer_id date amount category channel note".split()
    columns = "{" + ",".join(f"'{name}':'VARCHAR'" for name in names) + "}"
    duckdb.sql(
        "COPY (SELECT trim(order_id) AS order_id, trim(customer_id) AS customer_id, t AS date, m AS amount,"
        " trim(category) AS category, trim(channel) AS channel, trim(regexp_replace(coalesce(note, ''), '\\s+', ' ', 'g')) AS note"
        " FROM (SELECT *, try_strptime(trim(date), ['%Y-%m-%d %H:%M:%S', '%d/%m/%Y', '%b %d, %Y', '%Y/%m/%d']) AS t,"
        " try_cast(regexp_replace(amount, '[^0-9.-]', '', 'g') AS DECIMAL(18, 2)) AS m"
        f" FROM read_csv('{path}', skip=1, header=false, delim=',', quote='\"', escape='\"', strict_mode=false,"
        f" ignore_errors=true, columns={columns})) WHERE t IS NOT NULL AND m IS NOT NULL)"
        " TO '/dev/null' (FORMAT csv, DELIMITER '\t', QUOTE '', ESCAPE '', HEADER)"
    )


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
