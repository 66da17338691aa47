#!/usr/bin/env python3
"""Reference values of SciPy, statsmodels and lifelines for domain/src/statistics.

    pip install scipy statsmodels lifelines mpmath
    python3 dev/reference.py > domain/tests/statistics/facts.txt

The tests (domain/tests/statistics) read the facts and need no Python. A fact is a line:
what it is, what goes in, " = ", what comes out; durations are in whole microseconds, and a "+"
after one says that it was still open. "|" parts samples, "/" parts severities.
"""

import re
import sys
import warnings
from pathlib import Path

import mpmath
import numpy as np
import statsmodels.api as sm
from lifelines import AalenJohansenFitter, KaplanMeierFitter, LogNormalFitter
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

warnings.simplefilter("ignore")
mpmath.mp.dps = 40
rng = np.random.default_rng(20261124)
SECOND = 1_000_000
ROOT = Path(__file__).resolve().parent.parent


def fact(kind, given, *found):
    print(kind, *given, "=", *(repr(float(one)) if one is not None else "-" for one in found))


def texts(sample):
    """Of a list of (microseconds, ended)."""
    return [f"{length}{'' if ended else '+'}" for length, ended in sample]


def lengths(n, sd=1.2, law="normal"):
    """So many whole microseconds about an hour."""
    logs = {
        "normal": lambda: rng.normal(0, sd, n),
        "weibull": lambda: np.log(rng.weibull(0.7, n)),
        "t3": lambda: rng.standard_t(3, n),
    }[law]()
    return [int(one) for one in np.round(np.exp(logs) * 3600 * SECOND)]


def moj():
    """The minutes to repair and to resolve that the Ministry of Justice printed (tests/moj.rs)."""
    text = (ROOT / "domain/tests/moj.rs").read_text()
    rows = re.findall(r'\("(\d{4}-Q\d)", Some\((\d+)\), Some\((\d+)\)\)', text)
    repair = [int(row[1]) * 60 * SECOND for row in rows]
    resolve = [int(row[2]) * 60 * SECOND for row in rows]
    early = [int(row[1]) * 60 * SECOND for row in rows if row[0] < "2022"]
    late = [int(row[1]) * 60 * SECOND for row in rows if row[0] >= "2022"]
    return repair, resolve, early, late


REPAIR, RESOLVE, EARLY, LATE = moj()


def distributions():
    for df in [1, 2, 3.5, 4, 7.3, 29, 120, 1000, 1e5]:
        for share in [0.0005, 0.025, 0.8, 0.975, 0.995]:
            fact("t", [share, df], stats.t.ppf(share, df))
    for df in [0.5, 1, 2, 3, 9, 30, 1000, 200000]:
        for share in [0.0005, 0.025, 0.5, 0.975]:
            fact("chi2", [share, df], stats.chi2.ppf(share, df))
    for a, b in [(1, 10), (3, 20), (50, 51), (0.7, 3.3), (0.3, 0.2), (1000, 99001), (3, 99999)]:
        for share in [0.0005, 0.025, 0.975]:
            fact("beta", [share, a, b], exact_beta(share, a, b))
    for share in [1e-9, 0.025, 0.2, 0.5001, 0.8, 0.975, 0.9999]:
        fact("normal", [share], stats.norm.ppf(share))
    for k, n, p in [(0, 6, 0.5), (3, 10, 0.9), (17, 36, 0.5), (49700, 100000, 0.5), (900, 1000, 0.9)]:
        fact("binomial", [k, n, p], stats.binom.cdf(k, n, p))


def exact_beta(share, a, b):
    """SciPy's own is off by 7e-11 of some: one step in forty digits."""
    x = mpmath.mpf(float(stats.beta.ppf(share, a, b)))
    for _ in range(3):
        off = mpmath.betainc(a, b, 0, x, regularized=True) - mpmath.mpf(share)
        x -= off * mpmath.beta(a, b) / (x ** (a - 1) * (1 - x) ** (b - 1))
    return x


def ranks(n, p):
    """The greatest rank too low with at most 2.5 %, and the least too high so."""
    low = [r for r in range(1, n + 1) if stats.binom.cdf(r - 1, n, p) <= 0.025]
    high = [r for r in range(1, n + 1) if stats.binom.sf(r - 1, n, p) <= 0.025]
    return (low[-1] if low else None), (high[0] if high else None)


