/* Logistic regression against statsmodels 0.14.4 (GLM, Newton) and, with a ridge, scikit-learn 1.5.2 (newton-cholesky). */
#include "logit.h"

#include <string.h>

#include "check.h"

/* two columns, outcome */
static const double table[][3] = {
	{ 2.04, -2.56, 1 }, { 0.42, -0.57, 1 },  { -0.45, -0.22, 1 }, { -2.02, -0.23, 0 },
	{ -0.87, 3.32, 0 }, { 0.23, -0.35, 0 },  { -0.28, -0.67, 1 }, { -1.06, -0.39, 0 },
	{ 0.48, -0.24, 1 }, { 0.96, -0.2, 1 },   { 0.02, 1.55, 1 },   { 0.55, -0.51, 1 },
	{ -0.18, 0.54, 0 }, { 1.94, -0.27, 1 },  { -0.24, 1.0, 0 },   { -0.89, -0.29, 0 },
	{ 0.88, 0.58, 1 },  { 0.09, 0.67, 0 },   { -2.83, 1.02, 0 },  { -0.96, -1.67, 0 },
	{ 0.28, 0.7, 0 },   { -0.44, -1.08, 0 }, { 0.03, -0.05, 0 },  { 1.41, 0.75, 0 },
};
#define N (sizeof(table) / sizeof(*table))

static const double beta[] = { -0.46787003272746475, 1.718085429898087, -0.6418663020962116 };
static const double error[] = { 0.5211134891835782, 0.8220792000782239, 0.6862992357338658 };
static const double ridged[] = { -0.36922206145178627, 0.8231540540411991, -0.3004858721392732 }; /* 2.5 */
/* NumPy: from the curvature there with a ridge of 0.16 */
static const double ridged_error[] = { 0.45404180562175583, 0.5121768891438075, 0.47448855267355805 };

/* The columns of the table, then `more` that are its first one again. */
static struct logit fit(struct arena *keep, double ridge, size_t more, bool foretold)
{
	static double x[GRAM_ROWS * 3], y[N];
	struct logit_rows rows = { .x = { x, 2 + more, NULL, NULL }, .y = y, .n = N, .ridge = ridge };
	struct logit out;

	for (size_t i = 0; i < N; i++) {
		y[i] = foretold ? table[i][0] > 0 : table[i][2];
		x[gram_at(i, 0, rows.x.p)] = table[i][0];
		x[gram_at(i, 1, rows.x.p)] = table[i][1];
		if (more)
			x[gram_at(i, 2, rows.x.p)] = table[i][0];
	}
	logit_fit(&out, keep, &rows);
	return out;
}

/* So many tables under each other that several slices are added up. */
#define TABLES 400

static struct logit fit_many(struct arena *keep)
{
	double *x = ARENA_ARRAY(keep, double, gram_tiles(N * TABLES) * GRAM_ROWS * 2);
	double *y = ARENA_ARRAY(keep, double, N *TABLES);
	struct logit_rows rows = { .x = { x, 2, NULL, NULL }, .y = y, .n = N * TABLES };
	struct logit out;

	memset(x, 0, gram_tiles(N * TABLES) * GRAM_ROWS * 2 * sizeof(*x));
	for (size_t i = 0; i < N * TABLES; i++) {
		y[i] = table[i % N][2];
		x[gram_at(i, 0, 2)] = table[i % N][0];
		x[gram_at(i, 1, 2)] = table[i % N][1];
	}
	logit_fit(&out, keep, &rows);
	return out;
}

int main(void)
{
	struct arena keep = { 0 };
	struct logit plain = fit(&keep, 0, 0, false), ridge = fit(&keep, 2.5, 0, false), many, own, twice;

	CHECK(plain.converged && !plain.separated && plain.gradient < 1e-11, "Newton converges");
	CHECK_NEAR(plain.log_likelihood, -11.410879737318016, 1e-13, "the likelihood is that of the GLM");
	for (size_t i = 0; i < 3; i++) {
		CHECK_NEAR(plain.beta[i], beta[i], 1e-10, "coefficient %zu is that of the GLM", i);
		CHECK_NEAR(plain.error[i], error[i], 1e-7, "so is its error");
		CHECK_NEAR(ridge.beta[i], ridged[i], 1e-8, "with a ridge it is scikit-learn's");
		CHECK_NEAR(ridge.error[i], ridged_error[i], 1e-8, "whose error does not count on it");
	}
	CHECK(plain.effective == 2 && ridge.effective < 2 && ridge.effective > 1,
	      "a ridge leaves fewer effective parameters");

	many = fit_many(&keep);
	CHECK_NEAR(many.log_likelihood, TABLES * plain.log_likelihood, 1e-13,
	           "rows that are there 400 times");
	for (size_t i = 0; i < 3; i++) {
		CHECK_NEAR(many.beta[i], plain.beta[i], 1e-9, "give coefficient %zu once more", i);
		CHECK_NEAR(many.error[i], plain.error[i] / 20, 1e-7, "with a twentieth of its error");
	}

	own = fit(&keep, NAN, 0, false);
	CHECK(own.converged && own.ridge > 0, "a ridge from the rows");
	CHECK_NEAR(own.ridge, own.effective / (own.beta[1] * own.beta[1] + own.beta[2] * own.beta[2]),
	           0.03, "is MacKay's fixed point");

	twice = fit(&keep, 0, 1, false);
	CHECK(twice.converged && isnan(twice.error[3]) && twice.beta[3] == 0 && twice.effective == 2,
	      "a column that is there twice is dropped once");
	CHECK_NEAR(twice.beta[1], plain.beta[1], 1e-9, "and the others are as without it");

	CHECK(fit(&keep, 0, 0, true).separated, "rows that are foretold with certainty are found");
	CHECK(!fit(&keep, NAN, 0, true).separated && fit(&keep, NAN, 0, true).converged,
	      "a ridge holds them");
	arena_release(&keep);
	return check_done();
}
