/* customer - what one customer has done, as a state that adds up in any order. */
#include "customer.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* The top byte of `low` says what the id is, so that no two kinds meet. */
#define KIND_NUMBER 0x80u
#define KIND_HASH 0x40u
#define KIND_DAY 0x20u

static uint64_t tagged(unsigned kind, uint64_t rest)
{
	return (uint64_t)kind << 56 | (rest & 0x00FFFFFFFFFFFFFFu);
}

struct order_id order_id_of_text(struct str id)
{
	uint64_t number = 0;
	size_t i = 0;
	XXH128_hash_t hash;

	if (id.n <= 7) {
		for (; i < id.n; i++)
			number = number << 8 | (unsigned char)id.p[i];
		return (struct order_id){ tagged((unsigned)id.n, number), 0 };
	}
	/* 16 digits at most fit beside the tag; a leading zero is another id */
	if (id.n <= 16 && id.p[0] != '0') {
		for (; i < id.n && id.p[i] >= '0' && id.p[i] <= '9'; i++)
			number = number * 10 + (uint64_t)(id.p[i] - '0');
		if (i == id.n)
			return (struct order_id){ tagged(KIND_NUMBER, number), 0 };
	}
	hash = XXH3_128bits(id.p, id.n);
	return (struct order_id){ tagged(KIND_HASH, hash.low64), hash.high64 | 1 };
}

struct order_id order_id_of_day(int32_t day)
{
	return (struct order_id){ tagged(KIND_DAY, (uint32_t)day), 0 };
}

static bool same_order(struct order_id a, struct order_id b)
{
	return a.low == b.low && a.high == b.high;
}

static void log_add(struct order_log *log, uint32_t who, struct order_id id)
{
	if (log->n == log->room) {
		log->room = log->room ? 2 * log->room : 1024;
		log->who = memory_resize(log->who, log->room, sizeof(*log->who));
		log->low = memory_resize(log->low, log->room, sizeof(*log->low));
		memory_scattered(log->low, log->room * sizeof(*log->low));
		if (log->high)
			log->high = memory_resize(log->high, log->room, sizeof(*log->high));
	}
	if (id.high && !log->high) {
		log->high = memory_get(log->room, sizeof(*log->high));
		memset(log->high, 0, log->n * sizeof(*log->high));
	}
	log->who[log->n] = who;
	log->low[log->n] = id.low;
	if (log->high)
		log->high[log->n] = id.high;
	log->n++;
}

void customer_add(struct customer *c, struct order_log *log, uint32_t number, const struct purchase *p)
{
	exact_sum_add(&c->spend, p->amount);
	if (p->refund)
		return;
	if (!same_order(c->latest, p->order)) {
		c->latest = p->order;
		log_add(log, number, p->order);
	}
	if (!c->bought || p->day < c->first)
		c->first = p->day;
	if (!c->bought || p->day > c->last)
		c->last = p->day;
	c->bought = true;
}

static int id_order(const void *a, const void *b)
{
	const struct order_id *x = a, *y = b;

	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	return (x->high > y->high) - (x->high < y->high);
}

static void sort_ids(struct order_id *id, size_t n)
{
	if (n > 32) {
		qsort(id, n, sizeof(*id), id_order);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		struct order_id x = id[i];
		size_t k = i;

		for (; k > 0 && id_order(&x, &id[k - 1]) < 0; k--)
			id[k] = id[k - 1];
		id[k] = x;
	}
}

void order_log_count(struct order_log *log, void *const *customer, size_t n)
{
	size_t *start = memory_get(n + 2, sizeof(*start));
	struct order_id *id = memory_get(log->n, sizeof(*id));

	memory_scattered(id, log->n * sizeof(*id));
	/* A counting sort by customer; then each customer's few ids. */
	memset(start, 0, (n + 2) * sizeof(*start));
	for (size_t i = 0; i < log->n; i++)
		start[log->who[i] + 2]++;
	for (size_t c = 2; c < n + 2; c++)
		start[c] += start[c - 1];
	for (size_t i = 0; i < log->n; i++)
		id[start[log->who[i] + 1]++] =
			(struct order_id){ log->low[i], log->high ? log->high[i] : 0 };
	for (size_t c = 0; c < n; c++) {
		struct order_id *own = id + start[c];
		size_t many = start[c + 1] - start[c], distinct = many > 0;

		sort_ids(own, many);
		for (size_t i = 1; i < many; i++)
			distinct += !same_order(own[i - 1], own[i]);
		((struct customer *)customer[c])->orders = (uint32_t)distinct;
	}
	free(start);
	free(id);
	free(log->who);
	free(log->low);
	free(log->high);
	*log = (struct order_log){ 0 };
}
