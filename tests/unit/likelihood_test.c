/* What a row says, held to the formulas as they stand in the book, for every width of register. */
#include "likelihood.c"

#include <string.h>

#include "check.h"
#include "check_widths.h"

static double u[GRAM_ROWS], y[GRAM_ROWS], w[GRAM_ROWS];

/* Log odds from -40 to 40 and beyond, every fifth row left out. */
static void fill(void)
{
	for (size_t r = 0; r < GRAM_ROWS; r++) {
		u[r] = ((double)(r * 37 % GRAM_ROWS) - 32) * 1.25;
		y[r] = r * 7 % 3 == 0;
		w[r] = r % 5 == 4 ? 0 : 0.5 + (double)r;
	}
	u[9] = 0;
	u[10] = -0.0;
	u[11] = 700;
	u[12] = -700;
}

static double far(double x, double exact)
{
	return fabs(x - exact) / fmax(fabs(exact), 1e-300);
}

static void check_formulas(void)
{
	struct likelihood l;
	double least = likelihood_of(&l, u, y, w), least_here = 1, worst = 0;
	bool out = true;

	for (size_t r = 0; r < GRAM_ROWS; r++) {
		double yes = 1 / (1 + exp(-u[r])), no = 1 / (1 + exp(u[r])), value;

		if (w[r] == 0) {
			out &= l.value[r] == 0 && l.slope[r] == 0 && l.curve[r] == 0;
			continue;
		}
		/* next to 1, as 1 + e and 1 - p lose what is below it */
		value = -w[r] * log1p(exp(y[r] > 0 ? -u[r] : u[r]));
		worst = fmax(worst, fabs(l.value[r] - value) / fmax(w[r], fabs(value)));
		worst = fmax(worst, fabs(l.slope[r] - w[r] * (y[r] > 0 ? no : -yes)) / w[r]);
		worst = fmax(worst, far(l.curve[r], w[r] * yes * no));
		least_here = fmin(least_here, yes * no);
	}
	CHECK(worst < 1e-14, "value, slope and curve are those of the formulas: %g", worst);
	CHECK(out, "a row that is left out says 0");
	CHECK(far(least, least_here) < 1e-14, "the least curve is of a row that is not left out");
}

static void check_width(const struct kernels *k, bool there, int width)
{
	struct likelihood one, other;
	double e[GRAM_ROWS], more[GRAM_ROWS], least_one, least_other;
	struct judged tile = { u, e, more, y, w };

	if (!there) {
		CHECK_SKIP("no registers of %d bytes here", width);
		return;
	}
	for (size_t r = 0; r < GRAM_ROWS; r++) {
		e[r] = exp(-fabs(u[r]));
		more[r] = log(1 + e[r]);
	}
	least_one = kernels16.judge(&one, &tile);
	least_other = k->judge(&other, &tile);
	CHECK(memcmp(&one, &other, sizeof(one)) == 0 && least_one == least_other,
	      "registers of %d bytes give the bytes of 16", width);
}

int main(void)
{
	double none[GRAM_ROWS] = { 0 };
	struct likelihood l;

	fill();
	check_formulas();
	CHECK(likelihood_of(&l, u, y, none) == 1, "the least curve of no rows is 1");
	CHECK_WIDTHS(check_width);
	return check_done();
}