def one_sample(sample):
    values = np.array(sorted(sample), dtype=float)
    given = texts([(one, True) for one in sample])
    n = len(values)
    for per_cent in (50, 90):
        point = np.quantile(values, per_cent / 100, method="averaged_inverted_cdf") / SECOND
        low, high = (None if r is None else values[r - 1] / SECOND for r in ranks(n, per_cent / 100))
        fact(f"quantile{per_cent}", given, point, low, high)
    logs = np.log(values)
    mean, error = logs.mean(), stats.sem(logs)
    low, high = stats.t.interval(0.95, n - 1, mean, error) if n >= 5 else (None, None)
    assert np.isclose(np.exp(mean), stats.gmean(values), rtol=1e-12)
    ends = [None if end is None else np.exp(end) / SECOND for end in (low, high)]
    fact("geometric", given, np.exp(mean) / SECOND, *ends, logs.std(ddof=1))
    fact("mean", given, values.mean() / SECOND, values.max() / values.sum())


def survival(sample):
    """Times at which the curve falls, S(t), and its interval on the log-log scale."""
    times = np.array([length for length, _ in sample], dtype=float)
    ended = np.array([ended for _, ended in sample])
    kaplan = KaplanMeierFitter().fit(times, ended)
    survfunc = SurvfuncRight(times, ended.astype(int))
    table, found = kaplan.confidence_interval_, []
    for at, share in zip(survfunc.surv_times, survfunc.surv_prob):
        assert np.isclose(share, kaplan.predict(at), rtol=1e-12, atol=1e-15)
        low, high = table.loc[at]
        found += [at / SECOND, share] + ([low, high] if share > 0 else [None, None])
    fact("survival", texts(sample), *found)
    rows = [found[i : i + 4] for i in range(0, len(found), 4)]
    for per_cent in (50, 90):
        wanted = 1 - per_cent / 100 + 1e-9
        first = lambda column: next(
            (row[0] for row in rows if row[column] is not None and row[column] <= wanted), None
        )
        low = first(2)
        # Where the curve ends at zero its lower end is zero with it.
        last = next((row[0] for row in rows if row[1] == 0), None)
        fact(f"censored{per_cent}", texts(sample), last if low is None else low, first(3))


# For one of so many at once; and how many incidents a verdict takes then.
AT_ONCE = {1: 8, 2: 10, 5: 15}


def change(before, after, k=1):
    """Lists of strata, each a list of microseconds; none is open. One of k at once: Bonferroni."""
    logs = [[np.log(np.array(one, dtype=float)) for one in side] for side in (before, after)]
    pairs = [(a, b) for a, b in zip(*logs) if len(a) and len(b)]
    w = np.array([len(a) * len(b) / (len(a) + len(b)) for a, b in pairs])
    d = sum(wh * (b.mean() - a.mean()) for wh, (a, b) in zip(w, pairs)) / w.sum()
    # The same number as the period's coefficient in a regression on severity and period.
    y = np.concatenate([np.concatenate(pair) for pair in pairs])
    period = np.concatenate([[0] * len(a) + [1] * len(b) for a, b in pairs])
    stratum = np.concatenate([[h] * (len(a) + len(b)) for h, (a, b) in enumerate(pairs)])
    design = np.column_stack([period] + [(stratum == h) for h in range(len(pairs))]).astype(float)
    assert np.isclose(sm.OLS(y, design).fit().params[0], d, rtol=1e-9, atol=1e-12)
    v, f, s2 = [], [], []
    for side in (0, 1):
        n = np.array([len(pair[side]) for pair in pairs])
        v.append((w**2 / n).sum() / w.sum() ** 2)
        f.append(n.sum() - len(pairs))
        s2.append(sum(((pair[side] - pair[side].mean()) ** 2).sum() for pair in pairs) / f[-1])
    parts = np.array(s2) * v
    df = parts.sum() ** 2 / (parts**2 / f).sum()
    half = stats.t.ppf(1 - 0.025 / k, df) * np.sqrt(parts.sum())
    if len(pairs) == 1:
        test = stats.ttest_ind(pairs[0][1], pairs[0][0], equal_var=False)
        interval = test.confidence_interval(1 - 0.05 / k)
        assert np.allclose([interval.low, interval.high], [d - half, d + half], rtol=1e-9, atol=1e-12)
    raw = np.exp(np.mean(np.concatenate(logs[1])) - np.mean(np.concatenate(logs[0])))
    sides = " | ".join(
        " / ".join(" ".join(texts([(x, True) for x in one])) for one in side) for side in (before, after)
    )
    fact(*named("change", k, sides), np.exp(d), np.exp(d - half), np.exp(d + half), df, raw)
    # The smallest change that could have shown.
    pooled = np.sqrt((s2[0] * f[0] + s2[1] * f[1]) / sum(f))
    if sum(f) >= 20:
        nu = sum(v) ** 2 / sum(vg**2 / fg for vg, fg in zip(v, f))
        reach = (stats.t.ppf(1 - 0.025 / k, nu) + stats.t.ppf(0.8, nu)) / np.sqrt(w.sum())
        ends = [pooled * np.sqrt(sum(f) / stats.chi2.ppf(q, sum(f))) for q in (0.975, 0.025)]
        fact(*named("smallest", k, sides), np.exp(pooled * reach), *(np.exp(end * reach) for end in ends))
        shows = lambda df: stats.t.ppf(1 - 0.025 / k, df) + stats.t.ppf(0.8, df)
        n = next(
            n
            for n in range(AT_ONCE[k], 10000)
            if pooled * np.sqrt(2 / n) * shows(2 * n - 2) <= np.log(2)
        )
        fact(*named("halving", k, sides), n if n <= 1000 else None)


