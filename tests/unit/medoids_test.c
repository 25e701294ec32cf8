/* medoids_test - distances by hand, medoids and prototypes against all there are. */
#include "medoids.h"

#include <string.h>

#include "check.h"
#include "prototypes.h"
#include "rng.h"

#define ROWS 24
#define COLUMNS 3

static const bool category[COLUMNS] = { false, true, false };
static const size_t levels[COLUMNS] = { 0, 4, 0 };

static void distances(void)
{
	double x[] = { 0, 1, 2, 10, 1, 2, 5, 3, 6 }, weight[COLUMNS];
	struct mat m = { x, 3, COLUMNS, COLUMNS };
	struct mixed mixed = { COLUMNS, category, weight, true };

	mixed_weigh_gower(weight, category, m);
	/* Ranges 10 and 4; Gower (1971): (5 / 10 + 1 + 4 / 4) / 3. */
	CHECK_NEAR(mixed_away(&mixed, x, x + 6), 2.5 / 3, 1e-15, "Gower's distance by hand");
	CHECK_NEAR(mixed_away(&mixed, x, x + 3), 1.0 / 3, 1e-15, "and of rows that differ in one column");
	mixed_weigh_huang(weight, category, m);
	mixed.gower = false;
	/* Deviations sqrt(50 / 3) and sqrt(32 / 9), half their mean is gamma. */
	CHECK_NEAR(mixed_away(&mixed, x, x + 6), 25 + 16 + (sqrt(50.0 / 3) + sqrt(32.0 / 9)) / 4,
	           1e-15, "Huang's distance by hand");
}

static void draw_rows(double *p, uint64_t seed)
{
	struct rng r = rng_stream(seed, "medoids test", 0);

	for (size_t i = 0; i < ROWS; i++) {
		p[3 * i] = rng_normal(&r) + (i % 3 ? 0 : 3);
		p[3 * i + 1] = (double)rng_below(&r, 4);
		p[3 * i + 2] = rng_unit(&r);
	}
}

static double cost(struct mat x, const struct mixed *m, const size_t *medoid, size_t k)
{
	double sum = 0;

	for (size_t i = 0; i < x.rows; i++) {
		double least = INFINITY;

		for (size_t c = 0; c < k; c++)
			least = fmin(least, mixed_away(m, mat_row(x, i), mat_row(x, medoid[c])));
		sum += least;
	}
	return sum;
}

/* The least cost of any three medoids. */
static double best_of_all(struct mat x, const struct mixed *m)
{
	double least = INFINITY;

	for (size_t a = 0; a < ROWS; a++)
		for (size_t b = a + 1; b < ROWS; b++)
			for (size_t c = b + 1; c < ROWS; c++)
				least = fmin(least, cost(x, m, (size_t[]){ a, b, c }, 3));
	return least;
}

static void against_all(void)
{
	static double p[ROWS * COLUMNS], weight[COLUMNS];

	for (uint64_t seed = 1; seed <= 8; seed++) {
		struct arena a = { 0 };
		struct mat x = { p, ROWS, COLUMNS, COLUMNS };
		struct mixed mixed = { COLUMNS, category, weight, true };
		struct medoids fit;

		draw_rows(p, seed);
		mixed_weigh_gower(weight, category, x);
		CHECK(medoids_fit(&fit, &a, x, &(struct medoids_options){ 3, 20, 1, &mixed }),
		      "medoids are found");
		CHECK_NEAR(fit.cost, best_of_all(x, &mixed), 1e-12, "no three of all rows cost less");
		CHECK_NEAR(cost(x, &mixed, fit.row, 3), fit.cost, 1e-12, "and the cost is theirs");
		CHECK(medoids_fit(&fit, &a, x, &(struct medoids_options){ 1, 1, 1, &mixed }),
		      "one medoid is found");
		for (size_t i = 0; i < ROWS; i++)
			if (cost(x, &mixed, &i, 1) < fit.cost - 1e-12)
				CHECK(false, "a row costs less than the one medoid");
		arena_release(&a);
	}
}

static void few_rows(void)
{
	double x[] = { 1, 2, 3, 1, 2, 3, 4, 2, 3 }, weight[COLUMNS];
	struct mat m = { x, 3, COLUMNS, COLUMNS };
	struct mixed mixed = { COLUMNS, category, weight, true };
	struct arena a = { 0 };
	struct medoids medoids;
	struct prototypes prototypes;

	mixed_weigh_gower(weight, category, m);
	CHECK(medoids_fit(&medoids, &a, m, &(struct medoids_options){ 2, 3, 1, &mixed }) &&
	              medoids.cost == 0,
	      "two different rows are two medoids");
	CHECK(!medoids_fit(&medoids, &a, m, &(struct medoids_options){ 3, 3, 1, &mixed }),
	      "but not three");
	mixed_weigh_huang(weight, category, m);
	mixed.gower = false;
	CHECK(prototypes_fit(&prototypes, &a, m, &(struct prototypes_options){ 2, 3, 1, &mixed, levels }) &&
	              prototypes.cost == 0,
	      "two different rows are two prototypes");
	CHECK(!prototypes_fit(&prototypes, &a, m, &(struct prototypes_options){ 3, 3, 1, &mixed, levels }),
	      "but not three");
	arena_release(&a);
}

