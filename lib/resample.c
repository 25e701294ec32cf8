/* resample - some rows of a matrix, drawn at random, in their old order. */
#include "resample.h"

#include <string.h>

struct resample resample_some(struct arena *a, size_t n, size_t most, struct rng *r)
{
	struct resample s = { ARENA_ARRAY(a, size_t, most < n ? most : n), 0 };
	size_t wanted = most < n ? most : n;

	for (size_t i = 0; i < n && s.n < wanted; i++)
		if (rng_below(r, n - i) < wanted - s.n)
			s.row[s.n++] = i;
	return s;
}

struct resample resample_boot(struct arena *a, size_t n, struct rng *r)
{
	struct resample s = { ARENA_ARRAY(a, size_t, n), 0 };
	char *hit = ARENA_ARRAY(a, char, n);

	for (size_t i = 0; i < n; i++)
		hit[rng_below(r, n)] = 1;
	for (size_t i = 0; i < n; i++)
		if (hit[i])
			s.row[s.n++] = i;
	return s;
}

struct mat resample_rows(struct arena *a, struct mat x, struct resample s)
{
	struct mat out = { ARENA_ARRAY(a, double, s.n *x.columns), s.n, x.columns, x.columns };

	for (size_t i = 0; i < s.n; i++)
		memcpy(mat_row(out, i), mat_row(x, s.row[i]), x.columns * sizeof(double));
	return out;
}

void resample_halve(struct arena *a, struct mat x, struct rng *r, struct mat half[2])
{
	struct resample one = resample_some(a, x.rows, x.rows / 2, r);
	struct resample two = { ARENA_ARRAY(a, size_t, x.rows), 0 };

	for (size_t i = 0, at = 0; i < x.rows; i++) {
		if (at < one.n && one.row[at] == i)
			at++;
		else
			two.row[two.n++] = i;
	}
	half[0] = resample_rows(a, x, one);
	half[1] = resample_rows(a, x, two);
}
