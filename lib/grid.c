/* grid - customers by how recently and how often they order. */
#include "grid.h"

#include <math.h>
#include <stdlib.h>

#include "cutter.h"

/* One way of the grid: the class of each score. */
struct way {
	struct rfm_cuts cuts;
	struct grid_class class[RFM_BINS_MOST];
	bool there[RFM_BINS_MOST];
	size_t place[RFM_BINS_MOST];
};

static bool way_fit(struct way *w, const double *x, const bool *counts, size_t n, size_t bins, bool low)
{
	__int128 *key = memory_get(n + 1, sizeof(*key));
	size_t m = 0;
	bool fine;

	*w = (struct way){ 0 };
	for (size_t i = 0; i < n; i++)
		if (counts[i])
			key[m++] = rfm_of_double(x[i]);
	fine = cutter_fit(&w->cuts, key, m, bins, low);
	for (size_t i = 0; i < n && fine; i++) {
		unsigned s = counts[i] ? rfm_score(&w->cuts, rfm_of_double(x[i])) : 0;
		struct grid_class *c;

		if (!s)
			continue;
		c = &w->class[s - 1];
		if (!w->there[s - 1])
			*c = (struct grid_class){ x[i], x[i] };
		w->there[s - 1] = true;
		c->from = fmin(c->from, x[i]);
		c->to = fmax(c->to, x[i]);
	}
	free(key);
	return fine;
}

/* Lists the classes that somebody is in, the best first. */
static size_t way_list(struct way *w, struct grid_class *out, size_t bins)
{
	size_t n = 0;

	for (size_t s = bins; s-- > 0;)
		if (w->there[s]) {
			w->place[s] = n;
			out[n++] = w->class[s];
		}
	return n;
}

/* Of whole numbers a class ends just before the next one begins, whether or not somebody is there. */
static void close_class(struct grid_class *c, const struct grid_class *next)
{
	if (c->to == floor(c->to) && next->from == floor(next->from))
		c->to = next->from - 1;
}

void grid_fit(struct grid *out, const double *recency, const double *orders, const __int128 *amount,
              size_t n, size_t bins)
{
	bool *counts = memory_zero(n + 1, sizeof(*counts));
	struct way r, f;

	*out = (struct grid){ 0 };
	for (size_t i = 0; i < n; i++)
		counts[i] = !isnan(recency[i]) && !isnan(orders[i]);
	if (way_fit(&r, recency, counts, n, bins, true) && way_fit(&f, orders, counts, n, bins, false)) {
		out->columns = way_list(&r, out->recency, bins);
		out->rows = way_list(&f, out->orders, bins);
		for (size_t k = 1; k < out->columns; k++)
			close_class(&out->recency[k - 1], &out->recency[k]);
		for (size_t k = 1; k < out->rows; k++)
			close_class(&out->orders[k], &out->orders[k - 1]);
		for (size_t i = 0; i < n; i++) {
			struct grid_cell *cell;

			if (!counts[i])
				continue;
			cell = &out->cell[f.place[rfm_score(&f.cuts, rfm_of_double(orders[i])) - 1]]
			                 [r.place[rfm_score(&r.cuts, rfm_of_double(recency[i])) - 1]];
			cell->customers++;
			cell->amount += amount ? amount[i] : 0;
		}
	}
	free(counts);
}
