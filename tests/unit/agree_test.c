/* agree: figures of scikit-learn, and the best of all matchings. */
#include "agree.h"

#include "check.h"
#include "rng.h"

/* The largest sum over all ways to give rows columns. */
static double best_of_all(const double *gain, size_t rows, size_t columns, size_t row, unsigned used)
{
	double best;

	if (row == rows)
		return 0;
	best = best_of_all(gain, rows, columns, row + 1, used);
	for (size_t c = 0; c < columns; c++)
		if (!(used >> c & 1))
			best = fmax(best,
			            gain[row * columns + c] + best_of_all(gain, rows, columns,
			                                                  row + 1, used | 1u << c));
	return best;
}

int main(void)
{
	/* scikit-learn 1.9.1: adjusted_rand_score([0,0,0,1,1,1,2,2], [0,0,1,1,1,2,2,2]) */
	uint64_t table[] = { 2, 1, 0, 0, 2, 1, 0, 0, 2 }, same[] = { 3, 0, 0, 4 }, one[] = { 5 };
	struct agree a = agree_measure(table, 3, 3);
	struct rng r = rng_stream(1, "agree test", 0);
	size_t right = 0, sets = 500;

	CHECK_NEAR(a.ari, 0.2380952380952381, 1e-12, "the adjusted Rand index of scikit-learn");
	CHECK_NEAR(a.vi, 0.9547712524422192, 1e-12,
	           "H(a) + H(b) - 2 I(a, b), with its mutual information");
	a = agree_measure(same, 2, 2);
	CHECK(a.ari == 1 && a.vi < 1e-15, "equal partitions agree");
	CHECK(isnan(agree_measure(one, 1, 1).ari), "one segment in both leaves chance no room");
	CHECK_NEAR(agree_jaccard(table, 3, 3, 0, 0), 2 / 3., 1e-15, "Jaccard by hand");

	for (size_t s = 0; s < sets; s++) {
		size_t rows = 1 + rng_below(&r, 5), columns = 1 + rng_below(&r, 5), match[5];
		double gain[25], sum = 0;
		unsigned used = 0;

		for (size_t i = 0; i < rows * columns; i++)
			gain[i] = (double)rng_below(&r, 8);
		agree_match(match, gain, rows, columns);
		for (size_t i = 0; i < rows; i++)
			if (match[i] != SIZE_MAX) {
				sum += used >> match[i] & 1 ? -1000 : gain[i * columns + match[i]];
				used |= 1u << match[i];
			}
		right += sum == best_of_all(gain, rows, columns, 0, 0);
	}
	CHECK(right == sets, "%zu of %zu matchings are the best of all", right, sets);
	return check_done();
}
