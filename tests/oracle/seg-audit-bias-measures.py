"""What scipy, statsmodels, scikit-learn, fairlearn and AIF360 say of scores, values, strata, weights, populations and
proxies, beside what seg-audit-bias says: rows of the table.

Usage: seg-audit-bias-measures.py FAIRNESS-FOLDER WORK-FOLDER
The data are Adult's training rows: the outcome is 13 years of education or more, the label an income above 50K, the
score a logistic curve of education, hours and age that anyone can repeat, the value the hours, the weight Adult's own.
"""
import gzip
import io
import itertools
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas
from scipy import special, stats
from sklearn.metrics import brier_score_loss, mean_absolute_error, mutual_info_score, roc_auc_score
import statsmodels.api as sm
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import DescrStatsW
from fairlearn import metrics as fairlearn

warnings.filterwarnings("ignore")
from aif360.algorithms.preprocessing import Reweighing  # noqa: E402
from aif360.datasets import BinaryLabelDataset  # noqa: E402
from aif360.metrics import BinaryLabelDatasetMetric, ClassificationMetric  # noqa: E402

from table import row as compare  # noqa: E402

folder, work = Path(sys.argv[1]), Path(sys.argv[2])
EXACT, CLOSE = 1e-12, 1e-9
ALPHA = 0.1


def adult():
    names = ("age workclass fnlwgt education years marital occupation relationship race sex gain loss hours "
             "country income").split()
    text = gzip.open(folder / "adult" / "adult.data.gz", "rt").read()
    d = pandas.read_csv(io.StringIO(text), names=names, skipinitialspace=True).dropna(subset=["income"])
    t = d[["race", "sex", "occupation", "hours", "age", "marital", "fnlwgt"]].copy()
    t["years"] = d["years"]
    t["outcome"] = (d["years"] >= 13).astype(int)
    t["label"] = d["income"].str.startswith(">50K").astype(int)
    x = -9 + 0.4 * d["years"] + 0.03 * d["hours"] + 0.04 * d["age"]
    t["score"] = (1 / (1 + np.exp(-x))).round(4)
    return t


def audit(table, *options):
    path = work / "adult.tsv"
    table.to_csv(path, sep="\t", index=False)
    text = subprocess.run(["seg-audit-bias", "-q", *options, str(path)], check=True, capture_output=True, text=True).stdout
    rows = pandas.read_csv(io.StringIO(text), sep="\t", keep_default_na=False)
    return {(r.group_by, r.group, r.metric) + ((r.outcome,) if r.metric.startswith("proxy") else ()): r
            for r in rows.itertuples()}


t = adult()
groups = ["race", "sex"]
n = 0


def check(quantity, theirs, ours, allowed, relative=True):
    global n
    n += 1
    compare(quantity, "adult", float(theirs), float(ours), allowed, relative)


# --- intervals of rates: statsmodels ---
rows = audit(t, "--group=race,sex", "--outcome=outcome", "--label=label", "--min-n=0")
for by in groups:
    hits, total = t.groupby(by)["outcome"].sum(), t.groupby(by)["outcome"].count()
    best = (hits / total).idxmax()
    for g in total.index:
        low, high = proportion_confint(hits[g], total[g], ALPHA, "wilson")
        r = rows[by, g, "selection_rate"]
        check(f"Wilson, {by} {g}, lower", low, r.lower, CLOSE)
        check(f"Wilson, {by} {g}, upper", high, r.upper, CLOSE)
        if g == best:
            continue
        low, high = confint_proportions_2indep(hits[g], total[g], hits[best], total[best], compare="ratio", method="log",
                                               correction=False, alpha=ALPHA)
        r = rows[by, g, "four_fifths"]
        check(f"Katz, {by} {g}, lower", low, r.ratio_lower, CLOSE)
        check(f"Katz, {by} {g}, upper", high, r.ratio_upper, CLOSE)

