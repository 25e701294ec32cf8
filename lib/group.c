/* group - all records of a key together. */
#include "group.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "diag.h"
#include "map.h"
#include "partition.h"

#define PARTITIONS 64     /* so many that the table of one fits the nearer caches */
#define SPILL_LEAST 65536 /* bytes of a partition below which it stays in memory */
#define RANGE_BYTES                                                                                \
	1000000 /* of entries that are printed together, about: in each run a part is searched for them */
#define RANGES_MOST 4096

struct groups {
	const struct group_kind *kind;
	void *job;
	struct input *in;
	struct partitioning parts;
	struct partition part[PARTITIONS];
	pthread_mutex_t lock[PARTITIONS];
	struct run *run;
	size_t runs;
	struct str *border; /* keys between ranges */
	size_t borders, next;
};

/* A worker's own memory. */
struct hands {
	struct buf in; /* of blocks that were left in files: where one was, the next comes into the caches' reach */
	struct tsv_index index;
	struct buf records;
	struct buf rows, sorted; /* struct partition_row: row after row, and by partition */
	size_t count[PARTITIONS + 1];
};

/* Sorts the rows by partition, by counting. */
static void spread(struct hands *h, size_t rows)
{
	struct partition_row *row = (struct partition_row *)h->rows.p;
	size_t sum = 0;
	struct partition_row *sorted;

	buf_clear(&h->sorted);
	buf_reserve(&h->sorted, rows * sizeof(*sorted));
	sorted = (struct partition_row *)h->sorted.p;
	memset(h->count, 0, sizeof(h->count));
	for (size_t i = 0; i < rows; i++) {
		row[i].hash = map_hash(row[i].key);
		h->count[row[i].hash % PARTITIONS]++;
	}
	for (size_t k = 0; k <= PARTITIONS; k++) {
		size_t n = h->count[k];

		h->count[k] = sum;
		sum += n;
	}
	for (size_t i = 0; i < rows; i++)
		sorted[h->count[row[i].hash % PARTITIONS]++] = row[i];
	for (size_t k = PARTITIONS; k > 0; k--)
		h->count[k] = h->count[k - 1];
	h->count[0] = 0;
}

size_t group_rows(const struct group_kind *kind, void *job, struct input *in, struct block *b,
                  struct buf *rows, struct buf *records)
{
	size_t n = 0, all = input_rows(in, b);
	struct partition_row *row;

	buf_clear(records);
	buf_clear(rows);
	buf_reserve(rows, all * sizeof(*row));
	row = (struct partition_row *)rows->p;
	for (size_t r = 0; r < all; r++) {
		size_t at = records->n;

		if (kind->read(job, b, r, &row[n].key, records)) {
			row[n].at = (uint32_t)at;
			row[n].bytes = (uint32_t)(records->n - at);
			n++;
		} else if (b->fault.text[0] && b->fault.line == r) {
			break;
		}
	}
	return n;
}

/* Adds what fell to a partition; false when the lock cannot be had. */
static bool add_to(struct groups *g, const struct hands *h, size_t at, int (*lock)(pthread_mutex_t *))
{
	if (lock(&g->lock[at]))
		return false;
	partition_rows(&g->part[at], (const struct partition_row *)h->sorted.p + h->count[at],
	               h->count[at + 1] - h->count[at], h->records.p);
	pthread_mutex_unlock(&g->lock[at]);
	return true;
}

static void swap(struct hands *h, struct block *b)
{
	struct buf in = h->in;
	struct tsv_index index = h->index;

	h->in = b->in;
	h->index = b->index;
	b->in = in;
	b->index = index;
}

/* Whose partition another worker has at the moment does the others first. */
static void work(void *job, struct block *b, void *state)
{
	struct groups *g = job;
	unsigned char later[PARTITIONS];
	size_t n_later = 0;
	struct hands *h = state;
	size_t n, first;
	bool left = b->left;

	if (left)
		swap(h, b);
	n = group_rows(g->kind, g->job, g->in, b, &h->rows, &h->records);

	if (b->fault.text[0])
		return; /* the program is about to end */
	spread(h, n);
	first = h->count[1]; /* by chance: workers begin at different partitions */
	for (size_t k = 0; k < PARTITIONS; k++) {
		size_t at = (k + first) % PARTITIONS;

		if (!add_to(g, h, at, pthread_mutex_trylock))
			later[n_later++] = (unsigned char)at;
	}
	for (size_t k = 0; k < n_later; k++)
		add_to(g, h, later[k], pthread_mutex_lock);
	if (left) {
		buf_clear(&b->in);
		swap(h, b);
		b->index.rows = h->index.rows;
	}
}

static void done(void *job, struct block *b)
{
	struct groups *g = job;

	input_done(g->in, b);
	groups_check(g);
	if (g->kind->done)
		g->kind->done(g->job, b);
}

