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


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
