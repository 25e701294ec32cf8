/* typical - the middle value of every feature in every segment, for people. */
#include "typical.h"

#include <math.h>
#include <stdlib.h>

#include "categories.h"
#include "quantile.h"

struct sorting {
	double *value;    /* one column's, segment after segment */
	size_t *from, *n; /* of each segment's values; missing ones are left out */
	double *median;
};

static void find_median(void *arg, size_t c)
{
	struct sorting *s = arg;

	s->median[c] = quantile_median(s->value + s->from[c], s->n[c]);
}

/* The code that is most frequent in a segment; of equals the lowest. */
static void find_mode(void *arg, size_t c)
{
	struct sorting *s = arg;
	size_t count[LEVELS_SHARE + 2] = { 0 }, best = 0;

	for (size_t i = 0; i < s->n[c]; i++)
		count[(size_t)s->value[s->from[c] + i]]++;
	for (size_t l = 1; l < LEVELS_SHARE + 2; l++)
		if (count[l] > count[best])
			best = l;
	s->median[c] = (double)best;
}

void typical_find(const struct features *f, struct segments *s, const uint32_t *label)
{
	size_t rows = f->frame->rows, k = s->centres.rows;
	double *raw = memory_get(rows, sizeof(double));
	struct sorting sort = { memory_get(rows, sizeof(double)), memory_get(k, sizeof(size_t)),
		                memory_get(k, sizeof(size_t)), memory_get(k, sizeof(double)) };

	for (size_t c = 0, at = 0; c < k; at += s->size[c++])
		sort.from[c] = at;
	for (size_t i = 0; i < f->n; i++) {
		categories_read(f->frame, f->column[i], &s->recipe[i], raw, f->crew);
		memset(sort.n, 0, k * sizeof(*sort.n));
		for (size_t row = 0; row < rows; row++) {
			size_t c = label[features_place(f, row)];

			if (!isnan(raw[row]))
				sort.value[sort.from[c] + sort.n[c]++] = raw[row];
		}
		crew_each(f->crew, k, s->recipe[i].levels ? find_mode : find_median, &sort);
		for (size_t c = 0; c < k; c++)
			s->typical[c * f->n + i] = sort.median[c];
	}
	free(raw);
	free(sort.value);
	free(sort.from);
	free(sort.n);
	free(sort.median);
}
