"""seg-predict - logistic and linear regression beside statsmodels and scikit-learn, on telco churn, German credit and Adult.

Usage: seg-predict-logistic.py FOLDER NAME TARGET POSITIVE SEEDS   (FOLDER/NAME.tsv; seg-predict on PATH)
Of coefficients, errors and chances without a penalty, with weights, and with a lasso; then of out-of-fold measures, as
the mean over fold seeds.
"""
import itertools
import math
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from table import farthest, row, write

folder, name, target, positive, seeds = sys.argv[1:5] + [int(sys.argv[5])]
path = f"{folder}/{name}.tsv"
t = pd.read_csv(path, sep="\t", keep_default_na=False, dtype=str)
numbers = [c for c in t.columns if pd.to_numeric(t[c].replace("", "0"), errors="coerce").notna().all() and c not in (target, "customer_id")]
words = [c for c in t.columns if c not in numbers + ["customer_id", target]]
y = (t[target] == positive).astype(int)
filled = t.copy()
for c in numbers:
    filled[c] = pd.to_numeric(t[c].replace("", "nan"), errors="coerce")
    filled[c] = filled[c].fillna(filled[c].mean())


def seg(*args, kind="logistic", of=target, file=path):
    run = subprocess.run(["seg-predict", "-q", f"--train={kind}", f"--target={of}", *args, file], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return np.array([float(line.split("\t")[-1]) for line in run.stdout.splitlines()[1:]])


def table(model, name):
    lines = open(model).read().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("table\t" + name + "\t"))
    rows = int(lines[at].split("\t")[2])
    return pd.DataFrame([r.split("\t") for r in lines[at + 2:at + 2 + rows]], columns=lines[at + 1].split("\t"))


def fitted(model):
    """The columns that got a weight, with weights and errors."""
    x, beta, error = [np.ones(len(t))], [], []
    for r in table(model, "terms").itertuples():
        if r.std_error:
            x.append(filled[r.column].to_numpy(float) if r.column in numbers else (t[r.column] == r.level).to_numpy(float))
            beta.append(float(r.beta))
            error.append(float(r.std_error))
    return np.column_stack(x), beta, error


model = f"{folder}/{name}.seg"
positives = ["--positive=" + positive]
p = seg(*positives, "--penalty=0", "--folds=0", "-M", model)
x, beta, error = fitted(model)
fit = sm.GLM(y, x, family=sm.families.Binomial()).fit(tol=1e-14, maxiter=100)
farthest("logistic coefficients, statsmodels GLM", name, fit.params[1:], beta, 1e-8, relative=True)
farthest("their standard errors", name, fit.bse[1:], error, 1e-6, relative=True)
farthest("chances", name, fit.predict(), p, 1e-10)

# Weights, of rows and of a class, as statsmodels' frequency weights.
weighed = t.assign(w=[1 + i % 3 for i in range(len(t))])
weighed.to_csv(f"{folder}/weighed.tsv", sep="\t", index=False)
seg(*positives, "--penalty=0", "--folds=0", "--weight=w", "--class-weight=2", "-M", model, file=f"{folder}/weighed.tsv")
x, beta, error = fitted(model)
w = weighed.w.to_numpy(float) * np.where(y == 1, 2, 1)
fit = sm.GLM(y, x, family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-14, maxiter=100)
farthest("weighted logistic coefficients, statsmodels GLM", name, fit.params[1:], beta, 1e-8, relative=True)

# A lasso as scikit-learn's, of the same scaled columns.
lasso = seg(*positives, "--penalty=0", "--lasso=30", "--folds=0", "-M", model)
terms = table(model, "terms")
terms = terms[(terms.sd.astype(float) > 0) & ~(~terms.column.duplicated() & terms.column.isin(words))]
scaled = np.column_stack([(filled[r.column] if r.column in numbers else (t[r.column] == r.level).astype(float)) for r in terms.itertuples()])
scaled = (scaled - scaled.mean(0)) / scaled.std(0)
with warnings.catch_warnings():
    warnings.simplefilter("ignore", ConvergenceWarning)
    theirs = LogisticRegression(l1_ratio=1, C=1 / 30, solver="saga", tol=1e-10, max_iter=20000).fit(scaled, y)
# Columns that say the same may share a weight in many ways: the chances are what is unique.
farthest("chances with a lasso, scikit-learn saga", name, theirs.predict_proba(scaled)[:, 1], lasso, 1e-5)

# A number: least squares with HC3 errors.
of = numbers[-1]
drivers = "--features=" + ",".join(numbers[:-1] + words)
seg(drivers, "--folds=0", "-M", model, kind="linear", of=of, file=path)
x, beta, error = fitted(model)
known = t[of] != ""
fit = sm.OLS(filled[of][known], x[known]).fit(cov_type="HC3")
farthest("linear coefficients, statsmodels OLS", f"{name} {of}", fit.params.to_numpy()[1:], beta, 1e-8, relative=True)
farthest("their HC3 errors", f"{name} {of}", fit.bse.to_numpy()[1:], error, 1e-8, relative=True)
# What drives it: inflation, and Lindeman, Merenda and Gold's shares as the mean over all orders, by statsmodels.
some = numbers[:-1][:5] + words[:1]
seg("--features=" + ",".join(some), "--folds=0", "-M", model, kind="linear", of=of, file=path)
found = table(model, "drivers").set_index("column").astype(float)
parts = {c: filled[[c]].astype(float) if c in numbers else pd.get_dummies(t[c]).iloc[:, 1:].astype(float) for c in some}
design = sm.add_constant(pd.concat(parts.values(), axis=1)[known])
inflations = [variance_inflation_factor(design.to_numpy(), list(design.columns).index(c)) for c in some if c in numbers]
farthest("variance inflation, statsmodels", f"{name} {of}", inflations, found.vif[[c for c in some if c in numbers]], 1e-8, relative=True)
explained = {}
for size in range(len(some) + 1):
    for chosen in itertools.combinations(some, size):
        columns = np.column_stack([np.ones(known.sum())] + [parts[c][known] for c in chosen])
        explained[frozenset(chosen)] = sm.OLS(filled[of][known], columns).fit().rsquared
