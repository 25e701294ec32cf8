/* bag - records by key: thrown in as they come, taken out key by key. */
#include "bag.h"

#include <stdlib.h>

#include "diag.h"
#include "map.h"
#include "memory.h"
#include "order.h"

#define CHUNK_LEAST 4096 /* bytes of a piece of the log; pieces grow with it */
#define CHUNK_MOST (256 * 1024)

/* Keys of up to eight bytes stand in the slot, longer ones are known there by their hash. */
struct bag_slot {
	uint64_t head;
	uint32_t bytes;  /* of the key */
	uint32_t number; /* of the key, from 1; 0: free */
};

/* Records, each behind its key's number and its length. */
struct bag_chunk {
	struct bag_chunk *next;
	size_t n, room;
	char p[];
};

/* The bits that choose a slot are not those that choose a bag. */
static size_t slot_of(uint64_t hash, size_t room)
{
	return (size_t)(hash >> BAG_HASH_BITS) & (room - 1);
}

static uint64_t head_of(struct str key, uint64_t hash)
{
	uint64_t head = 0;

	if (key.n > sizeof(head))
		return hash;
	if (key.n)
		memcpy(&head, key.p, key.n);
	return head;
}

static struct str key_of(const struct bag *b, size_t k)
{
	return (struct str){ b->keys.p + b->key_at[k], b->key_at[k + 1] - b->key_at[k] };
}

static void slots_grow(struct bag *b)
{
	size_t room = b->room ? b->room * 2 : 128;
	struct bag_slot *slot = memory_zero(room, sizeof(*slot));

	memory_scattered(slot, room * sizeof(*slot));
	for (size_t i = 0; i < b->room; i++) {
		const struct bag_slot *old = &b->slot[i];
		struct str key;
		size_t at;

		if (!old->number)
			continue;
		key = (struct str){ (const char *)&old->head, old->bytes };
		at = slot_of(old->bytes > sizeof(old->head) ? old->head : map_hash(key), room);
		while (slot[at].number)
			at = (at + 1) & (room - 1);
		slot[at] = *old;
	}
	free(b->slot);
	b->slot = slot;
	b->bytes += (room - b->room) * sizeof(*slot);
	b->room = room;
}

static uint32_t key_add(struct bag *b, struct str key)
{
	if (b->n + 1 >= b->n_room) {
		b->n_room = b->n_room ? b->n_room + b->n_room / 2 : 128;
		b->key_at = memory_resize(b->key_at, b->n_room + 1, sizeof(*b->key_at));
	}
	if (b->n >= UINT32_MAX / 2)
		die(STATUS_SYSTEM, "too many different keys (%zu)", b->n);
	b->key_at[b->n] = b->keys.n;
	buf_str(&b->keys, key);
	b->key_at[++b->n] = b->keys.n;
	b->bytes += key.n + sizeof(*b->key_at);
	return (uint32_t)b->n;
}

/* The number of the key, from 1. */
static uint32_t number_for(struct bag *b, struct str key, uint64_t hash)
{
	uint64_t head = head_of(key, hash);
	struct bag_slot *s;
	size_t at;

	if (b->n * 10 >= b->room * 7)
		slots_grow(b);
	for (at = slot_of(hash, b->room); (s = &b->slot[at])->number; at = (at + 1) & (b->room - 1))
		if (s->head == head && s->bytes == key.n &&
		    (key.n <= sizeof(head) || str_eq(key_of(b, s->number - 1), key)))
			return s->number;
	*s = (struct bag_slot){ head, (uint32_t)key.n, 0 };
	return s->number = key_add(b, key);
}

static char *log_room(struct bag *b, size_t bytes)
{
	char *at;

	if (!b->last || b->last->room - b->last->n < bytes) {
		size_t room = b->bytes / 8;
		struct bag_chunk *c;

		room = room < CHUNK_LEAST ? CHUNK_LEAST : room < CHUNK_MOST ? room : CHUNK_MOST;
		room = room < bytes ? bytes : room;
		c = memory_get(1, sizeof(*c) + room);
		*c = (struct bag_chunk){ .room = room };
		if (b->last)
			b->last->next = c;
		else
			b->first = c;
		b->last = c;
		b->bytes += room;
	}
	at = b->last->p + b->last->n;
	b->last->n += bytes;
	return at;
}

/* A number as one to five bytes, the low seven bits first. */
static size_t put_number(char *p, uint32_t x)
{
	size_t n = 0;

	for (; x > 127; x >>= 7)
		p[n++] = (char)(x | 128);
	p[n++] = (char)x;
	return n;
}

static uint32_t get_number(const char **p)
{
	uint32_t x = 0;

	for (unsigned shift = 0;; shift += 7) {
		unsigned char c = (unsigned char)*(*p)++;

		x |= (uint32_t)(c & 127) << shift;
		if (c < 128)
			return x;
	}
}

void bag_add(struct bag *b, struct str key, uint64_t hash, struct str record)
{
	char head[10], *at;
	size_t n = put_number(head, number_for(b, key, hash) - 1);

	n += put_number(head + n, (uint32_t)record.n);
	at = log_room(b, n + record.n);
	memcpy(at, head, n);
	memcpy(at + n, record.p, record.n);
}

void bag_expect(const struct bag *b, uint64_t hash)
{
	if (b->room)
		__builtin_prefetch(&b->slot[slot_of(hash, b->room)], 1);
}

/* Takes the next record of the chunk; false at its end. */
static bool chunk_next(const struct bag_chunk *c, const char **at, uint32_t *k, struct str *record)
{
	if (*at == c->p + c->n)
		return false;
	*k = get_number(at);
	record->n = get_number(at);
	record->p = *at;
	*at += record->n;
	return true;
}

/* All records by key: a counting sort, which gives back the log as it goes. Those of key k then end at end[k]. */
static char *log_sort(struct bag *b, size_t *end)
{
	size_t total = 0;
	struct str record;
	char *sorted;
	uint32_t k;

	memset(end, 0, b->n * sizeof(*end));
	for (const struct bag_chunk *c = b->first; c; c = c->next)
		for (const char *at = c->p; chunk_next(c, &at, &k, &record);)
			end[k] += record.n;
	for (size_t i = 0; i < b->n; i++) {
		size_t n = end[i];

		end[i] = total;
		total += n;
	}
	sorted = memory_get(total, 1);
	memory_scattered(sorted, total);
	for (struct bag_chunk *c = b->first, *next; c; c = next) {
		for (const char *at = c->p; chunk_next(c, &at, &k, &record);) {
			memcpy(sorted + end[k], record.p, record.n);
			end[k] += record.n;
		}
		next = c->next;
		free(c);
	}
	return sorted;
}

void bag_empty(struct bag *b, void (*take)(void *to, struct str key, struct str records), void *to)
{
	size_t *end = memory_get(b->n + 1, sizeof(*end)), *order = memory_get(b->n, sizeof(*order));
	struct str *key = memory_get(b->n, sizeof(*key));
	char *sorted;

	free(b->slot);
	sorted = log_sort(b, end);
	for (size_t k = 0; k < b->n; k++)
		key[k] = key_of(b, k);
	order_keys(order, key, b->n);
	for (size_t i = 0; i < b->n; i++) {
		size_t k = order[i], from = k ? end[k - 1] : 0;

		take(to, key[k], (struct str){ sorted + from, end[k] - from });
	}
	free(end);
	free(order);
	free(key);
	free(sorted);
	free(b->key_at);
	buf_release(&b->keys);
	*b = (struct bag){ 0 };
}
