/* Sums of keys in a ledger against the same added up in a plain list. */
#include "ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "map.h"
#include "rng.h"

#define RECORDS 50000
#define KEYS 400

static struct {
	struct sums expected[KEYS], found[KEYS];
	size_t taken[KEYS];
	char last[64];
	size_t last_n, disorder, unknown;
} all;

/* Keys short and long, of eight and nine bytes, one that is empty, and such as end in what others are. */
static struct str key_make(char *p, unsigned k)
{
	static const int digits[] = { 1, 3, 7, 8 };
	const char *before = k % 4 ? "k" : "a-rather-long-key-";

	return (struct str){ p, (size_t)(k ? snprintf(p, 64, "%s%0*u", before, digits[k % 4], k) : 0) };
}

static void take(void *to, struct str key, struct str sums)
{
	unsigned k = 0;
	char text[64];

	(void)to;
	while (k < KEYS && !str_eq(key_make(text, k), key))
		k++;
	all.unknown += k == KEYS || sums.n != sizeof(struct sums);
	if (k == KEYS)
		return;
	all.disorder += all.last_n && str_cmp((struct str){ all.last, all.last_n }, key) >= 0;
	memcpy(all.last, text, key.n);
	all.last_n = key.n;
	all.taken[k]++;
	memcpy(&all.found[k], sums.p, sizeof(struct sums));
}

/* Sums of a row as most are; every fiftieth too large, or of a day too early or too late, for a slot. */
static struct sums row_make(struct rng *rng)
{
	struct sums s;
	uint64_t odd = rng_below(rng, 200);
	enum line_kind kind = (enum line_kind)rng_below(rng, 3);
	__int128 amount = (__int128)rng_below(rng, 1000000) * (kind == LINE_REFUND ? -1 : 1);
	int32_t day = (int32_t)rng_below(rng, 65535);

	if (odd == 0)
		amount *= (__int128)1 << 100;
	if (odd == 1)
		amount = INT64_MAX;
	if (odd == 2)
		day = -1;
	if (odd == 3)
		day = 65535;
	sums_of(&s, kind, day, amount);
	return s;
}

static bool equal(const struct sums *a, const struct sums *b)
{
	return a->amount == b->amount && a->rows == b->rows && a->wraps == b->wraps &&
	       a->first == b->first && a->latest == b->latest;
}

/* All the sums of ten keys are short; of the others, some. */
static void adds(struct ledger *l, struct rng *rng)
{
	size_t wrong = 0;

	memset(&all, 0, sizeof(all));
	for (unsigned k = 0; k < KEYS; k++)
		sums_init(&all.expected[k]);
	for (size_t i = 0; i < RECORDS; i++) {
		unsigned k = (unsigned)rng_below(rng, KEYS);
		struct sums row = row_make(rng);
		char text[64];
		struct str key = key_make(text, k);

		if (k < 10)
			sums_of(&row, LINE_SALE, (int32_t)(i % 65535), 5);
		sums_merge(&all.expected[k], &row);
		wrong += !ledger_add(l, key, map_hash(key), &row);
	}
	CHECK(!wrong && l->n == KEYS && l->wide, "every row finds room, some as wide sums");
	ledger_empty(l, take, NULL);
	CHECK(!l->n && !l->bytes && !l->lines.n, "a ledger that was emptied is empty");
	for (unsigned k = 0; k < KEYS; k++)
		wrong += all.taken[k] != 1 || !equal(&all.found[k], &all.expected[k]);
	CHECK(!wrong && !all.unknown, "each key comes once, with its sums");
	CHECK(!all.disorder, "keys ascend in byte order");
}

/* Keys that are known are added to, others are not taken. */
static void is_full(struct pieces *pieces)
{
	struct ledger l = { .pieces = pieces, .most = 4096 };
	struct sums row;
	char text[64];
	unsigned n = 0, wrong = 0;

	sums_of(&row, LINE_SALE, 1, 1);
	while (n < KEYS) {
		struct str key = key_make(text, n);

		if (!ledger_add(&l, key, map_hash(key), &row))
			break;
		n++;
	}
	CHECK(n > 10 && n < KEYS && l.n == n, "a ledger of 4096 bytes has room for some keys");
	for (unsigned k = 0; k < KEYS; k++) {
		struct str key = key_make(text, k);

		wrong += ledger_add(&l, key, map_hash(key), &row) != (k < n);
	}
	CHECK(!wrong, "a full ledger adds to the keys it has");
	memset(&all, 0, sizeof(all));
	ledger_empty(&l, take, NULL);
	for (unsigned k = 0; k < n; k++)
		wrong += all.found[k].rows != 2;
	CHECK(!wrong && l.most == 4096, "and is as bounded as before when it was emptied");
}

/* The texts of long keys count. */
static void is_full_of_text(struct pieces *pieces)
{
	struct ledger l = { .pieces = pieces, .most = 65536 };
	char text[1024];
	struct sums row;
	unsigned n = 0;

	memset(text, 'x', sizeof(text));
	sums_of(&row, LINE_SALE, 1, 1);
	for (bool room = true; room && n < 200; n += room) {
		struct str key = { text, sizeof(text) };

		text[0] = (char)n;
		room = ledger_add(&l, key, map_hash(key), &row);
	}
	CHECK(n > 16 && n <= 65, "keys of 1 KB fill 64 KB: %u of them", n);
	memset(&all, 0, sizeof(all));
	ledger_empty(&l, take, NULL);
}

int main(void)
{
	struct rng rng = rng_stream(7, "ledger", 0);
	struct pieces *pieces = pieces_open();
	struct ledger l = { .pieces = pieces };

	adds(&l, &rng);
	adds(&l, &rng);
	is_full(pieces);
	is_full_of_text(pieces);
	pieces_close(pieces);
	return check_done();
}
