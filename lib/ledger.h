/* ledger - what the sums of each key come to.
 * Floor 1. Memory is slow: a row should touch one line of it. So a short key stands in its slot, and as long as they
 * are short its sums beside it; the text of a longer key and wider sums stand elsewhere. Keys are copied. A zero struct
 * with `pieces` set is an empty ledger. */
#ifndef SEG_LEDGER_H
#define SEG_LEDGER_H

#include "buf.h"
#include "eight.h"
#include "lines.h"
#include "sums_short.h"

#define LEDGER_LONG 9    /* bytes, from which on a key is told apart by its text */
#define LEDGER_WIDE 128u /* in a tag: the sums are not in the slot */

struct ledger_slot {
	uint64_t head; /* the bytes of a short key; the hash of a longer one */
	uint32_t tag; /* 24 bits of the hash, LEDGER_WIDE, 1 + bytes of the key or LEDGER_LONG; 0: free */
	uint32_t text; /* where a longer key stands */
	union {
		struct sums_short sums;
		struct sums *wide;
	};
};

#define LEDGER_LINE (LINES_BYTES / sizeof(struct ledger_slot)) /* slots of a line */

struct ledger {
	struct pieces *pieces; /* where lines and wide sums take their memory from */
	struct piece *wide;
	struct lines lines; /* of slots */
	struct buf text;    /* the longer keys, each behind its length */
	size_t n;           /* keys */
	size_t bytes;       /* of all this */
	size_t most;        /* bytes, beyond which no key is added; 0: no such bound */
};

/* The line where a key is looked for first, to be asked for in advance; NULL: there are none. Who has several ledgers
 * chooses among them by the low bits of the hash, map_hash(key); the high ones are the ledger's. */
static inline struct ledger_slot *ledger_place(const struct ledger *l, uint64_t hash)
{
	size_t n = l->lines.n;

	return n ? lines_at(&l->lines, (size_t)((hash >> 40) * (uint64_t)n >> 24)) : NULL;
}

/* When that is at hand, what will be looked at next for a longer key: its text, or another line. */
static inline const void *ledger_next(const struct ledger *l, uint64_t hash)
{
	const struct ledger_slot *s = ledger_place(l, hash);
	bool first = s && s[0].head == hash, second = s && s[1].head == hash;

	if (first || second)
		return l->text.p + s[second].text;
	return s ? s + LEDGER_LINE : NULL;
}

/* Adds sums to those of a key; false: there is no room for another key. */
bool ledger_add(struct ledger *l, struct str key, uint64_t hash, const struct sums *x);

/* Empties the ledger: `take` gets every key, in byte order, with its struct sums. */
void ledger_empty(struct ledger *l, void (*take)(void *to, struct str key, struct str sums), void *to);

#endif
