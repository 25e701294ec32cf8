/* lorenz_test - shares of the largest. Oracles: the incomes in the manual of R's ineq, whose Gini is 0.462091
 * there; the closed forms for equal and single holders. */
#include "lorenz.h"

#include <math.h>

#include "check.h"

int main(void)
{
	__int128 incomes[] = { 541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261 };
	__int128 equal[] = { 7, 7, 7, 7 }, one[] = { 0, -5, 9, 0 }, none[] = { -1, 0 };
	struct lorenz l;

	lorenz_fit(&l, incomes, 10);
	CHECK(fabs(lorenz_gini(&l) - 0.46209) < 1e-5, "Gini of the incomes in the manual of ineq");
	CHECK(lorenz_share(&l, 1) == 22261.0 / 66586 && lorenz_share(&l, 10) == 1,
	      "the largest, and all");
	CHECK(lorenz_half(&l) == 2, "22261 + 11904 of 66586 is half, 22261 is not");
	lorenz_fit(&l, equal, 4);
	CHECK(lorenz_gini(&l) == 0 && lorenz_share(&l, 1) == 0.25 && lorenz_half(&l) == 2,
	      "all alike");
	lorenz_fit(&l, one, 4);
	CHECK(lorenz_gini(&l) == 0.75 && lorenz_half(&l) == 1,
	      "one has all: (n - 1) / n; below zero is zero");
	lorenz_fit(&l, none, 2);
	CHECK(isnan(lorenz_gini(&l)) && isnan(lorenz_share(&l, 1)) && lorenz_half(&l) == 0,
	      "nothing to share");
	lorenz_fit(&l, none, 0);
	CHECK(isnan(lorenz_gini(&l)) && lorenz_half(&l) == 0, "nobody");
	return check_done();
}
