/* Scores against the definition taken literally (count everybody who did worse), and the grid cell by cell. */
#include "cutter.h"

#include <stdint.h>
#include <string.h>

#include "check.h"
#include "rng.h"

#define MOST 400

/* features.md B3 as written: O(n^2). */
static unsigned literal(const __int128 *v, size_t n, size_t i, size_t bins, bool low)
{
	size_t worse = 0, most = 0, share;

	for (size_t j = 0; j < n; j++) {
		size_t worse_j = 0;

		for (size_t m = 0; m < n; m++)
			worse_j += low ? v[m] > v[j] : v[m] < v[j];
		most = worse_j > most ? worse_j : most;
		if (j == i)
			worse = worse_j;
	}
	if (most == 0)
		return 0;
	share = bins * worse / most;
	return (unsigned)(1 + (share < bins - 1 ? share : bins - 1));
}

static bool agrees(struct rng *r)
{
	__int128 v[MOST];
	size_t n = 1 + rng_below(r, 60), bins = 2 + rng_below(r, 9), spread = 1 + rng_below(r, 40);
	bool low = rng_below(r, 2), fine = true;
	struct rfm_cuts cuts;

	for (size_t i = 0; i < n; i++) {
		v[i] = (__int128)rng_below(r, spread) - 5;
		if (spread % 3 == 0)
			v[i] *= (__int128)1 << (spread % 2 ? 90 : 60);
	}
	cutter_fit(&cuts, v, n, bins, low);
	for (size_t i = 0; i < n; i++)
		fine &= rfm_score(&cuts, v[i]) == literal(v, n, i, bins, low);
	return fine;
}

static void check_scores(void)
{
	__int128 orders[MOST], days[] = { 5, 40, 5, 300, 12, 90, 5 }, tied[] = { 7, 7, 7 };
	struct rfm_cuts cuts;
	struct rng r = rng_stream(1, "rfm test", 0);
	unsigned worst = 9, best = 0;
	bool fine = true;

	for (size_t i = 0; i < MOST; i++)
		orders[i] = i < 280 ? 1 : 2 + (__int128)(i % 9);
	CHECK(cutter_fit(&cuts, orders, MOST, 5, false), "counts with many ties can be scored");
	for (size_t i = 0; i < MOST; i++) {
		unsigned s = rfm_score(&cuts, orders[i]);

		worst = s < worst ? s : worst;
		best = s > best ? s : best;
		fine &= (orders[i] == 1) == (s == 1);
	}
	CHECK(worst == 1 && best == 5, "the worst score 1 and the best 5");
	CHECK(fine, "one-time buyers, 70%% of all, score 1 and nobody else does");
	CHECK(rfm_score(&cuts, 0) == 1 && rfm_score(&cuts, 1000) == 5,
	      "new values beyond the ends get the end scores");

	CHECK(cutter_fit(&cuts, days, 7, 5, true), "recency can be scored");
	CHECK(rfm_score(&cuts, 5) == 5 && rfm_score(&cuts, 300) == 1, "fewer days are better");
	CHECK(cuts.least[0] == 300 && cuts.least[4] == 5,
	      "the cut table holds the worst raw value of a score");
	CHECK(rfm_score(&cuts, 6) == 4 && rfm_score(&cuts, 12) == 4,
	      "a new value between two takes the lower's score");

	CHECK(!cutter_fit(&cuts, tied, 3, 5, false) && rfm_score(&cuts, 7) == 0,
	      "all tied: no score");
	CHECK(!cutter_fit(&cuts, tied, 0, 5, false) && rfm_score(&cuts, 7) == 0,
	      "nobody: no score");
	for (int i = 0; i < 2000; i++)
		fine &= agrees(&r);
	CHECK(fine, "2000 random sets score as the definition says, word for word");
}

