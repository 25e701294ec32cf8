"""What others need to count by groups.

Usage: audit.py NAME FILE [ARGUMENT]. Answers go nowhere (/dev/null): only the time counts. Each is written as its own
manual would: columns typed, only what is asked for, all cores allowed.
"""
import sys


def fairlearn_groups(path):
    import pandas
    from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate, true_positive_rate

    d = pandas.read_csv(path, sep="\t")
    for group in ("g1", "g2", "g3"):
        MetricFrame(
            metrics={"sr": selection_rate, "tpr": true_positive_rate, "fpr": false_positive_rate},
            y_true=d.label, y_pred=d.outcome, sensitive_features=d[group],
        ).by_group


def duckdb_counts(path):
    import duckdb

    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ("g1", "g2", "g3", "outcome", "label", "segment"))
    duckdb.sql(
        "COPY (SELECT g1, g2, g3, outcome, label, segment, count(*) AS n"
        f" FROM read_csv('{path}', delim='\t', header=true, columns={{{columns}}})"
        " GROUP BY GROUPING SETS ((g1, outcome, label, segment), (g2, outcome, label, segment), (g3, outcome, label, segment)))"
        " TO '/dev/null'"
    )


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
