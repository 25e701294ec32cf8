/* minimise - the lowest point of a smooth function of a few numbers. */
#include "minimise.h"

#include <math.h>
#include <string.h>

#define N MINIMISE_MOST
#define STEPS 200   /* of BFGS */
#define NEWTON 12   /* of the finish */
#define LONGEST 2.0 /* step of any one number: exp(2) for logarithms of parameters */
#define ENOUGH 1e-4 /* of the promised decrease: Nocedal and Wright (3.4) */
#define APART 1e-4  /* of the points that the Hessian is taken from */
#define SHRINKS 10  /* what a step with the Hessian of nearby must do to the gradient */
#define ROUGH 1e-4  /* where BFGS hands over to Newton: its gradient, times that of the goal */

struct point {
	double x[N], g[N], value;
};

static bool evaluate(const struct minimise *m, struct point *p, struct minimise_result *r)
{
	r->evaluations++;
	p->value = m->at(m->arg, p->x, p->g);
	if (!isfinite(p->value))
		return false;
	for (size_t i = 0; i < m->n; i++)
		if (!isfinite(p->g[i]))
			return false;
	return true;
}

static double largest(const double *v, size_t n)
{
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = fabs(v[i]) > most ? fabs(v[i]) : most;
	return most;
}

static double dot(const double *a, const double *b, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* Goes from p along d until the value falls enough; false when it does not. */
static bool search(const struct minimise *m, struct point *p, double *d, struct minimise_result *r)
{
	double most = largest(d, m->n), slope, t = 1;
	struct point next;

	if (most > LONGEST)
		for (size_t i = 0; i < m->n; i++)
			d[i] *= LONGEST / most;
	slope = dot(d, p->g, m->n);
	if (!(slope < 0))
		return false;
	for (int tries = 0; tries < 40; tries++, t /= 2) {
		for (size_t i = 0; i < m->n; i++)
			next.x[i] = p->x[i] + t * d[i];
		if (evaluate(m, &next, r) && next.value <= p->value + ENOUGH * t * slope) {
			*p = next;
			return true;
		}
	}
	return false;
}

/* H becomes (I - s y'/sy) H (I - y s'/sy) + s s'/sy: Nocedal and Wright (6.17). */
static void update(size_t n, double h[N][N], const double *s, const double *y, bool first)
{
	double sy = dot(s, y, n), hy[N], yhy;

	if (!(sy > 1e-12 * sqrt(dot(s, s, n) * dot(y, y, n))))
		return;
	if (first)
		for (size_t i = 0; i < n; i++)
			h[i][i] = sy / dot(y, y, n);
	for (size_t i = 0; i < n; i++)
		hy[i] = dot(h[i], y, n);
	yhy = dot(hy, y, n);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			h[i][j] += (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
}

static void bfgs(const struct minimise *m, struct point *p, struct minimise_result *r)
{
	double h[N][N] = { { 0 } }, rough = ROUGH > m->small ? ROUGH : m->small;
	size_t n = m->n;

	for (size_t i = 0; i < n; i++)
		h[i][i] = 1;
	for (int k = 0; k < STEPS && largest(p->g, n) > rough; k++) {
		struct point before = *p;
		double d[N], s[N], y[N];

		for (size_t i = 0; i < n; i++)
			d[i] = -dot(h[i], p->g, n);
		if (!search(m, p, d, r))
			return;
		for (size_t i = 0; i < n; i++) {
			s[i] = p->x[i] - before.x[i];
			y[i] = p->g[i] - before.g[i];
		}
		update(n, h, s, y, k == 0);
	}
}

static bool differences(const struct minimise *m, const struct point *p, double *hessian,
                        struct minimise_result *r)
{
	size_t n = m->n;

	for (size_t i = 0; i < n; i++) {
		struct point up = *p, down = *p;

		up.x[i] += APART;
		down.x[i] -= APART;
		if (!evaluate(m, &up, r) || !evaluate(m, &down, r))
			return false;
		for (size_t j = 0; j < n; j++)
			hessian[i * n + j] = (up.g[j] - down.g[j]) / (up.x[i] - down.x[i]);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			hessian[i * n + j] = hessian[j * n + i] =
				(hessian[i * n + j] + hessian[j * n + i]) / 2;
	return true;
}

/* One step with the Hessian given; taken when it makes the gradient or the value smaller. */
static bool newton(const struct minimise *m, struct point *p, const double *hessian,
                   struct minimise_result *r)
{
	double inverse[N * N], d[N];
	struct point next = *p;
	size_t n = m->n;

	if (!minimise_invert(n, hessian, inverse))
		return false;
	for (size_t i = 0; i < n; i++)
		d[i] = -dot(inverse + i * n, p->g, n);
	for (size_t i = 0; i < n; i++)
		next.x[i] += d[i];
	if (largest(d, n) < LONGEST && evaluate(m, &next, r) && largest(next.g, n) < largest(p->g, n)) {
		*p = next;
		return true;
	}
	return search(m, p, d, r);
}

struct minimise_result minimise_run(const struct minimise *m, double *x, double *hessian)
{
	struct minimise_result r = { .value = NAN, .gradient = NAN };
	bool known = m->near;
	struct point p;

	memcpy(p.x, x, m->n * sizeof(*x));
	if (!evaluate(m, &p, &r))
		return r;
	if (!m->near)
		bfgs(m, &p, &r);
	for (int k = 0; k < NEWTON; k++) {
		double before = largest(p.g, m->n);

		/* The Hessian of nearby serves as long as it shrinks the gradient well. */
		if (!known && !differences(m, &p, hessian, &r))
			return r;
		if (before <= m->small || !newton(m, &p, hessian, &r))
			break;
		known = largest(p.g, m->n) < before / SHRINKS;
	}
	if (!differences(m, &p, hessian, &r))
		return r;
	memcpy(x, p.x, m->n * sizeof(*x));
	r.value = p.value;
	r.gradient = largest(p.g, m->n);
	r.converged = r.gradient <= m->small;
	return r;
}

bool minimise_cholesky(size_t n, const double *matrix, double *lower)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			double sum = matrix[i * n + j];

			lower[i * n + j] = 0;
			if (j > i)
				continue;
			sum -= dot(lower + i * n, lower + j * n, j);
			if (i == j && !(sum > 1e-14 * fabs(matrix[i * n + i])))
				return false;
			lower[i * n + j] = i == j ? sqrt(sum) : sum / lower[j * n + j];
		}
	return true;
}

bool minimise_invert(size_t n, const double *matrix, double *inverse)
{
	double lower[N * N];

	if (!minimise_cholesky(n, matrix, lower))
		return false;
	for (size_t c = 0; c < n; c++) {
		double y[N];

		for (size_t i = 0; i < n; i++)
			y[i] = ((i == c) - dot(lower + i * n, y, i)) / lower[i * n + i];
		for (size_t i = n; i-- > 0;) {
			for (size_t j = i + 1; j < n; j++)
				y[i] -= lower[j * n + i] * y[j];
			y[i] /= lower[i * n + i];
		}
		for (size_t i = 0; i < n; i++)
			inverse[i * n + c] = y[i];
	}
	return true;
}
