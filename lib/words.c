/* words - the different words of a column, and how often each is there. */
#include "words.h"

#include <stdlib.h>

#include "memory.h"
#include "order.h"

void words_count(struct words *w, const struct str *text, const bool *use, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t hash;
		size_t at;

		if (!use[i])
			continue;
		hash = map_hash(text[i]);
		at = map_find(&w->map, text[i], hash);
		if (at == MAP_NONE) {
			if (w->n == w->room) {
				w->room = w->room ? 2 * w->room : 64;
				w->name = memory_resize(w->name, w->room, sizeof(*w->name));
				w->count = memory_resize(w->count, w->room, sizeof(*w->count));
			}
			at = map_add(&w->map, text[i], hash);
			w->name[at] = text[i];
			w->count[at] = 0;
			w->n++;
		}
		w->count[at]++;
	}
	w->order = memory_get(w->n, sizeof(*w->order));
	order_keys(w->order, w->name, w->n);
}

uint64_t words_fewest(const struct words *w, uint64_t least, size_t most)
{
	for (;; least++) {
		size_t kept = 0;

		for (size_t i = 0; i < w->n; i++)
			kept += w->count[i] >= least;
		if (kept <= most)
			return least;
	}
}

void words_release(struct words *w)
{
	map_release(&w->map);
	free(w->name);
	free(w->count);
	free(w->order);
}