def named(kind, k, sides):
    """A fact of several at once begins with how many."""
    return (kind, [sides]) if k == 1 else (f"{kind}_at_once", [k, sides])


def censored_fit(sample):
    """Mean and its variance, of logarithms: the most likely normal, in forty digits."""
    logs = np.log([length for length, _ in sample])
    ended = np.array([ended for _, ended in sample])
    rough = LogNormalFitter().fit(np.exp(logs - logs.mean()), ended)
    y, c = [[mpmath.mpf(float(x)) for x in part] for part in (logs[ended], logs[~ended])]

    def likelihood(mean, sd):
        tail = sum(mpmath.log(mpmath.erfc((x - mean) / sd / mpmath.sqrt(2)) / 2) for x in c)
        return tail + sum(-mpmath.log(sd) - ((x - mean) / sd) ** 2 / 2 for x in y)

    def hazard(z):
        return mpmath.npdf(z) / (mpmath.erfc(z / mpmath.sqrt(2)) / 2)

    def scores(mean, sd):
        first = sum((x - mean) / sd for x in y) + sum(hazard((x - mean) / sd) for x in c)
        second = sum(((x - mean) / sd) ** 2 - 1 for x in y)
        second += sum((x - mean) / sd * hazard((x - mean) / sd) for x in c)
        return first, second

    mean, sd = mpmath.findroot(scores, (rough.mu_ + logs.mean(), rough.sigma_))
    assert abs(mean - rough.mu_ - logs.mean()) < 1e-3 and abs(sd - rough.sigma_) < 1e-3
    bend = lambda i, j: -mpmath.diff(likelihood, (mean, sd), (i, j))
    aa, ab, bb = bend(2, 0), bend(1, 1), bend(0, 2)
    return mean, bb / (aa * bb - ab * ab)


def censored(before, after, k=1):
    fits = [censored_fit(side) for side in (before, after)]
    r = [sum(ended for _, ended in side) for side in (before, after)]
    parts = [variance * n / (n - 1) for (_, variance), n in zip(fits, r)]
    df = sum(parts) ** 2 / sum(part**2 / (n - 1) for part, n in zip(parts, r))
    d, half = fits[1][0] - fits[0][0], stats.t.ppf(1 - 0.025 / k, float(df)) * mpmath.sqrt(sum(parts))
    sides = " | ".join(" ".join(texts(side)) for side in (before, after))
    fact(*named("change", k, sides), *(mpmath.exp(x) for x in (d, d - half, d + half)), df, None)


RATES = [(12, 30, (90, 92)), (0, 4, (31, 30)), (5, 0, (90, 90)), (400, 350, (365, 365))]


def rates(k):
    """Of so many before and after, in so many days."""
    for before, after, days in RATES:
        low, high = stats.binomtest(after, before + after).proportion_ci(1 - 0.05 / k, "exact")
        odds = lambda share: None if share >= 1 else share / (1 - share) * days[0] / days[1]
        kind, given = ("rates", []) if k == 1 else ("rates_at_once", [k])
        fact(kind, [*given, before, days[0], after, days[1]], odds(low), odds(high))


