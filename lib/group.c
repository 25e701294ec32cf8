/* group - one state per key. */
#include "group.h"

#include <pthread.h>
#include <stdlib.h>

#include "diag.h"
#include "map.h"
#include "order.h"

#define PARTITIONS 64  /* at most; a power of two */
#define AHEAD_SLOT 24  /* records whose slot is asked for in advance */
#define AHEAD_ENTRY 12 /* records whose entry is */

/* Followed by the state, then by the key's bytes. */
struct entry {
	uint64_t hash;
	uint32_t key_bytes, number;
};

struct partition {
	pthread_mutex_t lock;
	struct entry **slot;
	size_t room;
	struct group_part part;
	size_t state_room;
};

/* What a row brought, as long as its block lives; the record's bytes follow. */
struct brought {
	_Alignas(16) uint64_t hash;
	struct str key;
};

/* A worker's own memory. */
struct hands {
	struct buf rows;  /* struct brought and record, row after row */
	struct buf order; /* size_t: rows by partition */
	size_t count[PARTITIONS + 1];
};

struct run {
	const struct group_kind *kind;
	void *job;
	struct input *in;
	struct partition part[PARTITIONS];
	size_t stride; /* of struct brought and its record */
	size_t state_at, key_at;
	size_t parts; /* a power of two */
};

static size_t rounded(size_t n)
{
	return (n + 15) / 16 * 16;
}

/* The bits that choose a slot are not those that chose the partition. */
static size_t slot_hash(uint64_t hash)
{
	return (size_t)(hash / PARTITIONS);
}

static void table_grow(struct partition *p)
{
	size_t room = p->room ? p->room * 2 : 256;
	struct entry **slot = memory_zero(room, sizeof(*slot));

	memory_scattered(slot, room * sizeof(*slot));
	for (size_t i = 0; i < p->room; i++) {
		size_t at;

		if (!p->slot[i])
			continue;
		for (at = slot_hash(p->slot[i]->hash) & (room - 1); slot[at]; at = (at + 1) & (room - 1))
			;
		slot[at] = p->slot[i];
	}
	free(p->slot);
	p->slot = slot;
	p->room = room;
}

static bool same_key(const struct run *run, const struct entry *e, const struct brought *row)
{
	return e->hash == row->hash && e->key_bytes == row->key.n &&
	       memcmp((const char *)e + run->key_at, row->key.p, row->key.n) == 0;
}

static struct entry *entry_new(const struct run *run, struct partition *p, const struct brought *row)
{
	struct entry *e = arena_alloc(&p->part.keep, 1, run->key_at + row->key.n);

	*e = (struct entry){ row->hash, (uint32_t)row->key.n, (uint32_t)p->part.n };
	memcpy((char *)e + run->key_at, row->key.p, row->key.n);
	if (p->part.n == p->state_room) {
		p->state_room = p->state_room ? 2 * p->state_room : 256;
		p->part.state = memory_resize(p->part.state, p->state_room, sizeof(void *));
	}
	p->part.state[p->part.n++] = (char *)e + run->state_at;
	return e;
}

static struct group_key key_for(const struct run *run, struct partition *p, const struct brought *row)
{
	size_t at;

	if (p->part.n * 2 >= p->room)
		table_grow(p);
	at = slot_hash(row->hash) & (p->room - 1);
	while (p->slot[at] && !same_key(run, p->slot[at], row))
		at = (at + 1) & (p->room - 1);
	if (!p->slot[at])
		p->slot[at] = entry_new(run, p, row);
	return (struct group_key){ (char *)p->slot[at] + run->state_at, p->slot[at]->number };
}

static const struct brought *nth(const struct run *run, const struct hands *h, size_t i)
{
	return (const struct brought *)(h->rows.p + ((const size_t *)h->order.p)[i] * run->stride);
}

/* Rows i of one partition, with the memory of later ones on its way while the earlier are added. */
static void add_rows(const struct run *run, const struct hands *h, struct partition *p, size_t from,
                     size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct brought *row = nth(run, h, i);

		if (p->room && i + AHEAD_SLOT < to)
			__builtin_prefetch(
				&p->slot[slot_hash(nth(run, h, i + AHEAD_SLOT)->hash) & (p->room - 1)]);
		if (p->room && i + AHEAD_ENTRY < to) {
			const char *e =
				(const char *)p->slot[slot_hash(nth(run, h, i + AHEAD_ENTRY)->hash) &
			                              (p->room - 1)];

			__builtin_prefetch(e);
			__builtin_prefetch(e + 64);
		}
		run->kind->add(run->job, &p->part, key_for(run, p, row), row + 1);
	}
}