static void let_go(void *job, void *state)
{
	struct hands *h = state;

	(void)job;
	buf_release(&h->in);
	tsv_index_release(&h->index);
	buf_release(&h->records);
	buf_release(&h->rows);
	buf_release(&h->sorted);
}

static void close_part(void *arg, size_t i)
{
	struct groups *g = arg;

	partition_end(&g->part[i]);
}

/* One list of all partitions' runs, and the keys that part it into ranges. */
static void collect(struct groups *g)
{
	size_t bytes = 0, ranges;

	for (size_t k = 0; k < PARTITIONS; k++)
		g->runs += g->part[k].runs;
	g->run = memory_get(g->runs, sizeof(*g->run));
	g->runs = 0;
	for (size_t k = 0; k < PARTITIONS; k++) {
		struct partition *p = &g->part[k];

		for (size_t i = 0; i < p->runs; i++) {
			bytes += p->run[i].bytes;
			g->run[g->runs++] = p->run[i];
		}
		free(p->run);
		p->run = NULL;
		if (g->kind->own_done)
			g->kind->own_done(g->job, p->own);
		free(p->own);
		pthread_mutex_destroy(&g->lock[k]);
	}
	ranges = 1 + bytes / RANGE_BYTES;
	g->borders =
		runs_split(g->run, g->runs, ranges < RANGES_MOST ? ranges : RANGES_MOST, &g->border);
}

struct groups *group_run(struct input *in, const struct group_kind *kind, void *job, size_t threads)
{
	struct groups *g = memory_zero(1, sizeof(*g));
	struct crew *crew;

	/* Tables that grow use each other's memory, instead of giving it back to the system and asking again. */
	mallopt(M_MMAP_THRESHOLD, 8 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_ARENA_MAX, 1);
	g->kind = kind;
	g->job = job;
	g->in = in;
	g->parts = (struct partitioning){
		.sums = kind->sums, .pack = kind->pack, .job = job, .pieces = pieces_open()
	};
	if (kind->memory) /* the rest is for blocks on their way, and for what grows */
		g->parts.most = kind->memory / 2 / PARTITIONS > SPILL_LEAST ? kind->memory / 2 / PARTITIONS
		                                                            : SPILL_LEAST;
	for (size_t k = 0; k < PARTITIONS; k++) {
		pthread_mutex_init(&g->lock[k], NULL);
		partition_init(&g->part[k], &g->parts, kind->own_size);
	}
	feed_leave(&in->feed);
	blocks_run(&(struct blocks){ .threads = threads,
	                             .tally_size = kind->tally_size,
	                             .state_size = sizeof(struct hands),
	                             .fill = input_fill,
	                             .from = in,
	                             .work = work,
	                             .done = done,
	                             .merge = let_go,
	                             .job = g });
	source_check(&in->feed.source);
	g->parts.ended = true;
	if (kind->ended)
		kind->ended(job);
	crew = crew_open(threads);
	crew_each(crew, PARTITIONS, close_part, g);
	crew_close(crew);
	groups_check(g);
	collect(g);
	if (g->parts.spilled)
		pieces_rest(g->parts.pieces);
	malloc_trim(0);
	return g;
}

bool groups_whole(const struct groups *g)
{
	return !g->parts.spilled;
}

void groups_check(const struct groups *g)
{
	if (g->parts.failed)
		die(STATUS_SYSTEM, "cannot use a temporary file: %s", strerror(g->parts.failed));
}

void groups_rewind(struct groups *g)
{
	g->next = 0;
}

bool groups_fill(void *groups, struct block *b)
{
	struct groups *g = groups;

	if (g->next > g->borders)
		return false;
	b->number = g->next++;
	return true;
}

struct group_range {
	struct groups *g;
	struct merge *merge;
};

void group_range_bounds(const struct groups *g, const struct block *b, const struct str **from,
                        const struct str **to)
{
	*from = b->number ? &g->border[b->number - 1] : NULL;
	*to = b->number < g->borders ? &g->border[b->number] : NULL;
}

struct group_range *group_range_open(struct groups *g, const struct block *b)
{
	struct group_range *r = memory_get(1, sizeof(*r));
	const struct str *from, *to;

	group_range_bounds(g, b, &from, &to);
	r->g = g;
	r->merge = merge_open(g->run, g->runs, from, to);
	return r;
}

bool group_next(struct group_range *r, struct group *out)
{
	int failed = 0;
	bool more = merge_next(r->merge, &out->key, &out->records, &failed);

	if (failed)
		r->g->parts.failed = failed;
	return more;
}

void group_range_close(struct group_range *r)
{
	merge_close(r->merge);
	free(r);
}

void groups_free(struct groups *g)
{
	for (size_t k = 0; k < g->runs; k++)
		run_release(&g->run[k]);
	for (size_t k = 0; k < PARTITIONS; k++)
		if (g->part[k].file >= 0)
			close(g->part[k].file);
	pieces_close(g->parts.pieces);
	free(g->border);
	free(g->run);
	free(g);
}