def counts():
    for x in [0, 1, 2, 5, 12, 100, 4321]:
        low, high = confint_poisson(x, 1, method="exact-c")
        fact("garwood", [x], low, high)
    for part, of in [(0, 10), (1, 10), (3, 20), (20, 20), (50, 1000), (12345, 100000)]:
        fact("proportion", [part, of], *proportion_confint(part, of, method="beta"))
    rates(1)
    for n, mean in [(13, 2.0), (8, 5.0), (26, 1.0)]:
        weeks = [rng.negative_binomial(mean, 0.4, n) for _ in range(2)]
        period = np.repeat([0.0, 1.0], n)
        fit = sm.GLM(np.concatenate(weeks), sm.add_constant(period), family=sm.families.Poisson()).fit()
        phi = max(1, fit.pearson_chi2 / fit.df_resid)
        x, y = (week.sum() / phi for week in weeks)
        # As far out as Student's t: the rule of count/spread.rs.
        side = stats.norm.sf(stats.t.ppf(0.975, fit.df_resid)) if phi > 1 else 0.025
        low, high = stats.beta.ppf(side, y, x + 1), stats.beta.ppf(1 - side, y + 1, x)
        given = " ".join(map(str, weeks[0])) + " | " + " ".join(map(str, weeks[1]))
        fact("weeks", [given], phi, low / (1 - low), high / (1 - high))


def competing(n):
    """Times are all different: lifelines moves equal ones."""
    times = rng.choice(np.arange(1, 400), n, replace=False) * 86400 * SECOND
    how = rng.choice([0, 1, 2], n, p=[0.35, 0.4, 0.25])
    found = [AalenJohansenFitter().fit(times, how, event_of_interest=which) for which in (1, 2)]
    given = [f"{t}{'+ab'[h]}" for t, h in zip(times, how)]
    rows = []
    for at in sorted(times[how > 0]):
        both = [aj.cumulative_density_.loc[float(at)].iloc[0] for aj in found]
        # Its columns are named the other way round: the first is the lower end.
        ends = [end for aj in found for end in sorted(aj.confidence_interval_.loc[float(at)])]
        rows += [at / SECOND, *both, *(end if np.isfinite(end) else None for end in ends)]
    fact("competing", given, *rows)


def with_open(n, share, sd=1.2):
    age = lengths(n, sd)
    shift = np.exp(stats.norm.ppf(1 - share) * sd * np.sqrt(2))
    seen = [(t, True) if t <= a * shift else (int(a * shift), False) for t, a in zip(lengths(n, sd), age)]
    return seen


def main():
    print("# Made by dev/reference.py: SciPy, statsmodels, lifelines and mpmath. Do not edit.")
    distributions()
    samples = [REPAIR, RESOLVE] + [lengths(n) for n in (2, 5, 6, 9, 10, 20, 35, 36, 57, 200)]
    samples += [lengths(12, law="weibull"), lengths(40, law="t3"), [60 * SECOND * k for k in (1, 1, 2, 2, 2, 3, 9)]]
    for sample in samples:
        one_sample(sample)
    # The Ministry's, as if all that took longer than two hours had been open then.
    cut = 120 * 60 * SECOND
    moj_cut = [(min(one, cut), one <= cut) for one in REPAIR]
    for sample in [with_open(n, share) for n, share in ((8, 0.3), (12, 0.1), (40, 0.3), (150, 0.5))] + [moj_cut]:
        survival(sample)
    pairs = [([EARLY], [LATE])]
    pairs += [([lengths(n)], [lengths(m, 0.7)]) for n, m in ((5, 7), (12, 12), (8, 30), (100, 60))]
    pairs.append(([lengths(4), lengths(9), lengths(1)], [lengths(6), lengths(5), lengths(12)]))
    pairs.append(([lengths(14), lengths(9), []], [lengths(16), lengths(5), lengths(3)]))
    for pair in pairs:
        change(*pair)
    some_open = []
    for n, m, share in ((10, 12, 0.1), (30, 25, 0.25), (12, 60, 0.1)):
        both = with_open(n, share), with_open(m, share, 0.8)
        if all(np.mean([not ended for _, ended in side]) <= 0.3 for side in both):
            some_open.append(both)
            censored(*both)
    counts()
    competing(15)
    competing(80)
    for k in (2, 5):
        for pair in pairs:
            change(*pair, k)
        for both in some_open:
            censored(*both, k)
        rates(k)


if __name__ == "__main__":
    sys.exit(main())
