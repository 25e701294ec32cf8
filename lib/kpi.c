/* kpi - what a business asks of a group of customers. */
#include "kpi.h"

#include <math.h>
#include <stdlib.h>

#include "fair.h"
#include "mean.h"
#include "memory.h"
#include "total.h"

static const struct kpi unknown = { NAN, NAN, NAN, 0, 0, 0 };

static struct kpi of_interval(struct mean_interval m, size_t known)
{
	if (isnan(m.value))
		return unknown;
	return (struct kpi){ m.value, m.low, m.high, 0, 0, known };
}

/* Those for whom both are known, or one when `y` is NULL. */
static size_t both_known(const double *x, const double *y, size_t n, double *x_out, double *y_out)
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]) || (y && isnan(y[i])))
			continue;
		x_out[m] = x[i];
		if (y)
			y_out[m] = y[i];
		m++;
	}
	return m;
}

static struct kpi ratio(const double *y, const double *x, size_t n, double confidence)
{
	double *own = memory_get(2 * n + 1, sizeof(*own));
	struct kpi out = unknown;

	if (y && x) {
		size_t m = both_known(x, y, n, own, own + n);

		out = of_interval(mean_ratio(own + n, own, m, confidence), m);
	}
	free(own);
	return out;
}

static struct kpi mean(const double *x, size_t n, double confidence)
{
	double *own = memory_get(n + 1, sizeof(*own));
	struct kpi out = unknown;

	if (x) {
		size_t m = both_known(x, NULL, n, own, NULL);

		out = of_interval(mean_of(own, m, confidence), m);
	}
	free(own);
	return out;
}

static struct kpi rate(uint64_t hits, uint64_t of, double confidence)
{
	struct fair_estimate e = fair_rate(hits, of, confidence);

	if (isnan(e.value))
		return unknown;
	return (struct kpi){ e.value, e.low, e.high, hits, of, of };
}

/* k times an estimate that is not below 0; no number where it is no number. */
static struct kpi times(struct kpi a, double k)
{
	struct kpi out = { a.value * k, a.low * k, a.high * k, 0, 0, a.known };

	return isfinite(out.value) ? out : unknown;
}

static struct kpi known_money(double x, size_t n)
{
	return isnan(x) || !n ? unknown : (struct kpi){ x, NAN, NAN, 0, 0, n };
}

static double sum_of(const double *x, size_t n)
{
	struct total t = { 0 };
	bool any = false;

	for (size_t i = 0; x && i < n; i++)
		if (!isnan(x[i])) {
			total_add(&t, x[i]);
			any = true;
		}
	return any ? total_value(&t) : NAN;
}

/* --- the kinds --- */

static struct kpi customers(const struct kpi_group *g, double confidence)
{
	(void)confidence;
	return (struct kpi){ (double)g->n, NAN, NAN, 0, 0, g->n };
}

static struct kpi revenue(const struct kpi_group *g, double confidence)
{
	(void)confidence;
	return known_money(sum_of(g->value, g->n), g->n);
}

static struct kpi average_order(const struct kpi_group *g, double confidence)
{
	return ratio(g->value, g->orders, g->n, confidence);
}

static struct kpi orders_per_customer(const struct kpi_group *g, double confidence)
{
	return mean(g->orders, g->n, confidence);
}

static struct kpi conversion(const struct kpi_group *g, double confidence)
{
	uint64_t hits = 0, of = 0;

	for (size_t i = 0; g->orders && i < g->n; i++) {
		hits += g->orders[i] >= 1 ? 1u : 0u;
		of += isnan(g->orders[i]) ? 0u : 1u;
	}
	return rate(hits, of, confidence);
}

static struct kpi engagement(const struct kpi_group *g, double confidence)
{
	uint64_t hits = 0, of = 0;

	for (size_t i = 0; g->recency && i < g->n; i++) {
		hits += g->recency[i] <= KPI_ENGAGED ? 1u : 0u;
		of += isnan(g->recency[i]) ? 0u : 1u;
	}
	return rate(hits, of, confidence);
}

static struct kpi retention(const struct kpi_group *g, double confidence)
{
	return g->compared ? rate(g->both, g->before, confidence) : unknown;
}