static void check_doubles(void)
{
	static const double x[] = { -INFINITY, -1e308, -1.5, -1e-310, 0,
		                    5e-324,    0.1,    1.5,  1e308,   INFINITY };
	bool fine = true;

	for (size_t i = 0; i < sizeof(x) / sizeof(x[0]); i++) {
		fine &= rfm_to_double(rfm_of_double(x[i])) == x[i];
		fine &= i == 0 || rfm_of_double(x[i - 1]) < rfm_of_double(x[i]);
	}
	CHECK(fine, "keys of doubles order as they do and read back");
	CHECK(rfm_of_double(-0.0) == rfm_of_double(0.0), "-0 ties with 0");
	CHECK(!signbit(rfm_to_double(rfm_of_double(-0.0))), "and is read back as 0");
}

/* reference/features.md, B4 box: the regular expressions, with 11 lost. Rows r = 1..5, columns f = 1..5. */
static const char *const cells[5][5] = {
	{ "lost", "hibernating", "at_risk", "at_risk", "cant_lose" },
	{ "hibernating", "hibernating", "at_risk", "at_risk", "cant_lose" },
	{ "about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal" },
	{ "promising", "potential_loyalists", "potential_loyalists", "loyal", "loyal" },
	{ "new", "potential_loyalists", "potential_loyalists", "champions", "champions" },
};

static void check_grid(void)
{
	static const struct rfm_box gap[] = { { "a", 1, 2, 1, 1 }, { "b", 1, 1, 2, 2 } };
	static const struct rfm_box twice[] = { { "a", 1, 2, 1, 2 }, { "b", 2, 2, 2, 2 } };
	static const struct rfm_box beyond[] = { { "a", 1, 2, 1, 2 }, { "b", 2, 1, 2, 2 } };
	static const struct rfm_box outside[] = { { "a", 1, 3, 1, 2 } };
	const struct rfm_grid *grid = rfm_grid_find(str_of("grid11"));
	struct rfm_grid_finding found;

	if (!CHECK(grid != NULL, "grid11 is there") || grid == NULL)
		return;
	for (unsigned r = 1; r <= 5; r++)
		for (unsigned f = 1; f <= 5; f++)
			CHECK(strcmp(rfm_segment(grid, r, f), cells[r - 1][f - 1]) == 0,
			      "cell %u%u is %s", r, f, cells[r - 1][f - 1]);
	CHECK(strcmp(rfm_segment(grid, 0, 3), "unranked") == 0 &&
	              strcmp(rfm_segment(grid, 5, 0), "unranked") == 0,
	      "without a score the segment is unranked");
	for (size_t i = 0; i < rfm_grid_count; i++)
		CHECK(rfm_grid_check(&rfm_grids[i]).status == RFM_GRID_FINE,
		      "%s covers every cell once", rfm_grids[i].name);
	found = rfm_grid_check(&(struct rfm_grid){ "gap", "", 2, gap, 2 });
	CHECK(found.status == RFM_GRID_UNCOVERED && found.r == 2 && found.f == 2, "a gap is found");
	found = rfm_grid_check(&(struct rfm_grid){ "twice", "", 2, twice, 2 });
	CHECK(found.status == RFM_GRID_OVERLAP && found.r == 2 && found.f == 2 &&
	              found.first == 0 && found.second == 1,
	      "an overlap is found");
	found = rfm_grid_check(&(struct rfm_grid){ "beyond", "", 2, beyond, 2 });
	CHECK(found.status == RFM_GRID_BEYOND && found.first == 1, "a box without a cell is found");
	found = rfm_grid_check(&(struct rfm_grid){ "outside", "", 2, outside, 1 });
	CHECK(found.status == RFM_GRID_BEYOND && found.first == 0,
	      "a box beyond the bins is found");
	CHECK(rfm_grid_find(str_of("grid12")) == NULL, "an unknown grid is not found");
}

int main(void)
{
	check_scores();
	check_doubles();
	check_grid();
	return check_done();
}
