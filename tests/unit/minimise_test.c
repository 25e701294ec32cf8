/* The search for the lowest point on functions whose lowest point is known. */
#include "minimise.h"

#include "check.h"

/* Rosenbrock's valley: lowest at (1, 1), where the Hessian is 802, -400, 200. */
static double valley(void *arg, const double *x, double *g)
{
	double a = 1 - x[0], b = x[1] - x[0] * x[0];

	(void)arg;
	g[0] = -2 * a - 400 * x[0] * b;
	g[1] = 200 * b;
	return a * a + 100 * b * b;
}

/* Defined for x > 0 only, lowest at 3. */
static double half(void *arg, const double *x, double *g)
{
	(void)arg;
	g[0] = 1 - 3 / x[0];
	return x[0] - 3 * log(x[0]);
}

static double nowhere(void *arg, const double *x, double *g)
{
	(void)arg;
	g[0] = x[0];
	return NAN;
}

int main(void)
{
	double x[2] = { -1.2, 1 }, h[4], inverse[4], lower[4];
	struct minimise m = { 2, valley, NULL, 1e-9, false };
	struct minimise_result r = minimise_run(&m, x, h);

	CHECK(r.converged && r.gradient <= 1e-9, "Rosenbrock's valley: the end is reached");
	CHECK(fabs(x[0] - 1) < 1e-9 && fabs(x[1] - 1) < 1e-9, "at (1, 1)");
	CHECK(fabs(h[0] - 802) < 1e-3 && fabs(h[1] + 400) < 1e-3 && h[1] == h[2] && fabs(h[3] - 200) < 1e-3,
	      "its Hessian by differences");
	CHECK(r.evaluations < 80, "in %zu evaluations", r.evaluations);
	CHECK(minimise_invert(2, h, inverse) && fabs(inverse[0] - 0.5) < 1e-4 &&
	              fabs(inverse[3] - 2.005) < 1e-3,
	      "the inverse of the Hessian");
	m = (struct minimise){ 1, half, NULL, 1e-12, false };
	x[0] = 0.01;
	r = minimise_run(&m, x, h);
	CHECK(r.converged && fabs(x[0] - 3) < 1e-9,
	      "a function that ends at 0: steps into nothing are taken back");
	m.at = nowhere;
	r = minimise_run(&m, x, h);
	CHECK(!r.converged && isnan(r.value), "undefined everywhere: said");
	CHECK(!minimise_cholesky(2, (double[]){ 1, 2, 2, 1 }, lower),
	      "not positive definite: refused");
	return check_done();
}
