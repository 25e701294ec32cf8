"""What fairlearn and AIF360 say of Adult and German credit, beside what seg-audit-bias says: a table.

Usage: seg-audit-bias-fairness.py FAIRNESS-FOLDER WORK-FOLDER > table.tsv
Prints data, group, metric, library, theirs, ours and their difference; ends with 1 when one is above 1e-12.
The predictions are rules that anyone can repeat: of Adult, 13 years of education or more or a capital gain; of
German credit, a checking account or a duration of at most 18 months. Favourable are the outcome and the label 1.
"""
import gzip
import io
import subprocess
import sys
import warnings
from pathlib import Path

import numpy
import pandas
from fairlearn import metrics as fairlearn
from table import row as compare

warnings.filterwarnings("ignore")
from aif360.datasets import BinaryLabelDataset  # noqa: E402
from aif360.metrics import BinaryLabelDatasetMetric, ClassificationMetric  # noqa: E402

data, work = Path(sys.argv[1]), Path(sys.argv[2])


def adult():
    names = ("age workclass fnlwgt education years marital occupation relationship race sex gain loss hours "
             "country income").split()
    text = "".join(gzip.open(data / "adult" / f"adult.{part}.gz", "rt").read() for part in ("data", "test"))
    rows = pandas.read_csv(io.StringIO(text), names=names, skipinitialspace=True, comment="|").dropna(subset=["income"])
    table = rows[["race", "sex"]].copy()
    table["outcome"] = ((rows["years"] >= 13) | (rows["gain"] > 0)).astype(int)
    table["label"] = rows["income"].str.startswith(">50K").astype(int)
    return table, {"sex": "Male", "race": "White"}


def german():
    rows = pandas.read_csv(data / "german" / "german.csv", header=None)
    table = pandas.DataFrame({"sex": numpy.where(rows[8].isin(["A92", "A95"]), "female", "male"),
                              "age": numpy.where(rows[12] > 25, "over 25", "up to 25")})
    table["outcome"] = ((rows[0] == "A14") | (rows[1] <= 18)).astype(int)
    table["label"] = (rows[20] == 1).astype(int)
    return table, {"sex": "male", "age": "over 25"}


def ours(name, table, groups, *more):
    """The rows of the audit, by (group_by, group, metric)."""
    path = work / f"{name}.tsv"
    table.to_csv(path, sep="\t", index=False)
    text = subprocess.run(["seg-audit-bias", "-q", f"--group={','.join(groups)}", "--outcome=outcome", "--label=label",
                           "--min-n=0", *more, str(path)], check=True, capture_output=True, text=True).stdout
    rows = pandas.read_csv(io.StringIO(text), sep="\t", keep_default_na=False)
    return {(r.group_by, r.group, r.metric): r for r in rows.itertuples()}


PER_GROUP = {
    "selection_rate": fairlearn.selection_rate,
    "true_positive_rate": fairlearn.true_positive_rate,
    "true_negative_rate": fairlearn.true_negative_rate,
    "false_positive_rate": fairlearn.false_positive_rate,
    "false_negative_rate": fairlearn.false_negative_rate,
    "accuracy": lambda y, p: float(numpy.mean(y == p)),
}
WHOLE = {
    "demographic_parity": (fairlearn.demographic_parity_difference, fairlearn.demographic_parity_ratio),
    "equal_opportunity": (fairlearn.equal_opportunity_difference, fairlearn.equal_opportunity_ratio),
    "equalized_odds": (fairlearn.equalized_odds_difference, fairlearn.equalized_odds_ratio),
}
PARTS = {  # metric: AIF360's method of a part
    "true_positive_rate": "true_positive_rate", "true_negative_rate": "true_negative_rate",
    "false_positive_rate": "false_positive_rate", "false_negative_rate": "false_negative_rate",
    "positive_predictive_value": "positive_predictive_value", "false_discovery_rate": "false_discovery_rate",
    "negative_predictive_value": "negative_predictive_value", "false_omission_rate": "false_omission_rate",
    "accuracy": "accuracy", "selection_rate": "selection_rate", "base_rate": "base_rate",
}


