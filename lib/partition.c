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

/* Keeps a record for when the bag is empty again. */
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

/* What overflowed goes through the bag, until nothing does any more. */
static void take_overflow(struct partition *p)
{
	while (p->overflow.n && !p->of->failed) {
		struct run again = p->overflow;
		struct merge *all = merge_open(&again, 1, NULL, NULL);
		struct str key, record;
		uint32_t number;
		int failed = 0;

		p->overflow = run_empty(p->of);
		p->waiting = 0;
		while (merge_next(all, &key, &record, &failed)) {
			buf_clear(&p->packed); /* for its alignment */
			buf_str(&p->packed, record);
			record = buf_view(&p->packed);
			number = bag_key(&p->bag, key, map_hash(key));
			if (number)
				bag_add(&p->bag, number, record);
			else
				overflow(p, key, record);
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
	p->bag = (struct bag){ .keys = { .pieces = of->pieces }, .fold = of->fold, .fold_size = of->fold_size };
	p->bag.keys.most = of->fold ? of->most : 0;
	p->bag.keys.beside = of->fold ? of->fold_size : 0;
	p->overflow = run_empty(of);
}

static void add_row(struct partition *p, const struct partition_row *r, uint32_t number, const char *records)
{
	struct str record = { records + r->at, r->bytes };

	if (number)
		bag_add(&p->bag, number, record);
	else
		overflow(p, r->key, record);
}

/* Each row in three steps, some rows apart, so that memory is on its way before it is needed. */
void partition_rows(struct partition *p, const struct partition_row *row, size_t n, const char *records)
{
	uint32_t number[APART];

	for (size_t i = 0; i < n + 2 * APART && !p->of->failed; i++) {
		if (i < n)
			__builtin_prefetch(bag_place(&p->bag, row[i].hash));
		if (i >= 2 * APART)
			add_row(p, &row[i - 2 * APART], number[i % APART], records);
		if (i >= APART && i < n + APART)
			number[i % APART] = bag_key(&p->bag, row[i - APART].key, row[i - APART].hash);
	}
	if (p->of->most && !p->of->fold && bag_bytes(&p->bag) > p->of->most)
		spill(p);
}

/* What is left of a partition that went to a file follows it: the memory is needed for what comes now. */
void partition_end(struct partition *p)
{
	if (p->bag.keys.n && (p->runs || p->overflow.n))
		spill(p);
	else if (p->bag.keys.n)
		empty(p);
	if (p->bag.keys.most) /* few partitions are at work at a time */
		p->bag.keys.most = 8 * p->of->most;
	take_overflow(p);
	buf_release(&p->packed);
}