shares = [sum(math.factorial(len(s)) * math.factorial(len(some) - len(s) - 1) / math.factorial(len(some)) * (explained[s | {c}] - r)
              for s, r in explained.items() if c not in s) for c in some]
farthest("shares of R squared, statsmodels on every choice", f"{name} {of}", shares, found.importance[some], 1e-10)
seg(drivers, "--folds=0", "--weight=w", "-M", model, kind="linear", of=of, file=f"{folder}/weighed.tsv")
x, beta, error = fitted(model)
fit = sm.WLS(filled[of][known], x[known], weights=weighed.w[known].astype(float)).fit(cov_type="HC3")
farthest("weighted linear coefficients, statsmodels WLS", f"{name} {of}", fit.params.to_numpy()[1:], beta, 1e-8, relative=True)
farthest("their HC3 errors", f"{name} {of}", fit.bse.to_numpy()[1:], error, 1e-8, relative=True)


def scores(p):
    odds = np.log(p / (1 - p))
    slope = np.asarray(sm.GLM(y, sm.add_constant(odds), family=sm.families.Binomial()).fit().params)[1]
    return [roc_auc_score(y, p), log_loss(y, p), brier_score_loss(y, p), average_precision_score(y, p), slope]


def fold(customer, seed=1, folds=5):
    """The fold of a customer, drawn as lib/rng.c says: the first number of a stream of the seed, "fold" and the id."""
    whole = (1 << 64) - 1

    def splitmix(state):
        state = (state + 0x9e3779b97f4a7c15) & whole
        z = ((state ^ (state >> 30)) * 0xbf58476d1ce4e5b9) & whole
        z = ((z ^ (z >> 27)) * 0x94d049bb133111eb) & whole
        return z ^ (z >> 31), state

    index = 0xcbf29ce484222325
    for byte in customer.encode():
        index = ((index ^ byte) * 0x100000001b3) & whole
    key = splitmix(seed)[0]
    for byte in b"fold":
        key = splitmix(key ^ byte)[0]
    second = splitmix(splitmix(key ^ index)[1])[0]
    times5 = second * 5 & whole
    return ((times5 << 7 | times5 >> 57) * 9 & whole) * folds >> 64


# Our own measures against scikit-learn's, on the same chances. Chances are compared with those of their own fold only.
p = seg(*positives, f"--write-metrics={folder}/metrics.tsv")
ours = pd.read_csv(f"{folder}/metrics.tsv", sep="\t", index_col=0)["value"]
measures = ["auc", "log_loss", "brier", "pr_auc", "calibration_slope"]
drawn = t.customer_id.map(fold)
folds = [(roc_auc_score(y[drawn == k], p[drawn == k]), (y[drawn == k] == 1).sum() * (y[drawn == k] == 0).sum()) for k in range(5)]
within = np.average([auc for auc, _ in folds], weights=[pairs for _, pairs in folds])
for measure, theirs in zip(measures, [within, *scores(p)[1:]]):
    row(f"{measure} of the same chances", name, float(theirs), float(ours[measure]), 1e-7, relative=True)

pipe = make_pipeline(ColumnTransformer([("n", StandardScaler(), numbers), ("w", OneHotEncoder(handle_unknown="ignore"), words)]),
                     LogisticRegression(max_iter=1000))
mine = np.mean([scores(seg(*positives, f"--seed={s}")) for s in range(1, seeds + 1)], axis=0)
other = np.mean([scores(cross_val_predict(pipe, filled, y, cv=KFold(5, shuffle=True, random_state=s),
                                          method="predict_proba")[:, 1]) for s in range(1, seeds + 1)], axis=0)
for measure, a, b, sign in zip(measures, mine, other, [-1, 1, 1, -1, 0]):
    # Only worse counts; the slope must be near 1. Folds at random, as ours: not stratified. Telco has limits below; of the
    # others it is asked that the comparison be recorded, so that the limit here is only a guard against a mistake.
    off = abs(a - 1) if sign == 0 else max(0, sign * (a - b))
    write(f"{measure} out of fold, mean of {seeds} seeds", name, f"{b:.5f}", f"{a:.5f}", off,
          0.05 if sign == 0 else 0.001 if name == "telco" else 0.01)
if name == "telco":
    write("auc at least .8440", name, 0.8440, f"{mine[0]:.5f}", max(0, 0.8440 - mine[0]), 0)
    write("log_loss at most .4185", name, 0.4185, f"{mine[1]:.5f}", max(0, mine[1] - 0.4185), 0)
