/* eigen - the axes of a symmetric matrix. */
#include "eigen.h"

#include <math.h>

#define SWEEPS 60

/* Rows p and q of m, turned by the angle with this cosine and sine. */
static void turn_rows(double *m, size_t n, size_t p, size_t q, double c, double s)
{
	for (size_t j = 0; j < n; j++) {
		double a = m[p * n + j], b = m[q * n + j];

		m[p * n + j] = c * a - s * b;
		m[q * n + j] = s * a + c * b;
	}
}

static void turn_columns(double *m, size_t n, size_t p, size_t q, double c, double s)
{
	for (size_t i = 0; i < n; i++) {
		double a = m[i * n + p], b = m[i * n + q];

		m[i * n + p] = c * a - s * b;
		m[i * n + q] = s * a + c * b;
	}
}

/* Makes a[p][q] zero. */
static void rotate(double *a, double *axis, size_t n, size_t p, size_t q)
{
	double tau = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
	double t = (tau >= 0 ? 1 : -1) / (fabs(tau) + hypot(1, tau));
	double c = 1 / hypot(1, t), s = t * c;

	turn_rows(a, n, p, q, c, s);
	turn_columns(a, n, p, q, c, s);
	turn_rows(axis, n, p, q, c, s);
	a[p * n + q] = a[q * n + p] = 0;
}

void eigen_symmetric(double *a, double *axis, size_t n)
{
	for (size_t i = 0; i < n * n; i++)
		axis[i] = i / n == i % n;
	for (int sweep = 0; sweep < SWEEPS; sweep++) {
		size_t turned = 0;

		for (size_t p = 0; p < n; p++)
			for (size_t q = p + 1; q < n; q++) {
				double least = 1e-17 * (fabs(a[p * n + p]) + fabs(a[q * n + q]));

				if (fabs(a[p * n + q]) <= least)
					continue;
				rotate(a, axis, n, p, q);
				turned++;
			}
		if (!turned)
			break;
	}
}