# --- values: scipy, statsmodels, numpy ---
rows = audit(t, "--group=race,sex", "--value=hours", "--min-n=0")
for by in groups:
    values = {g: v.to_numpy(dtype=float) for g, v in t.groupby(by)["hours"]}
    best = max(values, key=lambda g: values[g].mean())
    for g, v in values.items():
        r = rows[by, g, "value_mean"]
        low, high = DescrStatsW(v).tconfint_mean(ALPHA)
        check(f"mean, {by} {g}", v.mean(), r.value, EXACT)
        check(f"Student's interval, {by} {g}, lower", low, r.lower, CLOSE)
        check(f"Student's interval, {by} {g}, upper", high, r.upper, CLOSE)
        for metric, p in (("value_median", 0.5), ("value_p10", 0.1), ("value_p90", 0.9)):
            q = rows[by, g, metric]
            ci = stats.quantile_test(v, q=0, p=p).confidence_interval(1 - ALPHA)
            check(f"{metric}, {by} {g}", np.quantile(v, p), q.value, EXACT)
            check(f"{metric}, {by} {g}, lower", ci.low, q.lower, EXACT)
            check(f"{metric}, {by} {g}, upper", ci.high, q.upper, EXACT)
        if g == best:
            continue
        to = values[best]
        check(f"Welch, {by} {g}", stats.ttest_ind(v, to, equal_var=False).pvalue, r.p, CLOSE)
        check(f"mean_prediction ratio, {by} {g}", fairlearn.mean_prediction(v, v) / fairlearn.mean_prediction(to, to), r.ratio, EXACT)
        s = rows[by, g, "value_superiority"]
        u = stats.mannwhitneyu(v, to, method="asymptotic")
        check(f"Mann-Whitney U / n m, {by} {g}", u.statistic / len(v) / len(to), s.value, EXACT)
        check(f"Mann-Whitney p, {by} {g}", u.pvalue, s.p, CLOSE)
        ks = stats.ks_2samp(v, to)
        d = rows[by, g, "value_distance"]
        check(f"Kolmogorov-Smirnov, {by} {g}", ks.statistic, d.value, EXACT)
        check(f"its limiting p, {by} {g}", special.kolmogorov(ks.statistic * np.sqrt(len(v) * len(to) / (len(v) + len(to)))), d.p, CLOSE)
        check(f"Wasserstein, {by} {g}", stats.wasserstein_distance(v, to), rows[by, g, "value_wasserstein"].value, CLOSE)


# --- amounts foretold (hours by age and years of education) against what came: scikit-learn through fairlearn, scipy ---
guess = t.assign(guess=(20 + t["age"] / 3 + t["years"] / 2).round(2))
rows = audit(guess, "--group=race,sex", "--value=guess", "--actual=hours", "--min-n=0")
for by in groups:
    frame = fairlearn.MetricFrame(metrics=mean_absolute_error, y_true=guess["hours"], y_pred=guess["guess"], sensitive_features=guess[by])
    off = {g: v for g, v in (guess["guess"] - guess["hours"]).groupby(guess[by])}
    nearest = min(off, key=lambda g: abs(off[g].mean()))
    least = frame.by_group.idxmin()
    for g, value in frame.by_group.items():
        r, b = rows[by, g, "value_error"], rows[by, g, "value_bias"]
        check(f"fairlearn mean_absolute_error, {by} {g}", value, r.value, EXACT)
        check(f"fairlearn mean_absolute_error, ratio, {by} {g}", value / frame.by_group[least], r.ratio, EXACT)
        check(f"mean error, {by} {g}", off[g].mean(), b.value, CLOSE)
        low, high = DescrStatsW(off[g]).tconfint_mean(ALPHA)
        check(f"Student's interval of the error, {by} {g}, lower", low, b.lower, CLOSE)
        check(f"Student's interval of the error, {by} {g}, upper", high, b.upper, CLOSE)
        if g != least:
            check(f"Welch of absolute errors, {by} {g}", stats.ttest_ind(off[g].abs(), off[least].abs(), equal_var=False).pvalue, r.p, CLOSE)
        if g != nearest:
            check(f"Welch of errors, {by} {g}", stats.ttest_ind(off[g], off[nearest], equal_var=False).pvalue, b.p, CLOSE)

