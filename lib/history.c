/* history - what repeat-purchase models know of a customer, and many with the alike ones counted together. */
#include "history.h"

#include <math.h>
#include <stdlib.h>

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

static int compare(double a, double b)
{
	return (a > b) - (a < b);
}

static int history_order(const void *a, const void *b)
{
	const struct history *p = a, *q = b;
	int by = compare(p->x, q->x);

	if (!by)
		by = compare(p->tx, q->tx);
	return by ? by : compare(p->T, q->T);
}

static double median_age(const struct history *h, size_t n)
{
	double *age = memory_get(n, sizeof(*age)), median;

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

void histories_make(struct histories *out, struct arena *a, const struct history *h, size_t n)
{
	struct history *sorted = memory_get(n, sizeof(*sorted));

	*out = (struct histories){ .customers = n, .unit = n ? median_age(h, n) : 1 };
	for (size_t i = 0; i < n; i++) {
		sorted[i] = h[i];
		out->repeat += h[i].x > 0;
		out->orders += (uint64_t)h[i].x;
	}
	qsort(sorted, n, sizeof(*sorted), history_order);
	for (size_t i = 0; i < n; i++)
		out->n += !i || history_order(&sorted[i], &sorted[i - 1]);
	out->unique = ARENA_ARRAY(a, struct history_count, out->n);
	for (size_t i = 0, at = SIZE_MAX; i < n; i++) {
		if (!i || history_order(&sorted[i], &sorted[i - 1]))
			out->unique[++at].h = (struct history){ sorted[i].x, sorted[i].tx / out->unit,
				                                sorted[i].T / out->unit };
		out->unique[at].n++;
	}
	count_groups(out, a);
	free(sorted);
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
