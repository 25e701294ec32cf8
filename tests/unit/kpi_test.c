/* kpi_test - what a business asks. Oracle: numpy and scipy.stats.t, the formulas of the manual written again there. */
#include "kpi.h"

#include <string.h>

#include "check.h"

static const double value[] = { 7, 2, 9, 0, 12, 20, 3, 15 }, orders[] = { 3, 1, 4, 1, 5, 9, 2, 6 };
static const double tenure[] = { 100, 200, 300, 50, 400, 700, 120, 365 },
		    recency[] = { 5, 30, 31, 9, NAN, 90, 1, 30 };
static const double clv[] = { 5, 8, 3, 9, 1, 7, 2, 4 }, margin[] = { 3, 1, 4, -1, 5, 8, 1, 6 };

static struct kpi ask(const struct kpi_group *g, const char *name)
{
	for (size_t i = 0; i < kpi_kind_count; i++)
		if (strcmp(kpi_kinds[i].name, name) == 0)
			return kpi_kinds[i].of(g, 0.9);
	return (struct kpi){ NAN, NAN, NAN, 0, 0, 0 };
}

static void check_kpi(const struct kpi_group *g, const char *name, double want, double low, double high)
{
	struct kpi k = ask(g, name);

	CHECK_NEAR(k.value, want, 1e-12, "%s", name);
	CHECK_NEAR(k.low, low, 1e-12, "%s, lower end", name);
	CHECK_NEAR(k.high, high, 1e-12, "%s, upper end", name);
}

int main(void)
{
	struct kpi_group g = { .n = 8,
		               .value = value,
		               .orders = orders,
		               .clv = clv,
		               .recency = recency,
		               .tenure = tenure,
		               .compared = true,
		               .before = 40,
		               .both = 30,
		               .acquisition = 12.5,
		               .service = 1.5,
		               .margin_share = 0.4 };

	check_kpi(&g, "revenue", 68, NAN, NAN);
	check_kpi(&g, "aov", 2.193548387096774, 1.9718608400359554, 2.4152359341575926);
	check_kpi(&g, "orders_per_customer", 3.875, 2.0340423187893477, 5.715957681210652);
	check_kpi(&g, "payback", 33.86650045960601, 27.880856397912115, 43.12481749501902);
	check_kpi(&g, "roi", -0.7571428571428571, -0.8893405281983278, -0.6249451860873866);
	check_kpi(&g, "clv_to_cac", 0.39, 0.2345917528021612, 0.5454082471978388);
	check_kpi(&g, "margin", 0.4, NAN, NAN);
	check_kpi(&g, "cac", 12.5, NAN, NAN);
	CHECK(ask(&g, "engagement").hits == 5 && ask(&g, "engagement").of == 7,
	      "30 days are engaged, who is not known is not");
	CHECK(ask(&g, "conversion").hits == 8 && ask(&g, "conversion").of == 8, "all have ordered");
	CHECK(ask(&g, "retention").value == 0.75 && ask(&g, "churn").value == 0.25,
	      "who came back, and who did not");
	g.acquisition = 0.125;
	CHECK_NEAR(ask(&g, "payback").value, 0.3386650045960601, 1e-14,
	           "what cost cents is paid back too");
	g.acquisition = 12.5;
	g.margin = margin;
	check_kpi(&g, "margin", 0.39705882352941174, 0.36219312577482415, 0.43192452128399933);
	g.acquisition = g.service = NAN;
	CHECK(isnan(ask(&g, "cac").value) && isnan(ask(&g, "payback").value) &&
	              isnan(ask(&g, "roi").value),
	      "without costs there is none of what needs them");
	g.orders = NULL;
	CHECK(isnan(ask(&g, "aov").value) && isnan(ask(&g, "conversion").value),
	      "nor without the column");
	return check_done();
}
