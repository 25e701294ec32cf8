/* bag - records by key: thrown in as they come, taken out key by key. */
#include "bag.h"

#include <stdlib.h>

#include "memory.h"
#include "order.h"
#include "varint.h"

/* Room in the log, where each record stands behind its key's number and its length. */
static char *log_room(struct bag *b, size_t most)
{
	if (!b->last || b->last->room - b->last->n < most) {
		struct piece *p = pieces_get(b->keys.pieces, most);

		if (b->last)
			b->last->next = p;
		else
			b->first = p;
		b->last = p;
		b->log_bytes += p->room;
	}
	return b->last->p + b->last->n;
}

void bag_add(struct bag *b, uint32_t key, struct str record)
{
	char *at = log_room(b, 2 * VARINT_MOST + record.n);
	char *p = varint_put(varint_put(at, key - 1), record.n);

	memcpy(p, record.p, record.n);
	b->last->n += (size_t)(p - at) + record.n;
}

/* Takes the next record of the piece; false at its end. */
static bool piece_next(const struct piece *c, const char **at, size_t *k, struct str *record)
{
	if (*at == c->p + c->n)
		return false;
	*k = varint_take(at);
	record->n = varint_take(at);
	record->p = *at;
	*at += record->n;
	return true;
}

/* All records by key: a counting sort, which gives back the log as it goes. Those of key k then end at end[k]. */
static char *log_sort(struct bag *b, size_t *end)
{
	size_t total = 0, k;
	struct str record;
	char *sorted;

	memset(end, 0, b->keys.n * sizeof(*end));
	for (const struct piece *c = b->first; c; c = c->next)
		for (const char *at = c->p; piece_next(c, &at, &k, &record);)
			end[k] += record.n;
	for (size_t i = 0; i < b->keys.n; i++) {
		size_t n = end[i];

		end[i] = total;
		total += n;
	}
	sorted = memory_get(total, 1);
	memory_scattered(sorted, total);
	for (struct piece *c = b->first, *next; c; c = next) {
		for (const char *at = c->p; piece_next(c, &at, &k, &record);) {
			memcpy(sorted + end[k], record.p, record.n);
			end[k] += record.n;
		}
		next = c->next;
		pieces_put(b->keys.pieces, c);
	}
	b->first = b->last = NULL;
	return sorted;
}

/* The numbers of the keys, from 0, in byte order. */
static size_t *in_order(const struct keys *k)
{
	size_t *order = memory_get(k->n, sizeof(*order));
	struct str *key = memory_get(k->n, sizeof(*key));

	for (size_t i = 0; i < k->n; i++)
		key[i] = keys_text(k, i + 1);
	order_keys(order, key, k->n);
	free(key);
	return order;
}

void bag_empty(struct bag *b, void (*take)(void *to, struct str key, struct str records), void *to)
{
	size_t n = b->keys.n, *order = in_order(&b->keys);
	size_t *end = memory_get(n, sizeof(*end));
	char *sorted = log_sort(b, end);

	for (size_t i = 0; i < n; i++) {
		size_t k = order[i], from = k ? end[k - 1] : 0;

		take(to, keys_text(&b->keys, k + 1), (struct str){ sorted + from, end[k] - from });
	}
	free(end);
	free(order);
	free(sorted);
	keys_release(&b->keys);
	b->log_bytes = 0;
}
