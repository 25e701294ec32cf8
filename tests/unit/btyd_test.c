/* Repeat purchases against published values: BG/NBD expectations and probabilities as in Hardie's spreadsheet for Fader,
 * Hardie and Lee (2005), which lifetimes 0.11 tests (test_estimation.py); Pareto/NBD likewise; likelihoods and their
 * slopes against differences; limits; simulation against expectation. */
#include "btyd.h"

#include "betageo.h"
#include "check.h"
#include "draws.h"
#include "pareto.h"

static const struct betageo hardie = { 0.243, 4.414, 0.793, 2.426, 0 };
static const struct betageo fitted = { 0.2425945, 4.4136019, 0.7929199, 2.4258881, 0 };
static const struct history nobody = { 0, 0, 0 };

/* t and expected orders of a new customer, with CLVTools' digits of the parameters */
static const double expected[][2] = { { 0.1429, 0.0078 },  { 1, 0.0532 },  { 3, 0.1506 },
	                              { 31.8571, 1.0405 }, { 32, 1.0437 }, { 78, 1.8576 } };

/* Pareto/NBD at r .553, alpha 10.578, s .606, beta 11.669: lifetimes' values at t = 1 … 9, tolerance .01 */
static const double pareto_expected[] = { .05077821, .09916088, .14542507, .18979930, .23247466,
	                                  .27361274, .31335159, .35181024, .38909211 };

static void check_published(void)
{
	struct pareto p = { 0.553, 10.578, 0.606, 11.669 };
	struct history h = { 2, 30.43, 38.86 };

	for (size_t i = 0; i < 6; i++)
		CHECK(fabs(betageo_expect(&fitted, &nobody, expected[i][0]) - expected[i][1]) < 5e-4,
		      "BG/NBD: a new customer orders %g times in %g weeks", expected[i][1],
		      expected[i][0]);
	CHECK(fabs(betageo_expect(&hardie, &h, 39) - 1.226) < 1e-3,
	      "BG/NBD: 1.226 orders, their worked example");
	CHECK_NEAR(betageo_chance(&hardie, 0, 39), 0.5737864, 1e-6, "BG/NBD: P(X(39) = 0)");
	CHECK_NEAR(betageo_chance(&hardie, 10, 2), 1.07869e-07, 1e-5, "BG/NBD: P(X(2) = 10)");
	for (size_t i = 0; i < 9; i++)
		CHECK(fabs(pareto_expect(&p, &nobody, (double)i + 1) - pareto_expected[i]) < 0.01,
		      "Pareto/NBD: a new customer in %zu weeks", i + 1);
}

static void check_sums(void)
{
	double all = 0, mean = 0;

	for (uint64_t n = 0; n < 400; n++) {
		all += betageo_chance(&hardie, n, 39);
		mean += (double)n * betageo_chance(&hardie, n, 39);
	}
	CHECK_NEAR(all, 1, 1e-10, "the probabilities of all counts add up to 1");
	CHECK_NEAR(mean, betageo_expect(&hardie, &nobody, 39), 1e-9, "and their mean is the expectation");
}

/* The formula has a - 1 below the line. */
static void check_near_one(void)
{
	struct history h = { 3, 20, 30 };
	double step = 1e-3, worst = 0;

	for (double d = -5e-4; d <= 5e-4; d += 1e-5) {
		struct betageo m = { 0.5, 6, 1 + d, 2, 1 }, low = m, high = m;
		double middle;

		low.a -= step;
		high.a += step;
		middle = (betageo_expect(&low, &h, 40) + betageo_expect(&high, &h, 40)) / 2;
		worst = fmax(worst, fabs(betageo_expect(&m, &h, 40) / middle - 1));
	}
	CHECK(worst < 1e-6, "a near 1: as smooth as beside it (%g)", worst);
}

/* Where a is so near 1 that the formula divides by nothing, and no series serves: equation 10 by mpmath 1.4.1 with 60
 * digits, at a = 1 + 1e-25 for 1. */
