/* partition - the keys of a table that fell to one hash, with their records, until they are runs. */
#include "partition.h"

#include <errno.h>
#include <stdlib.h>

#include "map.h"
#include "memory.h"

#define SMALL_PART 8192
#define APART 16            /* rows */
#define OVERFLOW_MOST 16384 /* bytes of records that wait in memory */

/* Reading many runs at once takes a part of each: when memory is bounded, they are small. */
static struct run run_empty(const struct partitioning *of)
{
	return (struct run){ .pieces = of->pieces, .file = -1, .part_most = of->most ? SMALL_PART : 0 };
}

struct packing {
	struct partition *p;
	struct run *run;
	bool all;
};

static void pack(void *arg, struct str key, struct str records)
{
	struct packing *k = arg;

	if (k->p->of->pack) {
		buf_clear(&k->p->packed);
		k->p->of->pack(k->p->of->job, k->p->own, records, k->all, &k->p->packed);
		records = buf_view(&k->p->packed);
	}
	run_add(k->run, key, records);
}

/* Makes a run of what is in the bag. */
static struct run *empty(struct partition *p)
{
	struct packing packing = { .p = p, .all = p->of->ended && !p->runs };

	p->run = memory_resize(p->run, p->runs + 1, sizeof(*p->run));
	packing.run = &p->run[p->runs++];
	*packing.run = run_empty(p->of);
	if (p->of->sums)
		ledger_empty(&p->ledger, pack, &packing);
	else
		bag_empty(&p->bag, pack, &packing);
	return packing.run;
}

static void spill(struct partition *p)
{
	int error;

	p->of->spilled = true;
	if (p->file < 0)
		p->file = run_file();
	error = p->file < 0 ? errno : run_spill(empty(p), p->file, &p->file_bytes);
	if (error)
		p->of->failed = error;
}

/* Keeps a record for when there is room again. */
static void overflow(struct partition *p, struct str key, struct str record)
{
	int error = 0;

	p->of->spilled = true;
	run_add(&p->overflow, key, record);
	p->waiting += key.n + record.n;
	if (p->waiting < OVERFLOW_MOST)
		return;
	p->waiting = 0;
	if (p->file < 0)
		p->file = run_file();
	error = p->file < 0 ? errno : run_spill(&p->overflow, p->file, &p->file_bytes);
	if (error)
		p->of->failed = error;
}

static inline void add_sums(struct partition *p, const struct partition_row *r, struct str record)
{
	if (!ledger_add(&p->ledger, r->key, r->hash, (const struct sums *)record.p))
		overflow(p, r->key, record);
}

static void add_record(struct partition *p, const struct partition_row *r, struct str record)
{
	uint32_t number = bag_key(&p->bag, r->key, r->hash);

	if (number)
		bag_add(&p->bag, number, record);
	else
		overflow(p, r->key, record);
}

static void add(struct partition *p, const struct partition_row *r, struct str record)
{
	if (p->of->sums)
		add_sums(p, r, record);
	else
		add_record(p, r, record);
}

/* What overflowed is added again, until there is room for all. */
static void take_overflow(struct partition *p)
{
	while (p->overflow.n && !p->of->failed) {
		struct run again = p->overflow;
		struct merge *all = merge_open(&again, 1, NULL, NULL);
		struct str key, record;
		int failed = 0;

		p->overflow = run_empty(p->of);
		p->waiting = 0;
		while (merge_next(all, &key, &record, &failed)) {
			buf_clear(&p->packed); /* for its alignment */
			buf_str(&p->packed, record);
			add(p, &(struct partition_row){ map_hash(key), key, 0, 0 }, buf_view(&p->packed));
		}
		merge_close(all);
		run_release(&again);
		if (failed)
			p->of->failed = failed;
		spill(p);
	}
}

void partition_init(struct partition *p, struct partitioning *of, size_t own_size)
{
	*p = (struct partition){ .of = of, .file = -1, .own = memory_zero(1, own_size + 1) };
	p->bag.keys.pieces = p->ledger.pieces = of->pieces;
	p->ledger.most = of->most;
	p->overflow = run_empty(of);
}

static struct str record_of(const struct partition_row *r, const char *records)
{
	return (struct str){ records + r->at, r->bytes };
}

/* Each row in steps, some rows apart, so that memory is on its way before it is needed. */
static void rows_of_sums(struct partition *p, const struct partition_row *row, size_t n, const char *records)
{
	for (size_t i = 0; i < n + 2 * APART && !p->of->failed; i++) {
		if (i < n)
			__builtin_prefetch(ledger_place(&p->ledger, row[i].hash), 1);
		if (i >= APART && i < n + APART && row[i - APART].key.n >= LEDGER_LONG)
			__builtin_prefetch(ledger_next(&p->ledger, row[i - APART].hash));
		if (i >= 2 * APART)
			add_sums(p, &row[i - 2 * APART], record_of(&row[i - 2 * APART], records));
	}
}

void partition_rows(struct partition *p, const struct partition_row *row, size_t n, const char *records)
{
	if (p->of->sums) {
		rows_of_sums(p, row, n, records);
		return;
	}
	for (size_t i = 0; i < n + APART && !p->of->failed; i++) {
		if (i < n)
			__builtin_prefetch(bag_place(&p->bag, row[i].hash));
		if (i >= APART)
			add_record(p, &row[i - APART], record_of(&row[i - APART], records));
	}
	if (p->of->most && bag_bytes(&p->bag) > p->of->most)
		spill(p);
}

/* What is left of a partition that went to a file follows it: the memory is needed for what comes now. */
void partition_end(struct partition *p)
{
	bool any = p->bag.keys.n || p->ledger.n;

	if (any && (p->runs || p->overflow.n))
		spill(p);
	else if (any)
		empty(p);
	p->ledger.most = 8 * p->of->most; /* few partitions are at work at a time */
	take_overflow(p);
	buf_release(&p->packed);
}
