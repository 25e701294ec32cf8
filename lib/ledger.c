/* ledger - what the sums of each key come to. */
#include "ledger.h"

#include <stdlib.h>

#include "memory.h"
#include "order.h"
#include "varint.h"

#define LINES_LEAST 16
#define TEXT_MOST UINT32_MAX
#define AHEAD 8 /* keys whose sums are asked for in advance */

/* --- keys and slots --- */

static uint32_t tag_of(struct str key, uint64_t hash)
{
	return (uint32_t)(hash >> 40 << 8 | (1 + (key.n < LEDGER_LONG ? key.n : LEDGER_LONG)));
}

static bool is_long(const struct ledger_slot *s)
{
	return (s->tag & ~LEDGER_WIDE & 255) > LEDGER_LONG;
}

static struct str long_key(const struct ledger *l, const struct ledger_slot *s)
{
	const char *p = l->text.p + s->text;
	size_t n = varint_take(&p);

	return (struct str){ p, n };
}

/* How many keys the lines are enough for: with two slots a line, more would often stand in another line than theirs. */
static size_t enough(const struct ledger *l)
{
	return l->lines.n * LEDGER_LINE * 6 / 10;
}

/* The first slot that has this key, or is free, from where it belongs on. A NULL key is known not to be there. */
static struct ledger_slot *slot_of(const struct ledger *l, const struct str *key, uint64_t head,
                                   uint32_t tag)
{
	for (size_t i = (size_t)((tag >> 8) * (uint64_t)l->lines.n >> 24);;
	     i = i + 1 == l->lines.n ? 0 : i + 1) {
		struct ledger_slot *s = lines_at(&l->lines, i);

		for (size_t at = 0; at < LEDGER_LINE; at++, s++)
			if (!s->tag || (key && s->head == head && (s->tag & ~LEDGER_WIDE) == tag &&
			                (key->n < LEDGER_LONG || str_eq(long_key(l, s), *key))))
				return s;
	}
}

/* --- growing --- */

/* Lines for more keys: false when the bound has no room for more. A bounded ledger soon takes all it may: what smaller
 * ones leave behind fits nobody. */
static bool more_lines(const struct ledger *l, size_t *lines)
{
	size_t most = l->most / 8 * 7 / LINES_BYTES;

	*lines = l->lines.n ? 2 * l->lines.n : LINES_LEAST;
	if (l->most && *lines > most / 8 && most > LINES_LEAST)
		*lines = most;
	return *lines > l->lines.n;
}

static bool grow(struct ledger *l)
{
	struct lines old = l->lines;
	size_t n;

	if (!more_lines(l, &n))
		return false;
	lines_take(&l->lines, l->pieces, n);
	l->bytes += (n - old.n) * LINES_BYTES;
	for (size_t i = 0; i < old.n; i++) /* whose order is nearly that of the new ones */
		for (size_t at = 0; at < LEDGER_LINE; at++) {
			const struct ledger_slot *s = (struct ledger_slot *)lines_at(&old, i) + at;

			if (s->tag)
				*slot_of(l, NULL, s->head, s->tag) = *s;
		}
	lines_give(&old, l->pieces);
	return true;
}

/* --- adding --- */

static uint32_t keep_text(struct ledger *l, struct str key)
{
	size_t at = l->text.n;

	buf_reserve(&l->text, VARINT_MOST);
	l->text.n = (size_t)(varint_put(l->text.p + at, key.n) - l->text.p);
	buf_str(&l->text, key);
	l->bytes += l->text.n - at;
	return (uint32_t)at;
}

/* From now on the slot's sums are wide. */
static struct sums *widen(struct ledger *l, struct ledger_slot *s)
{
	struct sums *wide;

	if (!l->wide || l->wide->room - l->wide->n < sizeof(*wide)) {
		struct piece *p = pieces_get(l->pieces, sizeof(*wide));

		p->next = l->wide;
		l->wide = p;
		l->bytes += p->room;
	}
	wide = (struct sums *)(l->wide->p + l->wide->n);
	l->wide->n += sizeof(*wide);
	*wide = sums_of_short(&s->sums);
	s->tag |= LEDGER_WIDE;
	s->wide = wide;
	return wide;
}

static __attribute__((noinline)) bool search(struct ledger *l, struct str key, uint64_t hash,
                                             const struct sums *x)
{
	uint64_t head = key.n < LEDGER_LONG ? eight_tail(key) : hash;
	uint32_t tag = tag_of(key, hash);
	bool full = l->n >= enough(l) && !grow(l);
	struct ledger_slot *s = slot_of(l, &key, head, tag);

	if (!s->tag) {
		if (full || (l->most && l->bytes > l->most) || l->text.n + key.n + VARINT_MOST > TEXT_MOST)
			return false;
		*s = (struct ledger_slot){
			head, tag, key.n < LEDGER_LONG ? 0 : keep_text(l, key), { { 0 } }
		};
		l->n++;
	}
	if (s->tag & LEDGER_WIDE)
		sums_merge(s->wide, x);
	else if (!sums_short_add(&s->sums, x))
		sums_merge(widen(l, s), x);
	return true;
}

bool ledger_add(struct ledger *l, struct str key, uint64_t hash, const struct sums *x)
{
	struct ledger_slot *s = key.n < LEDGER_LONG ? ledger_place(l, hash) : NULL;

	if (s) {
		uint64_t head = eight_tail(key);
		uint32_t tag = tag_of(key, hash);

		s += (s[1].head == head) & (s[1].tag == tag); /* no branch depends on where it is */
		if (s->head == head && s->tag == tag && sums_short_add(&s->sums, x))
			return true;
	}
	return search(l, key, hash, x);
}

/* --- emptying --- */

/* All keys, and the slots they stand in. From now on no slot is looked for any more. */
static void list(struct ledger *l, struct str *key, const struct ledger_slot **slot)
{
	size_t n = 0;

	for (size_t i = 0; i < l->lines.n; i++)
		for (size_t at = 0; at < LEDGER_LINE; at++) {
			struct ledger_slot *s = (struct ledger_slot *)lines_at(&l->lines, i) + at;
			size_t bytes = (s->tag & 255 & ~LEDGER_WIDE) - 1;

			if (!s->tag)
				continue;
			eight_store((char *)&s->head, s->head);
			key[n] = is_long(s)
			                 ? long_key(l, s)
			                 : (struct str){ (const char *)(&s->head + 1) - bytes, bytes };
			slot[n++] = s;
		}
}

void ledger_empty(struct ledger *l, void (*take)(void *to, struct str key, struct str sums), void *to)
{
	struct str *key = memory_get(l->n, sizeof(*key));
	const struct ledger_slot **slot = memory_get(l->n, sizeof(*slot));
	size_t *order = memory_get(l->n, sizeof(*order));

	list(l, key, slot);
	order_keys(order, key, l->n);
	for (size_t i = 0; i < l->n; i++) {
		const struct ledger_slot *s = slot[order[i]];
		struct sums sums = s->tag & LEDGER_WIDE ? *s->wide : sums_of_short(&s->sums);

		if (i + AHEAD < l->n)
			__builtin_prefetch(slot[order[i + AHEAD]]);
		take(to, key[order[i]], (struct str){ (const char *)&sums, sizeof(sums) });
	}
	free(key);
	free(slot);
	free(order);
	lines_give(&l->lines, l->pieces);
	pieces_put_all(l->pieces, l->wide);
	buf_release(&l->text);
	*l = (struct ledger){ .pieces = l->pieces, .most = l->most };
}