static void check_between(void)
{
	static const struct {
		struct betageo m;
		struct history h;
		double t, orders;
	} known[] = {
		{ { 12, 9, 1.00003, 2, 0 }, { 3, 20, 30 }, 40, 0.32405381381016785 },
		{ { .5, 6, 1, 2, 1 }, { 3, 20, 30 }, 9000, 18.193187336788379 },
		{ { .8, 5, .99995, 3, 0 }, { 2, 10, 12 }, 5000, 18.549244049139856 },
		{ { 12, 9, 1, 2, 1 }, { 0, 0, 30 }, 40, 2.345596228163618e-7 },
	};
	double worst = 0;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		worst = fmax(worst,
		             fabs(betageo_expect(&known[i].m, &known[i].h, known[i].t) / known[i].orders -
		                  1));
	CHECK(worst < 1e-9, "at a = 1, far ahead or of many a week, those of mpmath (%g)", worst);
	CHECK(isnan(betageo_expect(&known[0].m, &known[0].h, -1)) &&
	              betageo_expect(&known[0].m, &known[0].h, 0) == 0,
	      "none in no time, and none are known of the past");
	CHECK(isnan(betageo_chance(&known[1].m, 1, 1)) && isnan(betageo_chance(&known[0].m, 1, -1)) &&
	              betageo_chance(&known[0].m, 0, 0) == 1 && betageo_chance(&known[0].m, 1, 0) == 0,
	      "a chance is of BG/NBD and of time to come, and sure at 0");
}

/* Equation 10 by mpmath with 40 digits: c below 0, a = 1, many orders, far ahead; oracle/seg-predict-series.py has a grid. */
static void check_answers(void)
{
	static const struct {
		struct betageo m;
		struct history h;
		double t, orders;
	} known[] = {
		{ { .3, 4, .2, .5, 0 }, { 0, 0, 39 }, 39, 0.24047610519756829 },
		{ { .1, 2, .5, .25, 0 }, { 0, 0, 1 }, 400, 1.3346145895495439 },
		{ { 1.5, 10, 1, 2, 1 }, { 2, 30.5, 39 }, 1, 0.047671447498172992 },
		{ { .525, 6.183, .891, 1.614, 1 }, { 90, 100, 104 }, 52, 28.092028964114154 },
		{ { .243, 4.414, .793, 2.426, 0 }, { 0, 0, 0 }, 5000, 11.987053076811554 },
	};
	double worst = 0, alone = 0, alive[300], orders[300 * 3], until[3] = { 1, 30, 900 };
	struct history h[300];
	struct arena keep = { 0 };
	struct betageo_series s;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		betageo_series_make(&s, &keep, &known[i].m);
		betageo_answer(&s, &known[i].h, 1, &known[i].t, 1, alive, orders);
		worst = fmax(worst, fabs(orders[0] / known[i].orders - 1));
		worst = fmax(worst,
		             fabs(betageo_expect(&known[i].m, &known[i].h, known[i].t) / known[i].orders -
		                  1));
	}
	CHECK(worst < 1e-11, "orders to come are those of mpmath (%g)", worst);
	for (size_t i = 0; i < 300; i++)
		h[i] = (struct history){ (double)(i % 100), i % 100 ? (double)(i % 37) : 0,
			                 (double)(37 + i % 11) };
	betageo_series_make(&s, &keep, &hardie);
	betageo_answer(&s, h, 300, until, 3, alive, orders);
	for (size_t i = 0; i < 900; i++)
		alone = fmax(alone,
		             fabs(orders[i] / betageo_expect(&hardie, &h[i / 3], until[i % 3]) - 1));
	for (size_t i = 0; i < 300; i++)
		alone = fmax(alone,
		             fabs(alive[i] * (1 + exp(betageo_log_odds_lost(&hardie, &h[i]))) - 1));
	CHECK(alone < 1e-11, "many at once are answered as one by one (%g)", alone);
	arena_release(&keep);
}

