/* Every width of register that this processor has gives the same bytes, and the sums that plain loops give. */
#include "gram.c"

#include <stdint.h>
#include <string.h>

#include "check.h"
#include "check_widths.h"

#define COLUMNS 21

static double x[COLUMNS * GRAM_ROWS], v[GRAM_ROWS], beta[COLUMNS];

/* All that a width computes, one behind the other. */
struct answers {
	double weighted[GRAM_ROWS], added[COLUMNS * GRAM_LANES], product[GRAM_ROWS],
		rows[GRAM_LANES], scaled[GRAM_ROWS];
};

static void fill(void)
{
	uint64_t s = 1;

	for (size_t i = 0; i < sizeof(x) / sizeof(*x); i++) {
		s = s * 6364136223846793005u + 1442695040888963407u;
		x[i] = ((double)(s >> 11) * 0x1p-53 - 0.5) * (i % 7 ? 3 : 1e6);
	}
	for (size_t r = 0; r < GRAM_ROWS; r++)
		v[r] = x[(r * 13) % (COLUMNS * GRAM_ROWS)];
	for (size_t j = 0; j < COLUMNS; j++)
		beta[j] = x[j * 31];
}

/* With so many columns, and a missing value. */
static struct answers ask(const struct kernels *k, size_t columns)
{
	struct answers a = { { 0 }, { 0 }, { 0 }, { 0 }, { 0 } };
	double gap[GRAM_ROWS];

	memcpy(gap, v, sizeof(gap));
	gap[5] = gap[63] = NAN;
	k->weighted(a.weighted, x, columns, 0.25, beta);
	k->add(a.added, v, x, columns);
	k->product(a.product, a.rows, v, x);
	k->scale(a.scaled, gap, 1.5, 1. / 3);
	return a;
}

static void check_plain(const struct answers *a)
{
	bool fine = true;

	for (size_t r = 0; r < GRAM_ROWS; r++) {
		double sum = 0.25;

		for (size_t j = 0; j < COLUMNS; j++)
			sum += x[j * GRAM_ROWS + r] * beta[j];
		fine &= a->weighted[r] == sum && a->product[r] == v[r] * x[r] &&
		        a->scaled[r] == (r == 5 || r == 63 ? 0 : (v[r] - 1.5) * (1. / 3));
	}
	for (size_t j = 0; j < COLUMNS; j++)
		for (size_t lane = 0; lane < GRAM_LANES; lane++) {
			double sum = 0;

			for (size_t r = lane; r < GRAM_ROWS; r += GRAM_LANES)
				sum += v[r] * x[j * GRAM_ROWS + r];
			fine &= a->added[j * GRAM_LANES + lane] == sum && (j || a->rows[lane] == sum);
		}
	CHECK(fine, "registers of 16 bytes give what plain loops give");
}

/* The lower triangle of ones and columns, row by row. */
static void check_square(void)
{
	static double sum[GRAM_SQUARE(COLUMNS) * GRAM_LANES];
	bool fine = true;
	size_t at = 0;

	gram_add_square(sum, v, x, COLUMNS);
	for (size_t i = 0; i <= COLUMNS; i++)
		for (size_t j = 0; j <= i; j++, at++) {
			double exact = 0, size = 0;

			for (size_t r = 0; r < GRAM_ROWS; r++) {
				double one = v[r] * (i ? x[(i - 1) * GRAM_ROWS + r] : 1) *
				             (j ? x[(j - 1) * GRAM_ROWS + r] : 1);

				exact += one;
				size += fabs(one);
			}
			fine &= fabs(gram_total(sum + at * GRAM_LANES) - exact) <= 1e-13 * size;
		}
	CHECK(fine, "the products of every two columns, and of each with ones");
}

static void check_width(const struct kernels *k, bool there, int width)
{
	if (!there) {
		CHECK_SKIP("no registers of %d bytes here", width);
		return;
	}
	for (size_t columns = 1; columns <= COLUMNS; columns++) {
		struct answers one = ask(&kernels16, columns), other = ask(k, columns);

		CHECK(memcmp(&one, &other, sizeof(one)) == 0,
		      "registers of %d bytes give the bytes of 16, of %zu columns", width, columns);
	}
}

int main(void)
{
	struct answers plain;

	fill();
	plain = ask(&kernels16, COLUMNS);
	check_plain(&plain);
	check_square();
	CHECK_WIDTHS(check_width);
	return check_done();
}