def beside_fairlearn(rows, table, by):
    y, p = table["label"].to_numpy(), table["outcome"].to_numpy()
    frame = fairlearn.MetricFrame(metrics=PER_GROUP, y_true=y, y_pred=p, sensitive_features=table[by])
    for metric in PER_GROUP:
        for group, value in frame.by_group[metric].items():
            yield group, metric, value, rows[by, group, metric].value
    for metric, (difference, ratio) in WHOLE.items():
        row = rows[by, "", metric]
        yield "", metric, difference(y, p, sensitive_features=table[by]), row.difference
        yield "", metric + " (ratio)", ratio(y, p, sensitive_features=table[by]), row.ratio


def beside_aif360(rows, table, by, privileged):
    """Everyone else against the privileged group, as AIF360 asks for."""
    frame = pandas.DataFrame({"group": (table[by] == privileged).astype(float), "label": table["label"].astype(float)})
    truth = BinaryLabelDataset(df=frame, label_names=["label"], protected_attribute_names=["group"])
    predicted = truth.copy()
    predicted.labels = table[["outcome"]].to_numpy(dtype=float)
    parts = dict(unprivileged_groups=[{"group": 0}], privileged_groups=[{"group": 1}])
    m = ClassificationMetric(truth, predicted, **parts)
    for metric, method in PARTS.items():
        for is_privileged, group in ((True, "in"), (False, "out")):
            yield group, metric, getattr(m, method)(privileged=is_privileged), rows["part", group, metric].value
    out = {metric: rows["part", "out", metric] for metric in [*PARTS, "four_fifths", "average_odds"]}
    yield "out", "four_fifths (disparate_impact)", m.disparate_impact(), out["four_fifths"].ratio
    yield "out", "four_fifths (statistical_parity_difference)", m.statistical_parity_difference(), out["four_fifths"].difference
    yield "out", "average_odds (average_odds_difference)", m.average_odds_difference(), out["average_odds"].value
    yield "out", "true_positive_rate (equal_opportunity_difference)", m.equal_opportunity_difference(), out["true_positive_rate"].difference
    yield "", "equalized_odds (equalized_odds_difference)", m.equalized_odds_difference(), rows["part", "", "equalized_odds"].difference
    for metric in ("false_positive_rate", "false_negative_rate", "false_discovery_rate", "false_omission_rate"):
        yield "out", f"{metric} ({metric}_difference)", getattr(m, f"{metric}_difference")(), out[metric].difference
        yield "out", f"{metric} ({metric}_ratio)", getattr(m, f"{metric}_ratio")(), out[metric].ratio
    base = BinaryLabelDatasetMetric(truth, **parts)
    yield "out", "base_rate (mean_difference)", base.mean_difference(), out["base_rate"].difference


worst = n = 0
print("data", "group_by", "group", "metric", "library", "theirs", "ours", "off", sep="\t")
for name, (table, privileged) in {"adult": adult(), "german": german()}.items():
    rows = ours(name, table, list(privileged))
    for by, group in privileged.items():
        found = [("fairlearn", *r) for r in beside_fairlearn(rows, table, by)]
        part = table.assign(part=numpy.where(table[by] == group, "in", "out"))
        split = ours(f"{name}-{by}", part, ["part"], "--reference=in")
        found += [("aif360", *r) for r in beside_aif360(split, table, by, group)]
        for library, which, metric, theirs, mine in found:
            off = abs(float(theirs) - float(mine))
            worst, n = max(worst, off if off == off else 1), n + 1
            compare(f"{library}: {metric}, {by} {which}", name, float(theirs), float(mine), 1e-12)
            print(name, by, which, metric, library, repr(float(theirs)), repr(float(mine)), f"{off:.1e}", sep="\t")
print(f"fairness: {n} figures of fairlearn and AIF360, the farthest {worst:.1e} off", file=sys.stderr)
sys.exit(n < 100 or not worst <= 1e-12)