static const struct history some[] = { { 0, 0, 3 }, { 0, 0, 9 },   { 1, 2, 9 }, { 1, 9, 9 },
	                               { 4, 7, 8 }, { 40, 6, 10 }, { 0, 0, 3 }, { 2, 0.5, 7 } };

static double likelihood(const struct btyd_kind *kind, const double *p, const struct histories *d,
                         double *slope)
{
	double own[4], value = kind->counts(p, d, slope);

	value += kind->times(p, d, 0, d->n, own);
	for (size_t i = 0; i < 4; i++)
		slope[i] += own[i];
	return value;
}

static void check_slopes(const struct btyd_kind *kind)
{
	static const double at[][4] = { { 0.5, 1.2, 0.8, 2.5 }, { 3, 0.2, 1.7, 0.4 }, { 0.1, 5, 0.05, 9 } };
	struct arena keep = { 0 };
	struct histories d;

	histories_make(&d, &keep, some, sizeof(some) / sizeof(*some));
	CHECK(d.n == 7 && d.customers == 8 && d.repeat == 5 && d.orders == 48,
	      "alike customers are counted together");
	for (size_t k = 0; k < 3; k++) {
		double slope[4], unused[4];

		likelihood(kind, at[k], &d, slope);
		for (size_t i = 0; i < 4; i++) {
			double p[4] = { at[k][0], at[k][1], at[k][2], at[k][3] }, up, down;

			p[i] = at[k][i] * exp(1e-5);
			up = likelihood(kind, p, &d, unused);
			p[i] = at[k][i] * exp(-1e-5);
			down = likelihood(kind, p, &d, unused);
			CHECK(fabs(slope[i] - (up - down) / 2e-5) < 1e-6 * (1 + fabs(slope[i])),
			      "%s: the slope by log %s is that of the likelihood", kind->name,
			      kind->parameter[i]);
		}
	}
	arena_release(&keep);
}

/* 20,000 futures of one customer against what is expected. */
static void check_future(const struct btyd_kind *kind)
{
	static const double p[] = { 0.6, 6, 1.4, 3 };
	struct history h = { 3, 20, 26 };
	double when[BTYD_ORDERS], sum = 0, squares = 0, mean, error;
	int n = 20000;
	bool fine = true;

	for (int i = 0; i < n; i++) {
		struct rng r = rng_stream(1, kind->name, (uint64_t)i);
		double orders = (double)btyd_future(kind, p, &h, 50, &r, when);

		for (size_t k = 0; k < (size_t)orders; k++)
			fine &= when[k] > (k ? when[k - 1] : 0) && when[k] <= 50;
		sum += orders;
		squares += orders * orders;
	}
	mean = sum / n;
	error = sqrt((squares / n - mean * mean) / n);
	CHECK(fine, "%s: simulated orders come one after the other, before the end", kind->name);
	CHECK(fabs(mean - kind->expect(p, &h, 50)) < 4 * error,
	      "%s: their mean %g is the expectation %g (+- %g)", kind->name, mean,
	      kind->expect(p, &h, 50), error);
}

/* mpmath with 30 digits: of the beta-geometric kinds from the likelihoods of a history with and without an order in t,
 * integrated over the rate and the chance; of Pareto/NBD over both rates. */
