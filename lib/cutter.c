/* cutter - the cuts that give everyone a score, from all values. */
#include "cutter.h"

#include "arena.h"

void cutter_begin(struct cutter *c, struct rfm_cuts *out, size_t bins, uint64_t n, uint64_t best,
                  bool low_is_best)
{
	*out = (struct rfm_cuts){ .bins = n > best ? bins : 0, .low_is_best = low_is_best };
	*c = (struct cutter){ .out = out, .bins = out->bins, .worse = n - best };
}

void cutter_next(struct cutter *c, __int128 value, uint64_t n)
{
	uint64_t share = c->bins ? (uint64_t)((unsigned __int128)c->bins * c->seen / c->worse) : 0;

	while (c->made < c->bins && c->made < 1 + share)
		c->out->least[c->made++] = value;
	c->seen += n;
}

bool cutter_fit(struct rfm_cuts *out, const __int128 *values, size_t n, size_t bins, bool low_is_best)
{
	struct arena scratch = { 0 };
	__int128 *sorted = ARENA_ARRAY(&scratch, __int128, n);
	/* from the worst value to the best */
	const __int128 *worst = sorted + (low_is_best && n ? n - 1 : 0);
	ptrdiff_t step = low_is_best ? -1 : 1;
	struct cutter c;
	size_t best = 0;

	if (n)
		memcpy(sorted, values, n * sizeof(*sorted));
	rfm_sort(sorted, n);
	while (best < n && worst[step * (ptrdiff_t)(n - 1 - best)] == worst[step * (ptrdiff_t)(n - 1)])
		best++;
	cutter_begin(&c, out, bins, n, best, low_is_best);
	for (size_t i = 0, same; i < n; i += same) {
		for (same = 1; i + same < n &&
		               worst[step * (ptrdiff_t)(i + same)] == worst[step * (ptrdiff_t)i];)
			same++;
		cutter_next(&c, worst[step * (ptrdiff_t)i], same);
	}
	arena_release(&scratch);
	return out->bins > 0;
}
