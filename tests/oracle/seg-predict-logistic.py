"""seg-predict - logistic regression beside statsmodels and scikit-learn, on IBM's telco churn.

Usage: seg-predict-logistic.py telco.tsv SEEDS   (seg-predict must be on PATH)
"""

import subprocess
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

path, seeds = sys.argv[1], int(sys.argv[2])
t = pd.read_csv(path, sep="\t", keep_default_na=False)
t["TotalCharges"] = pd.to_numeric(t["TotalCharges"])
numbers = ["SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"]
words = [c for c in t.columns if c not in numbers + ["customer_id", "Churn"]]
y = (t["Churn"] == "Yes").astype(int)
filled = t.copy()
filled["TotalCharges"] = t["TotalCharges"].fillna(t["TotalCharges"].mean())


def seg(*args):
    out = subprocess.run(["seg-predict", "-q", "--train=logistic", "--target=Churn", *args, path],
                         capture_output=True, text=True, check=True).stdout
    return pd.Series([float(line.split("\t")[-1]) for line in out.splitlines()[1:]])


def table(model, name):
    lines = open(model).read().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("table\t" + name + "\t"))
    rows = int(lines[at].split("\t")[2])
    return pd.DataFrame([r.split("\t") for r in lines[at + 2:at + 2 + rows]], columns=lines[at + 1].split("\t"))


# Coefficients without a penalty against Newton's method of statsmodels, on the same columns.
p = seg("--penalty=0", "--folds=0", "-M", "glm.seg")
terms = table("glm.seg", "terms")
x, beta, error = [np.ones(len(t))], [], []
for r in terms.itertuples():
    if r.std_error:
        x.append(filled[r.column].to_numpy(float) if r.column in numbers
                 else (t[r.column] == r.level).to_numpy(float))
        beta.append(float(r.beta))
        error.append(float(r.std_error))
fit = sm.GLM(y, np.column_stack(x), family=sm.families.Binomial()).fit(tol=1e-14, maxiter=100)
worst = max(abs(fit.params[1:] / np.array(beta) - 1))
worst_error = max(abs(fit.bse[1:] / np.array(error) - 1))
worst_chance = max(abs(fit.predict() - p))
print(f"glm: {len(beta)} coefficients, largest relative difference {worst:.1e}, of errors {worst_error:.1e}, "
      f"of chances {worst_chance:.1e}")
assert worst < 1e-8 and worst_error < 1e-6 and worst_chance < 1e-10


def scores(p):
    odds = np.log(p / (1 - p))
    slope = sm.GLM(y, sm.add_constant(odds), family=sm.families.Binomial()).fit().params.iloc[1]
    return [roc_auc_score(y, p), log_loss(y, p), brier_score_loss(y, p), average_precision_score(y, p), slope]


# Our own measures against scikit-learn's, on the same chances.
p = seg("--write-metrics=metrics.tsv")
ours = pd.read_csv("metrics.tsv", sep="\t", index_col=0)["value"]
for name, theirs in zip(["auc", "log_loss", "brier", "pr_auc", "calibration_slope"], scores(p)):
    assert abs(ours[name] / theirs - 1) < 1e-7, (name, ours[name], theirs)

pipe = make_pipeline(ColumnTransformer([("n", StandardScaler(), numbers),
                                        ("w", OneHotEncoder(handle_unknown="ignore"), words)]),
                     LogisticRegression(max_iter=1000))
mine = np.mean([scores(seg(f"--seed={s}")) for s in range(1, seeds + 1)], axis=0)
other = np.mean([scores(cross_val_predict(pipe, filled, y, cv=StratifiedKFold(5, shuffle=True, random_state=s),
                                          method="predict_proba")[:, 1]) for s in range(1, seeds + 1)], axis=0)
for name, a, b in zip(["AUC", "log-loss", "Brier", "average precision", "calibration slope"], mine, other):
    print(f"telco, mean of {seeds} fold seeds: {name} {a:.4f}, scikit-learn {b:.4f}")
assert mine[0] >= 0.8440 and mine[1] <= 0.4185 and 0.95 <= mine[4] <= 1.05