static void check_order(void)
{
	static const struct {
		const char *kind;
		double p[4];
		struct history h;
		double t, chance;
		bool alive; /* the chance is that of one who is */
	} known[] = {
		{ "bg", { .525, 6.183, .891, 1.614 }, { 0, 0, 39 }, 39, 0.278694740376534, false },
		{ "bg", { .525, 6.183, .891, 1.614 }, { 2, 30.43, 38.86 }, 39, 0.503413471937766, false },
		{ "mbg", { .525, 6.183, .891, 1.614 }, { 0, 0, 39 }, 39, 0.108509141860515, false },
		{ "mbg", { .525, 6.183, .891, 1.614 }, { 7, 20, 38 }, 10, 0.124457709158823, false },
		{ "pareto", { .553, 10.578, .606, 11.669 }, { 0, 0, 39 }, 39, 0.23428175182237, true },
		{ "pareto", { .553, 10.578, .606, 11.669 }, { 2, 2, 38.86 }, 39, 0.68103931187948, true },
		{ "pareto", { .553, 10.578, .606, 11.669 }, { 7, 1, 2 }, 400, 0.93067777400165, true },
		{ "pareto", { 2, 3, 2.5, 40 }, { 1, 1, 5 }, 30, 0.84086101599726, true },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		struct btyd m = { .kind = btyd_kind_find(str_of(known[i].kind)) };
		double chance;

		memcpy(m.p, known[i].p, sizeof(m.p));
		chance = btyd_order_alive(&m, &known[i].h, known[i].t);
		if (!known[i].alive)
			chance *= btyd_alive(&m, &known[i].h);
		CHECK_NEAR(chance, known[i].chance, 1e-12, "%s: an order in %g, x = %g",
		           known[i].kind, known[i].t, known[i].h.x);
		CHECK(btyd_order_alive(&m, &known[i].h, 0) == 0 &&
		              isnan(btyd_order_alive(&m, &known[i].h, -1)),
		      "%s: none in no time", known[i].kind);
	}
}

static void check_edges(void)
{
	struct pareto p = { 0.5, 5, 1, 8 }, q = { 0.5, 5, 1 + 1e-9, 8 };
	struct history at_end = { 3, 20, 20 }, loyal = { 3, 19.999999, 20 }, silent = { 500, 10, 4000 };

	CHECK(pareto_log_odds_lost(&p, &at_end) == -INFINITY,
	      "Pareto/NBD: who ordered just now is alive");
	CHECK(betageo_log_odds_lost(&hardie, &nobody) == -INFINITY,
	      "BG/NBD: nobody is lost before the second order");
	CHECK(pareto_log_odds_lost(&p, &loyal) < -10, "Pareto/NBD: nearly so");
	CHECK(pareto_log_odds_lost(&p, &silent) > 500 && isfinite(pareto_log_odds_lost(&p, &silent)),
	      "Pareto/NBD: long silence after many orders stays finite");
	CHECK_NEAR(pareto_expect(&p, &at_end, 30), pareto_expect(&q, &at_end, 30), 1e-8,
	           "Pareto/NBD: s = 1 is no hole");
	CHECK(betageo_expect(&hardie, &silent, 100) < 1e-100 && betageo_expect(&hardie, &silent, 100) >= 0,
	      "BG/NBD: who is lost orders no more");
	CHECK(history_check(&nobody) == NULL && history_check(&(struct history){ 0, 1, 2 }) &&
	              history_check(&(struct history){ 1, 3, 2 }) &&
	              history_check(&(struct history){ 0.5, 1, 2 }) &&
	              history_check(&(struct history){ NAN, 0, 2 }),
	      "histories that cannot be are named");
}

static void check_draws(void)
{
	static const double shape[] = { 0.05, 0.7, 1, 30 };

	for (size_t i = 0; i < 4; i++) {
		struct rng r = rng_stream(7, "test", i);
		double sum = 0, squares = 0, n = 40000;

		for (int k = 0; k < n; k++) {
			double x = draws_gamma(&r, shape[i]);

			sum += x / n;
			squares += x * x / n;
		}
		CHECK(fabs(sum - shape[i]) < 4 * sqrt(shape[i] / n),
		      "gamma %g: the mean is the shape", shape[i]);
		CHECK_NEAR(squares - sum * sum, shape[i], 0.1, "gamma %g: so is the variance", shape[i]);
	}
}

int main(void)
{
	check_published();
	check_sums();
	check_near_one();
	check_between();
	check_answers();
	for (size_t k = 0; k < btyd_kind_count; k++) {
		check_slopes(&btyd_kinds[k]);
		check_future(&btyd_kinds[k]);
	}
	check_order();
	check_edges();
	check_draws();
	return check_done();
}