# --- tests of two rates: scipy ---
few = t.iloc[:400]
hits = pandas.crosstab(few["race"], few["outcome"])
for name, theirs in (("pearson", lambda x: stats.chi2_contingency(x, correction=False).pvalue),
                     ("g", lambda x: stats.chi2_contingency(x, correction=False, lambda_="log-likelihood").pvalue),
                     ("fisher", lambda x: stats.fisher_exact(x).pvalue)):
    rows = audit(few, "--group=race", "--outcome=outcome", "--min-n=0", f"--test={name}")
    for g in hits.index:
        r = rows["race", g, "four_fifths"]
        if r.reference != g:
            check(f"--test={name}, race {g}", theirs(hits.loc[[g, r.reference]].to_numpy()), r.p, CLOSE)

# --- scores: scikit-learn, statsmodels; DeLong's error from its definition ---
def delong(score, label):
    x, y = score[label == 1], score[label == 0]
    ys, xs = np.sort(y), np.sort(x)
    v10 = (np.searchsorted(ys, x, "left") + np.searchsorted(ys, x, "right")) / 2 / len(y)
    v01 = 1 - (np.searchsorted(xs, y, "left") + np.searchsorted(xs, y, "right")) / 2 / len(x)
    return np.sqrt(v10.var(ddof=1) / len(x) + v01.var(ddof=1) / len(y))