/* Every partition of a few rows into two, with means and modes: none costs less. */
static double best_partition(struct mat x, const struct mixed *m)
{
	double least = INFINITY;

	for (unsigned in = 1; in < 1u << (x.rows - 1); in++) {
		double centre[2][COLUMNS] = { { 0 } }, n[2] = { 0 }, count[2][4] = { { 0 } }, sum = 0;

		for (size_t i = 0; i < x.rows; i++) {
			size_t c = in >> i & 1;

			n[c]++;
			centre[c][0] += mat_row(x, i)[0];
			centre[c][2] += mat_row(x, i)[2];
			count[c][(size_t)mat_row(x, i)[1]]++;
		}
		for (size_t c = 0; c < 2; c++) {
			centre[c][0] /= n[c];
			centre[c][2] /= n[c];
			for (size_t l = 1; l < 4; l++)
				if (count[c][l] > count[c][(size_t)centre[c][1]])
					centre[c][1] = (double)l;
		}
		for (size_t i = 0; i < x.rows; i++)
			sum += mixed_away(m, mat_row(x, i), centre[in >> i & 1]);
		least = fmin(least, sum);
	}
	return least;
}

static void partitions(void)
{
	static double p[ROWS * COLUMNS], weight[COLUMNS];

	for (uint64_t seed = 1; seed <= 8; seed++) {
		struct arena a = { 0 };
		struct mat x = { p, 12, COLUMNS, COLUMNS };
		struct mixed mixed = { COLUMNS, category, weight, false };
		struct prototypes fit;

		draw_rows(p, seed);
		mixed_weigh_huang(weight, category, x);
		CHECK(prototypes_fit(&fit, &a, x, &(struct prototypes_options){ 2, 30, 1, &mixed, levels }),
		      "prototypes are found");
		CHECK_NEAR(fit.cost, best_partition(x, &mixed), 1e-12, "no partition of all costs less");
		arena_release(&a);
	}
}

/* The sum of distances of the rows of one segment to a point. */
static double sum_to(struct mat x, const struct mixed *m, const uint32_t *label, uint32_t c,
                     const double *point)
{
	double sum = 0;

	for (size_t i = 0; i < x.rows; i++)
		sum += label[i] == c ? mixed_away(m, mat_row(x, i), point) : 0;
	return sum;
}

/* Every point whose numbers are those of rows: none costs less than the middles. */
static void middles(void)
{
	static double p[ROWS * COLUMNS], weight[COLUMNS], centre[3 * COLUMNS];
	uint32_t label[ROWS];

	for (uint64_t seed = 1; seed <= 8; seed++) {
		struct mat x = { p, 15, COLUMNS, COLUMNS }, centres = { centre, 3, COLUMNS, COLUMNS };
		struct mixed mixed = { COLUMNS, category, weight, true };
		double least[2] = { INFINITY, INFINITY };

		draw_rows(p, seed);
		mixed_weigh_gower(weight, category, x);
		for (uint32_t i = 0; i < x.rows; i++)
			label[i] = i % 2 ? i % 4 == 1 : 0;
		for (size_t j = 0; j < COLUMNS; j++)
			mat_row(centres, 2)[j] = 77;
		mixed_middles(&mixed, x, label, centres);
		for (size_t i = 0; i < x.rows * x.rows * x.rows; i++) {
			double point[COLUMNS] = { mat_row(x, i % 15)[0], mat_row(x, i / 15 % 15)[1],
				                  mat_row(x, i / 225)[2] };

			for (uint32_t c = 0; c < 2; c++)
				least[c] = fmin(least[c], sum_to(x, &mixed, label, c, point));
		}
		for (uint32_t c = 0; c < 2; c++)
			CHECK(sum_to(x, &mixed, label, c, mat_row(centres, c)) <= least[c] * (1 + 1e-12),
			      "no point costs less than the middle");
		CHECK(mat_row(centres, 2)[0] == 77, "a segment without rows keeps its middle");
	}
}

int main(void)
{
	middles();
	distances();
	against_all();
	few_rows();
	partitions();
	return check_done();
}
