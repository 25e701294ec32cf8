/* future - simulated futures of customers, for intervals: of each one's worth, and of totals by segment. */
#include "future.h"

#include <math.h>
#include <stdlib.h>

#include "order.h"
#include "out.h"
#include "quantile.h"

#define DRAWN 1e6    /* scale of what was drawn */
#define EXPECTED 1e9 /* and of what is expected */

static struct future_total *total_of(const struct future *f, struct future_totals *t, struct str name)
{
	uint64_t hash = map_hash(name);
	size_t at = map_find(&t->map, name, hash);
	struct future_total *total;

	if (at != MAP_NONE)
		return &t->total[at];
	if (t->n == t->room) {
		t->room = t->room ? 2 * t->room : 16;
		t->total = memory_resize(t->total, t->room, sizeof(*t->total));
	}
	name = arena_str(&t->keep, name);
	map_add(&t->map, name, hash);
	total = &t->total[t->n++];
	*total = (struct future_total){ .name = name };
	total->orders = ARENA_ARRAY(&t->keep, __int128, f->draws);
	total->value = ARENA_ARRAY(&t->keep, __int128, f->draws);
	total->worth = ARENA_ARRAY(&t->keep, __int128, f->draws);
	return total;
}

static __int128 whole(double x, double scale)
{
	return isfinite(x) ? (__int128)rint(x * scale) : 0;
}

static void add_expected(struct future_total *t, const struct future_row *row)
{
	t->customers++;
	t->expected_orders += whole(row->expected_orders, EXPECTED);
	t->expected_value += whole(row->expected_value, EXPECTED);
	t->expected_worth += whole(row->expected_worth, EXPECTED);
}

static void add_future(struct future_total *t, size_t draw, const struct clv_future *f)
{
	t->orders[draw] += (__int128)f->orders;
	t->value[draw] += whole(f->value, DRAWN);
	t->worth[draw] += whole(f->worth, DRAWN);
}

/* The k-th least of n equally likely draws, k = p (n + 1): an outcome that is as likely as the draws lies below it with
 * probability p exactly, whatever n. */
static double bound(const double *sorted, size_t n, double p)
{
	double k = p * (double)(n + 1) - 1, at = floor(k);

	if (k <= 0)
		return sorted[0];
	if (at >= (double)(n - 1))
		return sorted[n - 1];
	return sorted[(size_t)at] + (k - at) * (sorted[(size_t)at + 1] - sorted[(size_t)at]);
}

static void interval(const struct future *f, double *value, double *low, double *high)
{
	quantile_sort(value, f->draws);
	*low = bound(value, f->draws, (1 - f->confidence) / 2);
	*high = bound(value, f->draws, (1 + f->confidence) / 2);
}

void future_run(const struct future *f, struct future_totals *t, const struct future_row *row,
                double *worth, double *low, double *high)
{
	struct rng r = rng_stream(f->seed, "future", predict_key(row->id));
	size_t all = 0, own = SIZE_MAX;

	if (f->totals) {
		all = (size_t)(total_of(f, t, str_of("")) - t->total);
		if (row->segment.n)
			own = (size_t)(total_of(f, t, row->segment) - t->total);
		add_expected(&t->total[all], row);
		if (own != SIZE_MAX)
			add_expected(&t->total[own], row);
	}
	for (size_t i = 0; i < f->draws; i++) {
		struct clv_future future = clv_simulate(f->orders, f->spend, &f->draw[i],
		                                        row->history, row->mean, &f->plan, &r);

		worth[i] = future.worth;
		if (f->totals)
			add_future(&t->total[all], i, &future);
		if (own != SIZE_MAX)
			add_future(&t->total[own], i, &future);
	}
	*low = *high = NAN;
	if (f->draws && f->spend)
		interval(f, worth, low, high);
}

void future_merge(const struct future *f, struct future_totals *into, const struct future_totals *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct future_total *a = &from->total[i];
		struct future_total *b = total_of(f, into, a->name);

		b->customers += a->customers;
		b->expected_orders += a->expected_orders;
		b->expected_value += a->expected_value;
		b->expected_worth += a->expected_worth;
		for (size_t d = 0; d < f->draws; d++) {
			b->orders[d] += a->orders[d];
			b->value[d] += a->value[d];
			b->worth[d] += a->worth[d];
		}
	}
}

static void put_line(struct buf *b, const struct future *f, const struct future_total *t,
                     const char *metric, double expected, const __int128 *drawn, double scale)
{
	double *value = memory_get(f->draws, sizeof(*value)), low = NAN, high = NAN;

	for (size_t d = 0; d < f->draws; d++)
		value[d] = (double)drawn[d] / scale;
	if (f->draws)
		interval(f, value, &low, &high);
	buf_str(b, t->name);
	buf_printf(b, "\t%llu\t%s\t", (unsigned long long)t->customers, metric);
	buf_double(b, expected);
	buf_char(b, '\t');
	buf_double(b, low);
	buf_char(b, '\t');
	buf_double(b, high);
	buf_char(b, '\n');
	free(value);
}

void future_write(const struct future *f, const struct future_totals *t, const char *path)
{
	struct str *name = memory_get(t->n, sizeof(*name));
	size_t *order = memory_get(t->n, sizeof(*order));
	struct out *out = out_open_side(path, "write-metrics");
	struct buf b = { 0 };

	for (size_t i = 0; i < t->n; i++)
		name[i] = t->total[i].name;
	order_keys(order, name, t->n);
	buf_text(&b, "segment\tcustomers\tmetric\tvalue\tlow\thigh\n");
	for (size_t i = 0; i < t->n; i++) {
		const struct future_total *a = &t->total[order[i]];

		put_line(&b, f, a, "orders", (double)a->expected_orders / EXPECTED, a->orders, 1);
		if (!f->spend)
			continue;
		put_line(&b, f, a, "value", (double)a->expected_value / EXPECTED, a->value, DRAWN);
		put_line(&b, f, a, "clv", (double)a->expected_worth / EXPECTED, a->worth, DRAWN);
	}
	out_take(out, &b);
	out_close(out);
	buf_release(&b);
	free(name);
	free(order);
}

void future_release(struct future_totals *t)
{
	free(t->total);
	map_release(&t->map);
	arena_release(&t->keep);
}