rows = audit(t, "--group=race,sex", "--score=score", "--label=label", "--min-n=0")
z = stats.norm.ppf(1 - ALPHA / 2)
for by in groups:
    auc, error = {}, {}
    for g, part in t.groupby(by):
        s, y = part["score"].to_numpy(), part["label"].to_numpy()
        auc[g], error[g] = roc_auc_score(y, s), delong(s, y)
        r = rows[by, g, "auc"]
        check(f"AUC, {by} {g}", auc[g], r.value, EXACT)
        check(f"DeLong, {by} {g}, lower", auc[g] - z * error[g], r.lower, CLOSE)
        check(f"DeLong, {by} {g}, upper", min(1, auc[g] + z * error[g]), r.upper, CLOSE)
        check(f"Brier, {by} {g}", brier_score_loss(y, s), rows[by, g, "brier_score"].value, EXACT)
        bins = np.minimum((s * 10).astype(int), 9)
        ece = sum(abs(y[bins == b].mean() - s[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any())
        check(f"expected calibration error, {by} {g}", ece, rows[by, g, "calibration_error"].value, CLOSE)
        low, high = DescrStatsW(s - y).zconfint_mean(ALPHA)
        b = rows[by, g, "calibration_bias"]
        check(f"calibration bias, {by} {g}", s.mean() - y.mean(), b.value, 1e-10)
        check(f"calibration bias, {by} {g}, lower", low, b.lower, CLOSE)
        fit = sm.Logit(y, sm.add_constant(special.logit(s))).fit(disp=0, method="newton", tol=1e-14)
        for metric, k in (("calibration_intercept", 0), ("calibration_slope", 1)):
            r = rows[by, g, metric]
            low, high = fit.conf_int(ALPHA)[k]
            check(f"{metric}, {by} {g}", fit.params[k], r.value, CLOSE)
            check(f"{metric}, {by} {g}, lower", low, r.lower, 1e-8)
            check(f"{metric}, {by} {g}, upper", high, r.upper, 1e-8)
    gap = rows[by, "", "auc_gap"]
    check(f"AUC gap, {by}", max(auc.values()) - min(auc.values()), gap.value, 1e-10)
    q = combine_effects(np.array(list(auc.values())), np.array(list(error.values())) ** 2).test_homogeneity()
    check(f"homogeneity of AUCs, {by}", q.pvalue, gap.p, CLOSE)

# --- strata: statsmodels ---
rows = audit(t, "--group=race,sex", "--outcome=outcome", "--strata=occupation", "--min-n=0")
for by in groups:
    rate = t.groupby(by)["outcome"].mean()
    best = rate.idxmax()
    for g in rate.index:
        pos = t[t["outcome"] == 1]
        share = [(len(s), ((s["outcome"] == 0) & (s[by] == g)).sum() / (s["outcome"] == 0).sum()
                  - ((s["outcome"] == 1) & (s[by] == g)).sum() / (s["outcome"] == 1).sum())
                 for _, s in t.groupby("occupation") if s["outcome"].nunique() == 2]
        cdd = sum(size * d for size, d in share) / sum(size for size, _ in share)
        check(f"conditional demographic disparity, {by} {g}", cdd, rows[by, g, "conditional_disparity"].value, CLOSE)
        if g == best:
            continue
        tables = []
        for _, s in t.groupby("occupation"):
            a, b = s[s[by] == g]["outcome"], s[s[by] == best]["outcome"]
            if len(a) and len(b):
                tables.append([[a.sum(), (1 - a).sum()], [b.sum(), (1 - b).sum()]])
        st = StratifiedTable(np.array(tables, dtype=float).transpose(1, 2, 0))
        odds, ratio = rows[by, g, "conditional_odds"], rows[by, g, "conditional_parity"]
        low, high = st.oddsratio_pooled_confint(ALPHA)
        check(f"Mantel-Haenszel odds, {by} {g}", st.oddsratio_pooled, odds.value, CLOSE)
        check(f"Robins-Breslow-Greenland, {by} {g}, lower", low, odds.lower, CLOSE)
        check(f"Robins-Breslow-Greenland, {by} {g}, upper", high, odds.upper, CLOSE)
        check(f"Mantel-Haenszel ratio, {by} {g}", st.riskratio_pooled, ratio.ratio, CLOSE)
        check(f"Cochran-Mantel-Haenszel, {by} {g}", stats.chi2.sf(st.test_null_odds(correction=False).statistic, 1), ratio.p, CLOSE)

# --- weights: fairlearn, AIF360, statsmodels with Kish's size ---
rows = audit(t, "--group=race,sex", "--outcome=outcome", "--label=label", "--weight=fnlwgt", "--min-n=0")
PER_GROUP = {"selection_rate": fairlearn.selection_rate, "true_positive_rate": fairlearn.true_positive_rate,
             "false_positive_rate": fairlearn.false_positive_rate, "true_negative_rate": fairlearn.true_negative_rate,
             "false_negative_rate": fairlearn.false_negative_rate}
for by in groups:
    frame = fairlearn.MetricFrame(metrics=PER_GROUP, y_true=t["label"], y_pred=t["outcome"], sensitive_features=t[by],
                                  sample_params={m: {"sample_weight": t["fnlwgt"]} for m in PER_GROUP})
    for metric in PER_GROUP:
        for g, value in frame.by_group[metric].items():
            check(f"fairlearn with sample_weight: {metric}, {by} {g}", value, rows[by, g, metric].value, EXACT)
    check(f"fairlearn with sample_weight: demographic_parity_difference, {by}",
          fairlearn.demographic_parity_difference(t["label"], t["outcome"], sensitive_features=t[by], sample_weight=t["fnlwgt"]),
          rows[by, "", "demographic_parity"].value, EXACT)
    check(f"fairlearn with sample_weight: equalized_odds_difference, {by}",
          fairlearn.equalized_odds_difference(t["label"], t["outcome"], sensitive_features=t[by], sample_weight=t["fnlwgt"]),
          rows[by, "", "equalized_odds"].value, EXACT)
    for g, part in t.groupby(by):
        w = part["fnlwgt"].to_numpy(dtype=float)
        size = w.sum() ** 2 / (w ** 2).sum()
        low, high = proportion_confint((w * part["outcome"]).sum() / w.sum() * size, size, ALPHA, "wilson")
        check(f"Wilson at Kish's size, {by} {g}, lower", low, rows[by, g, "selection_rate"].lower, CLOSE)
        check(f"Wilson at Kish's size, {by} {g}, upper", high, rows[by, g, "selection_rate"].upper, CLOSE)


def aif(table, column, weights=None):
    frame = pandas.DataFrame({"group": (table["sex"] == "Male").astype(float), "label": table[column].astype(float)})
    if weights is not None:
        frame["w"] = weights.to_numpy(dtype=float)
    return BinaryLabelDataset(df=frame, label_names=["label"], protected_attribute_names=["group"],
                              instance_weights_name="w" if weights is not None else None)


parts = dict(unprivileged_groups=[{"group": 0}], privileged_groups=[{"group": 1}])
weighted = BinaryLabelDatasetMetric(aif(t, "outcome", t["fnlwgt"]), **parts)
check("AIF360 with instance weights: mean_difference", weighted.mean_difference(), rows["sex", "Female", "four_fifths"].difference, EXACT)
check("AIF360 with instance weights: disparate_impact", weighted.disparate_impact(), rows["sex", "Female", "four_fifths"].ratio, EXACT)

# --- reweighing and smoothed differential fairness: AIF360 ---
path = work / "weights.tsv"
rows = audit(t, "--group=sex", "--outcome=outcome", f"--write-weights={path}")
ours = {(r.group, r.favourable): r.weight for r in pandas.read_csv(path, sep="\t").itertuples()}
plain = aif(t, "outcome")
made = Reweighing(**parts).fit_transform(plain)
for g in ("Female", "Male"):
    for y in (0, 1):
        theirs = made.instance_weights[((t["sex"] == g) & (t["outcome"] == y)).to_numpy()][0]
        check(f"AIF360 Reweighing, {g} {y}", theirs, ours[g, y], EXACT)
check("AIF360 mean difference after reweighing", BinaryLabelDatasetMetric(made, **parts).mean_difference(),
      audit(t.assign(w=[f"{ours[g, y]:.9f}" for g, y in zip(t["sex"], t["outcome"])]), "--group=sex", "--outcome=outcome", "--weight=w")
      ["sex", "Female", "four_fifths"].difference, 1e-8, relative=False)
check("AIF360 smoothed empirical differential fairness",
      BinaryLabelDatasetMetric(plain, **parts).smoothed_empirical_differential_fairness(),
      rows["sex", "", "differential_fairness"].value, EXACT)

# --- population: scipy ---
path = work / "population.tsv"
shares = {"White": 0.75, "Black": 0.13, "Asian-Pac-Islander": 0.06, "Amer-Indian-Eskimo": 0.01, "Other": 0.05}
path.write_text("group_by\tgroup\tn\n" + "".join(f"race\t{g}\t{s}\n" for g, s in shares.items()))
rows = audit(t, "--group=race", f"--population={path}")
count = t["race"].value_counts()
observed = np.array([count[g] for g in shares], dtype=float)
expected = np.array(list(shares.values())) * len(t)
fit = stats.chisquare(observed, expected)
check("chisquare against a population", fit.statistic, rows["race", "", "representation_fit"].value, CLOSE)
check("entropy(p, q) of a population", stats.entropy(observed, expected), rows["race", "", "representation_divergence"].value, CLOSE)
for g, share in shares.items():
    low, high = proportion_confint(count[g], len(t), ALPHA, "wilson")
    r = rows["race", g, "representation"]
    check(f"representation, {g}, lower", low / share, r.ratio_lower, CLOSE)
    check(f"representation, {g}, p", stats.chisquare([count[g], len(t) - count[g]], [share * len(t), (1 - share) * len(t)]).pvalue, r.p, 1e-8)
few = t.iloc[:90]
rows = audit(few, "--group=race", f"--population={path}")
check("exact binomial test of a small share",
      min(1, 2 * min(stats.binom.cdf((few["race"] == "Other").sum(), 90, 0.05), stats.binom.sf((few["race"] == "Other").sum() - 1, 90, 0.05))),
      rows["race", "Other", "representation"].p, CLOSE)


# --- proxies: scikit-learn, scipy, Bergsma's formula ---
def bergsma(table):
    size, (r, c) = table.sum(), table.shape
    phi = max(0, stats.chi2_contingency(table, correction=False).statistic / size - (r - 1) * (c - 1) / (size - 1))
    return np.sqrt(phi / min(r - (r - 1) ** 2 / (size - 1) - 1, c - (c - 1) ** 2 / (size - 1) - 1))


rows = audit(t, "--group=sex", "--proxies=marital,occupation,age", "--min-n=0")
for column in ("marital", "occupation"):
    check(f"Bergsma's V, {column}", bergsma(pandas.crosstab(t["sex"], t[column]).to_numpy()), rows["sex", "", "proxy_v", column].value, CLOSE)
    check(f"mutual_info_score / entropy, {column}", mutual_info_score(t["sex"], t[column]) / stats.entropy(t["sex"].value_counts()),
          rows["sex", "", "proxy_information", column].value, CLOSE)
check("roc_auc_score of a proxy", roc_auc_score(t["sex"] == "Female", t["age"]), rows["sex", "Female", "proxy_auc", "age"].value, EXACT)

# --- crossings: Kleinman's moments and Kulldorff's ratio, from their definitions ---
rows = audit(t, "--group=race,sex", "--outcome=outcome", "--intersect=2", "--min-n=30")
k = t.groupby(["race", "sex"])["outcome"].sum()
m = t.groupby(["race", "sex"])["outcome"].count()
p = k.sum() / m.sum()
free = (1 - m / m.sum()).sum()
gamma = ((m * (k / m - p) ** 2).sum() - p * (1 - p) * free) / (p * (1 - p) * ((m * (1 - m / m.sum())).sum() - free))
size = 1 / gamma - 1
for g in k.index:
    r = rows["race,sex", ",".join(g), "shrunk_rate"]
    a, b = k[g] + p * size, m[g] - k[g] + (1 - p) * size
    check(f"shrunk rate, {g}", a / (a + b), r.value, CLOSE)
    check(f"shrunk rate, {g}, lower", stats.beta.ppf(ALPHA / 2, a, b), r.lower, CLOSE)
    check(f"shrunk rate, {g}, upper", stats.beta.ppf(1 - ALPHA / 2, a, b), r.upper, CLOSE)


def likelihood(hits, total):
    return stats.binom.logpmf(hits, total, hits / total)


def scan(g):
    if k[g] / m[g] >= (k.sum() - k[g]) / (m.sum() - m[g]):
        return 0
    rest, size = k.sum() - k[g], m.sum() - m[g]
    return (likelihood(k[g], m[g]) - stats.binom.logpmf(k[g], m[g], p)) + (likelihood(rest, size) - stats.binom.logpmf(rest, size, p))


worst = max(k.index, key=scan)
r = rows["race,sex", ",".join(worst), "worst_slice"]
check("worst slice, log-likelihood ratio", scan(worst), r.value, CLOSE)
check("worst slice, p", len(k) * stats.norm.sf(np.sqrt(2 * scan(worst))), r.p, 1e-8)



# --- the worst that joined values make: every choice of values tried in numpy ---
def brute(table, columns, least):
    shape = [table[c].nunique() for c in columns]
    ids = [pandas.factorize(table[c], sort=True)[0] for c in columns]
    hits, total = np.zeros(shape), np.zeros(shape)
    np.add.at(hits, tuple(ids), table["outcome"])
    np.add.at(total, tuple(ids), 1)
    chosen = [np.array(list(itertools.product([0, 1], repeat=v))[1:], dtype=float) for v in shape]
    letters = "abc"[:len(columns)]
    spec = letters + "," + ",".join(f"{up}{low}" for up, low in zip("XYZ", letters)) + "->" + "XYZ"[:len(columns)]
    h, m = np.einsum(spec, hits, *chosen).ravel(), np.einsum(spec, total, *chosen).ravel()
    H, M = hits.sum(), total.sum()
    ok = (m >= least) & (m < M)
    h, m = h[ok], m[ok]
    entropy = lambda x, size: special.xlogy(x, x / size) + special.xlogy(size - x, (size - x) / size)
    score = entropy(h, m) + entropy(H - h, M - m) - entropy(H, M)
    return np.where(h / m < (H - h) / (M - m), score, 0).max()


columns = ["race", "sex", "marital"]
for draw in range(20):
    some = t if draw == 0 else t.sample(2000, random_state=draw)
    if draw % 2:
        some = some.assign(outcome=np.random.default_rng(draw).integers(0, 2, len(some)))
    rows = audit(some, "--group=race,sex,marital", "--intersect=3", "--outcome=outcome", "--favourable=1")
    ours = [r for r in rows.values() if r.metric == "worst_subset" and r.group_by == "race,sex,marital"]
    check(f"worst subset, the best of all choices of values, sample {draw}", brute(some, columns, 30), ours[0].value, CLOSE)

print(f"measures: {n} figures", file=sys.stderr)
sys.exit(n < 200)
