/* cholesky - symmetric equations in which some columns may be made up of others. */
#include "cholesky.h"

#include <math.h>
#include <string.h>

void cholesky_factor(double *l, bool *dropped, size_t m)
{
	for (size_t i = 0; i < m; i++) {
		double whole = l[i * m + i];

		for (size_t j = 0; j <= i; j++) {
			double sum = l[i * m + j];

			for (size_t k = 0; k < j; k++)
				sum -= l[i * m + k] * l[j * m + k];
			if (j < i)
				l[i * m + j] = dropped[j] ? 0 : sum / l[j * m + j];
			else if ((dropped[i] = !(sum > CHOLESKY_DEPENDENT * whole)))
				memset(l + i * m, 0, m * sizeof(double));
			else
				l[i * m + i] = sqrt(sum);
		}
	}
}

void cholesky_solve(const double *l, const bool *dropped, size_t m, double *x)
{
	for (size_t i = 0; i < m; i++) {
		for (size_t k = 0; k < i; k++)
			x[i] -= l[i * m + k] * x[k];
		x[i] = dropped[i] ? 0 : x[i] / l[i * m + i];
	}
	for (size_t i = m; i-- > 0;) {
		for (size_t k = i + 1; k < m; k++)
			x[i] -= l[k * m + i] * x[k];
		x[i] = dropped[i] ? 0 : x[i] / l[i * m + i];
	}
}