/* Lists the rows by partition: a counting sort. */
static void spread(const struct run *run, struct hands *h, size_t rows)
{
	size_t sum = 0, *order;

	buf_clear(&h->order);
	buf_reserve(&h->order, rows * sizeof(size_t));
	order = (size_t *)h->order.p;
	memset(h->count, 0, sizeof(h->count));
	for (size_t i = 0; i < rows; i++)
		h->count[((const struct brought *)(h->rows.p + i * run->stride))->hash & (run->parts - 1)]++;
	for (size_t k = 0; k <= run->parts; k++) {
		size_t n = h->count[k];

		h->count[k] = sum;
		sum += n;
	}
	for (size_t i = 0; i < rows; i++)
		order[h->count[((const struct brought *)(h->rows.p + i * run->stride))->hash & (run->parts - 1)]++] =
			i;
	for (size_t k = run->parts; k > 0; k--)
		h->count[k] = h->count[k - 1];
	h->count[0] = 0;
}

static void work(void *job, struct block *b, void *state)
{
	struct run *run = job;
	struct hands *h = state;
	size_t rows = input_rows(run->in, b), n = 0, first;

	buf_clear(&h->rows);
	buf_reserve(&h->rows, rows * run->stride + 16);
	for (size_t r = 0; r < rows; r++) {
		struct brought *row = (struct brought *)(h->rows.p + n * run->stride);

		if (run->kind->read(run->job, b, r, &row->key, row + 1)) {
			row->hash = map_hash(row->key);
			n++;
		} else if (b->fault.text[0] && b->fault.line == r) {
			break;
		}
	}
	if (b->fault.text[0])
		return; /* the program is about to end */
	spread(run, h, n);
	first = h->count[1]; /* by chance: workers begin at different partitions */
	for (size_t k = 0; k < run->parts; k++) {
		size_t at = (k + first) & (run->parts - 1);
		struct partition *p = &run->part[at];

		pthread_mutex_lock(&p->lock);
		add_rows(run, h, p, h->count[at], h->count[at + 1]);
		pthread_mutex_unlock(&p->lock);
	}
}

static void done(void *job, struct block *b)
{
	struct run *run = job;

	input_done(run->in, b);
	if (run->kind->done)
		run->kind->done(run->job, b);
}

static void let_go(void *job, void *state)
{
	struct hands *h = state;

	(void)job;
	buf_release(&h->rows);
	buf_release(&h->order);
}

/* All groups of all partitions in the order of their keys. */
static void collect(struct groups *out, const struct run *run)
{
	struct group *group;
	struct str *key;
	size_t n = 0, at = 0, *order;

	for (size_t k = 0; k < run->parts; k++)
		n += run->part[k].part.n;
	group = memory_get(n, sizeof(*group));
	key = memory_get(n, sizeof(*key));
	order = memory_get(n, sizeof(*order));
	out->group = memory_get(n, sizeof(*out->group));
	out->n = n;
	for (size_t k = 0; k < run->parts; k++)
		for (size_t i = 0; i < run->part[k].part.n; i++) {
			struct entry *e =
				(struct entry *)((char *)run->part[k].part.state[i] - run->state_at);

			key[at] = (struct str){ (char *)e + run->key_at, e->key_bytes };
			group[at] = (struct group){ key[at], run->part[k].part.state[i] };
			at++;
		}
	order_keys(order, key, n);
	for (size_t i = 0; i < n; i++)
		out->group[i] = group[order[i]];
	free(group);
	free(key);
	free(order);
}

static void close_part(void *arg, size_t i)
{
	struct run *run = arg;

	free(run->part[i].slot);
	run->part[i].slot = NULL;
	if (run->kind->close)
		run->kind->close(run->job, &run->part[i].part);
}

void group_run(struct groups *out, struct input *in, const struct group_kind *kind, void *job,
               size_t threads)
{
	struct run *run = memory_get(1, sizeof(*run));
	struct crew *crew;

	*run = (struct run){ .kind = kind, .job = job, .in = in, .parts = 1 };
	while (run->parts < 8 * threads && run->parts < PARTITIONS)
		run->parts *= 2;
	run->stride = rounded(sizeof(struct brought) + kind->record_size);
	run->state_at = rounded(sizeof(struct entry));
	run->key_at = run->state_at + kind->state_size;
	for (size_t k = 0; k < run->parts; k++) {
		pthread_mutex_init(&run->part[k].lock, NULL);
		run->part[k].part.own = arena_alloc(&run->part[k].part.keep, 1, kind->part_size);
	}
	blocks_run(&(struct blocks){ .threads = threads,
	                             .tally_size = kind->tally_size,
	                             .state_size = sizeof(struct hands),
	                             .fill = input_fill,
	                             .from = in,
	                             .work = work,
	                             .done = done,
	                             .merge = let_go,
	                             .job = run });
	crew = crew_open(threads);
	crew_each(crew, run->parts, close_part, run);
	crew_close(crew);
	collect(out, run);
	out->parts = run->parts;
	out->part = memory_get(run->parts, sizeof(*out->part));
	for (size_t k = 0; k < run->parts; k++) {
		out->part[k] = run->part[k].part;
		pthread_mutex_destroy(&run->part[k].lock);
	}
	free(run);
}

void groups_release(struct groups *g)
{
	for (size_t k = 0; k < g->parts; k++) {
		arena_release(&g->part[k].keep);
		free(g->part[k].state);
	}
	free(g->part);
	free(g->group);
	*g = (struct groups){ 0 };
}
