/* pools - of the rows of each of k centres, and how many they are. */
#include "pools.h"

#include <string.h>

struct pools pools_make(struct arena *a, size_t k, size_t d, size_t parts)
{
	return (struct pools){ k, d, ARENA_ARRAY(a, double, parts *k *d),
		               ARENA_ARRAY(a, double, parts *k), ARENA_ARRAY(a, int64_t, parts * k) };
}

struct pools pools_part(const struct pools *all, size_t part)
{
	return (struct pools){ all->k, all->d, all->sum + part * all->k * all->d,
		               all->mass + part * all->k, all->rows + part * all->k };
}

void pools_clear(const struct pools *s)
{
	memset(s->sum, 0, s->k * s->d * sizeof(*s->sum));
	memset(s->mass, 0, s->k * sizeof(*s->mass));
	memset(s->rows, 0, s->k * sizeof(*s->rows));
}

void pools_clear_one(const struct pools *s, size_t c)
{
	memset(s->sum + c * s->d, 0, s->d * sizeof(*s->sum));
	s->mass[c] = 0;
	s->rows[c] = 0;
}

void pools_join(const struct pools *s, const struct pools *other)
{
	for (size_t i = 0; i < s->k * s->d; i++)
		s->sum[i] += other->sum[i];
	for (size_t c = 0; c < s->k; c++) {
		s->mass[c] += other->mass[c];
		s->rows[c] += other->rows[c];
	}
}

void pools_swap(const struct pools *s, size_t a, size_t b)
{
	int64_t rows = s->rows[a];

	pools_swap_numbers(s->sum + a * s->d, s->sum + b * s->d, s->d);
	pools_swap_numbers(&s->mass[a], &s->mass[b], 1);
	s->rows[a] = s->rows[b];
	s->rows[b] = rows;
}
