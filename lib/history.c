/* history - what repeat-purchase models know of a customer, and many with the alike ones counted together. */
#include "history.h"

#include <math.h>
#include <stdlib.h>

#include "distinct.h"
#include "quantile.h"

const char *history_check(const struct history *h)
{
	if (!(h->x >= 0) || h->x != floor(h->x) || h->x > 1e9)
		return "the count of repeat orders must be a whole number from 0";
	if (!(h->T >= 0) || !isfinite(h->T))
		return "the time since the first order cannot be negative";
	if (!(h->tx >= 0 && h->tx <= h->T))
		return "the time of the last order must lie between the first order and the end";
	if (h->x == 0 && h->tx != 0)
		return "without a repeat order its time must be 0";
	return NULL;
}

static double median_age(const struct history *h, size_t n)
{
	double *age = memory_large(n, sizeof(*age)), median;

	for (size_t i = 0; i < n; i++)
		age[i] = h[i].T;
	median = quantile_median(age, n);
	free(age);
	return median > 0 ? median : 1;
}

static void count_groups(struct histories *out, struct arena *a)
{
	out->group = ARENA_ARRAY(a, size_t, out->n + 1);
	out->group_n = ARENA_ARRAY(a, double, out->n + 1);
	for (size_t i = 0; i < out->n; i++) {
		if (!i || out->unique[i].h.x != out->unique[i - 1].h.x)
			out->group[out->groups++] = i;
		out->group_n[out->groups - 1] += out->unique[i].n;
	}
	out->group[out->groups] = out->n;
}

/* x, tx, T as one number each: their places among the different ones, from the top bits down. */
struct keys {
	struct distinct x, tx, T;
	unsigned __int128 *key;
};

static void make_keys(struct keys *k, struct arena *a, const struct history *h, size_t n)
{
	double *v = memory_large(n, sizeof(*v));
	uint32_t *place = memory_large(n, sizeof(*place));

	k->key = memory_large(n, sizeof(*k->key));
	for (size_t i = 0; i < n; i++)
		v[i] = h[i].x;
	distinct_make(&k->x, a, v, n, place);
	for (size_t i = 0; i < n; i++) {
		k->key[i] = place[i];
		v[i] = h[i].tx;
	}
	distinct_make(&k->tx, a, v, n, place);
	for (size_t i = 0; i < n; i++) {
		k->key[i] = k->key[i] << k->tx.bits | place[i];
		v[i] = h[i].T;
	}
	distinct_make(&k->T, a, v, n, place);
	for (size_t i = 0; i < n; i++)
		k->key[i] = k->key[i] << k->T.bits | place[i];
	free(v);
	free(place);
}

static struct history history_of(const struct keys *k, unsigned __int128 key)
{
	unsigned __int128 rest = key >> k->T.bits;

	return (struct history){ k->x.value[rest >> k->tx.bits],
		                 k->tx.value[rest & (((unsigned __int128)1 << k->tx.bits) - 1)],
		                 k->T.value[key & (((unsigned __int128)1 << k->T.bits) - 1)] };
}

void histories_make(struct histories *out, struct arena *a, const struct history *h, size_t n)
{
	struct arena scratch = { 0 };
	unsigned __int128 *spare = memory_large(n, sizeof(*spare));
	struct keys k;

	*out = (struct histories){ .customers = n, .unit = n ? median_age(h, n) : 1 };
	for (size_t i = 0; i < n; i++) {
		out->repeat += h[i].x > 0;
		out->orders += (uint64_t)h[i].x;
	}
	make_keys(&k, &scratch, h, n);
	distinct_sort(k.key, spare, n, k.x.bits + k.tx.bits + k.T.bits);
	for (size_t i = 0; i < n; i++)
		out->n += !i || k.key[i] != k.key[i - 1];
	out->unique = ARENA_ARRAY(a, struct history_count, out->n);
	for (size_t i = 0, at = SIZE_MAX; i < n; i++) {
		if (!i || k.key[i] != k.key[i - 1]) {
			struct history alike = history_of(&k, k.key[i]);

			out->unique[++at].h =
				(struct history){ alike.x, alike.tx / out->unit, alike.T / out->unit };
		}
		out->unique[at].n++;
	}
	count_groups(out, a);
	free(spare);
	free(k.key);
	arena_release(&scratch);
}

void histories_sample(struct histories *out, struct arena *a, const struct histories *all, size_t most)
{
	size_t step = all->n <= most ? 1 : (all->n + most - 1) / most;

	*out = (struct histories){ .unit = all->unit };
	out->unique = ARENA_ARRAY(a, struct history_count, all->n / step + 1);
	for (size_t i = step / 2; i < all->n; i += step) {
		out->unique[out->n++] = all->unique[i];
		out->customers += (uint64_t)all->unique[i].n;
	}
	count_groups(out, a);
}