static struct kpi churn(const struct kpi_group *g, double confidence)
{
	return g->compared ? rate(g->before - g->both, g->before, confidence) : unknown;
}

static struct kpi margin(const struct kpi_group *g, double confidence)
{
	if (g->margin)
		return ratio(g->margin, g->value, g->n, confidence);
	return known_money(g->margin_share, g->n);
}

static struct kpi clv(const struct kpi_group *g, double confidence)
{
	return mean(g->clv, g->n, confidence);
}

static struct kpi cac(const struct kpi_group *g, double confidence)
{
	(void)confidence;
	return known_money(g->acquisition, g->n);
}

static struct kpi clv_to_cac(const struct kpi_group *g, double confidence)
{
	return g->acquisition > 0 ? times(clv(g, confidence), 1 / g->acquisition) : unknown;
}

/* What is left of a customer's money in a month, from the first order on. */
static struct kpi monthly_margin(const struct kpi_group *g, double confidence)
{
	double *month = memory_get(g->n + 1, sizeof(*month));
	struct kpi out = unknown;

	for (size_t i = 0; g->tenure && i < g->n; i++)
		month[i] = (g->tenure[i] + 1) / KPI_MONTH; /* the first day counts */
	if (g->tenure)
		out = g->margin ? ratio(g->margin, month, g->n, confidence)
		                : times(ratio(g->value, month, g->n, confidence), g->margin_share);
	free(month);
	return out;
}

/* Upside down: the bound that was below is above; none where it is not above 0. */
static struct kpi payback(const struct kpi_group *g, double confidence)
{
	struct kpi m = monthly_margin(g, confidence);

	if (!(m.value > 0) || !(g->acquisition >= 0))
		return unknown;
	return (struct kpi){ g->acquisition / m.value,
		             g->acquisition / m.high,
		             m.low > 0 ? g->acquisition / m.low : NAN,
		             0,
		             0,
		             m.known };
}

/* (what is left - what was spent) / what was spent, of all together. */
static struct kpi return_on_investment(const struct kpi_group *g, double confidence)
{
	double spent =
		(isnan(g->acquisition) ? 0 : g->acquisition) + (isnan(g->service) ? 0 : g->service);
	struct kpi left = g->margin ? mean(g->margin, g->n, confidence)
	                            : times(mean(g->value, g->n, confidence), g->margin_share);

	if (!(spent > 0) || isnan(left.value))
		return unknown;
	return (struct kpi){ left.value / spent - 1,
		             left.low / spent - 1,
		             left.high / spent - 1,
		             0,
		             0,
		             left.known };
}

const struct kpi_kind kpi_kinds[] = {
	{ "customers", "Customers", "how many there are", KPI_COUNT, false, customers },
	{ "revenue", "Revenue", "the sum of what they brought", KPI_MONEY, true, revenue },
	{ "aov", "Average order", "revenue over orders", KPI_MONEY, true, average_order },
	{ "orders_per_customer", "Orders per customer", "orders over customers", KPI_NUMBER, false,
	  orders_per_customer },
	{ "conversion", "Conversion", "share who have ordered at all", KPI_SHARE, false, conversion },
	{ "engagement", "Engagement", "share who ordered in the last 30 days", KPI_SHARE, false,
	  engagement },
	{ "retention", "Retention",
	  "share of those who ordered in the 180 days before who did so in the last 180, too",
	  KPI_SHARE, false, retention },
	{ "churn", "Churn", "share of those who did not", KPI_SHARE, false, churn },
	{ "margin", "Margin", "share of the revenue that is left", KPI_SHARE, false, margin },
	{ "clv", "CLV", "what a customer is still worth (column clv)", KPI_MONEY, false, clv },
	{ "cac", "CAC", "what winning one cost", KPI_MONEY, false, cac },
	{ "clv_to_cac", "CLV to CAC", "one over the other", KPI_NUMBER, false, clv_to_cac },
	{ "payback", "Payback", "months until what is left of a customer's money has paid for the CAC",
	  KPI_MONTHS, true, payback },
	{ "roi", "ROI", "what is left less what was spent, over what was spent", KPI_SHARE, true,
	  return_on_investment },
};
const size_t kpi_kind_count = sizeof(kpi_kinds) / sizeof(*kpi_kinds);
