/* ward_test - the tree against one made by looking at all pairs, and cuts. */
#include "ward.h"

#include <string.h>

#include "check.h"
#include "rng.h"

#define MOST 400

static double height(const double *a, const double *b, size_t d, double m, double n)
{
	double sum = 0;

	for (size_t j = 0; j < d; j++)
		sum += (a[j] - b[j]) * (a[j] - b[j]);
	return sqrt(2 * m * n / (m + n) * sum);
}

/* Merges the two nearest of all pairs until one is left; heights come out ascending. */
static void all_pairs(struct mat x, const double *mass, double *out)
{
	static double mean[MOST][8], size[MOST];
	size_t n = x.rows, d = x.columns;

	for (size_t i = 0; i < n; i++) {
		memcpy(mean[i], mat_row(x, i), d * sizeof(double));
		size[i] = mass ? mass[i] : 1;
	}
	for (size_t left = n; left > 1; left--) {
		size_t a = 0, b = 0;
		double least = INFINITY;

		for (size_t i = 0; i < left; i++)
			for (size_t j = i + 1; j < left; j++) {
				double h = height(mean[i], mean[j], d, size[i], size[j]);

				if (h < least) {
					least = h;
					a = i;
					b = j;
				}
			}
		out[n - left] = least;
		for (size_t j = 0; j < d; j++)
			mean[a][j] =
				(mean[a][j] * size[a] + mean[b][j] * size[b]) / (size[a] + size[b]);
		size[a] += size[b];
		memcpy(mean[b], mean[left - 1], sizeof(mean[b]));
		size[b] = size[left - 1];
	}
}

static double worst(const struct ward *w, const double *expected)
{
	double most = 0;

	for (size_t i = 0; i + 1 < w->n; i++)
		most = fmax(most, fabs(w->merge[i].height - expected[i]) / fmax(expected[i], 1e-300));
	return most;
}

static void against_all_pairs(void)
{
	static double p[MOST * 8], mass[MOST], expected[MOST];
	static const size_t rows[] = { 2, 3, 63, 64, 65, 130, MOST };

	for (size_t t = 0; t < 14; t++) {
		struct rng r = rng_stream(5, "ward test", t);
		struct arena a = { 0 };
		struct mat x = { p, rows[t % 7], 1 + t % 8, 1 + t % 8 };
		struct ward w;

		for (size_t i = 0; i < x.rows * x.columns; i++)
			p[i] = rng_normal(&r);
		for (size_t i = 0; i < x.rows; i++)
			mass[i] = (double)(1 + rng_below(&r, 9));
		all_pairs(x, t < 7 ? NULL : mass, expected);
		CHECK(ward_fit(&w, &a, x, t < 7 ? NULL : mass), "%zu rows, %zu columns: fits",
		      x.rows, x.columns);
		CHECK(worst(&w, expected) < 1e-12, "its heights are those of all pairs");
		arena_release(&a);
	}
}

static void cuts(void)
{
	double p[] = { 0, 1, 10, 11, 11.5, 30 };
	struct mat x = { p, 6, 1, 1 };
	struct arena a = { 0 };
	struct ward w;
	uint32_t label[6];
	struct str *path;

	ward_fit(&w, &a, x, NULL);
	path = ward_cut(&w, &a, 1, label);
	CHECK(str_is(path[0], "A") && label[0] == 0 && label[5] == 0, "one group is A");
	path = ward_cut(&w, &a, 3, label);
	CHECK(str_is(path[0], "A.1") && str_is(path[1], "A.2") && str_is(path[2], "B"),
	      "the larger part comes first, then its own parts");
	CHECK(label[2] == 0 && label[3] == 0 && label[4] == 0 && label[0] == 1 && label[1] == 1 &&
	              label[5] == 2,
	      "rows that lie together are together");
	path = ward_cut(&w, &a, 6, label);
	CHECK(str_is(path[5], "B"), "as many groups as rows");
	for (uint32_t i = 0, seen = 0; i < 6; i++) {
		seen |= 1u << label[i];
		CHECK(i < 5 || seen == 63, "each row is a group of its own");
	}
	arena_release(&a);
}

static void odd_rows(void)
{
	double same[10] = { 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 }, wide[] = { 1e141, 0 };
	struct mat x = { same, 10, 1, 1 };
	struct arena a = { 0 };
	struct ward w;
	uint32_t label[10];

	CHECK(ward_fit(&w, &a, x, NULL) && w.merge[8].height == 0,
	      "rows that are all the same join at height 0");
	x.rows = 1;
	CHECK(ward_fit(&w, &a, x, NULL) && str_is(*ward_cut(&w, &a, 1, label), "A"),
	      "one row is one group");
	x = (struct mat){ wide, 2, 1, 1 };
	CHECK(!ward_fit(&w, &a, x, NULL), "values whose squares may overflow are refused");
	arena_release(&a);
}

int main(void)
{
	against_all_pairs();
	cuts();
	odd_rows();
	return check_done();
}
