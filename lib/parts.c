/* parts - the rows of a frame, block by block: in memory, or left in the files they came from. */
#include "parts.h"

#include <stdlib.h>

#include "num.h"

#define SPARE 64 /* bytes behind the last cell that may be read */
_Static_assert(SPARE >= NUM_SPARE, "cells can be read by num_parse_fast");

/* --- reading --- */

struct loading {
	struct frame *f;
	const struct parts_visit *visit; /* may be NULL */
	size_t filled;                   /* rows so far */
	bool begun;
};

/* What stands before the visitor's own tally. */
struct head {
	size_t first, size; /* of a part; as it was before it was indexed */
	bool indexed, visited;
	_Alignas(16) char tally[];
};

static struct frame_part part_of(const struct block *b)
{
	const struct head *h = b->tally;

	return (struct frame_part){ b->in,    b->index, b->file, b->line,
		                    h->first, b->at,    h->size, b->order };
}

/* Shows the visitor the first rows. */
static void begin(struct loading *l, struct block *b)
{
	struct head *h = b->tally;
	uint64_t all = source_size(&l->f->in->feed.source);
	size_t rows = input_rows(l->f->in, b);
	struct frame_part part;

	buf_reserve(&b->in, SPARE);
	part = part_of(b);
	h->indexed = true;
	if (!rows)
		return;
	l->begun = true;
	l->visit->begin(l->visit->arg, &part,
	                all ? (size_t)((double)all / (double)h->size * (double)rows) + 1 : 0);
}

static bool fill_block(void *from, struct block *b)
{
	struct loading *l = from;
	struct head *h = b->tally;

	if (!input_fill((struct input *)l->f->in, b))
		return false;
	h->first = l->filled;
	h->size = b->in.n;
	l->filled += b->lines;
	if (l->visit && !l->begun)
		begin(l, b);
	h->visited = l->begun;
	return true;
}

static void index_block(void *job, struct block *b, void *state)
{
	const struct loading *l = job;
	struct head *h = b->tally;
	struct frame_part part;

	(void)state;
	if (!h->indexed)
		input_rows(l->f->in, b);
	buf_reserve(&b->in, SPARE);
	part = part_of(b);
	if (h->visited && b->index.rows)
		l->visit->part(l->visit->arg, &part, h->tally);
}

static void spare(struct buf *bytes)
{
	bytes->p = memory_resize(bytes->p, bytes->n + SPARE, 1);
	bytes->room = bytes->n + SPARE;
}

/* Takes the block's bytes and index over, and the block gets empty ones; or leaves them. */
static void keep_block(void *job, struct block *b)
{
	struct loading *l = job;
	struct frame *f = l->f;
	struct head *h = b->tally;
	struct frame_part part = part_of(b);
	bool lasts = source_lasts(&f->in->feed.source, b->file);

	input_done((struct input *)f->in, b);
	if (!part.index.rows)
		return;
	if (f->parts == f->room) {
		f->room = f->room ? 2 * f->room : 64;
		f->part = memory_resize(f->part, f->room, sizeof(*f->part));
	}
	f->rows += part.index.rows;
	if (h->visited && l->visit->done(l->visit->arg, &part, h->tally) && lasts) {
		part.bytes = (struct buf){ 0 };
		part.index = (struct tsv_index){ .rows = part.index.rows };
	} else {
		b->in = (struct buf){ 0 };
		b->index = (struct tsv_index){ 0 };
		tsv_index_fit(&part.index);
		spare(&part.bytes);
	}
	f->part[f->parts++] = part;
}

void parts_load(struct frame *f, struct input *in, size_t threads, const struct parts_visit *v)
{
	struct loading l = { .f = f, .visit = v };

	*f = (struct frame){ .in = in };
	blocks_run(&(struct blocks){ .threads = threads,
	                             .tally_size = sizeof(struct head) + (v ? v->tally_size : 0),
	                             .fill = fill_block,
	                             .from = &l,
	                             .work = index_block,
	                             .done = keep_block,
	                             .job = &l });
	for (size_t i = 0; i < f->parts; i++)
		if (!f->part[i].bytes.p)
			source_reopen(&in->feed.source, f->part[i].file);
}

/* --- what was left in files --- */

const struct frame_part *parts_again(const struct frame *f, size_t i, struct frame_part *room)
{
	const struct frame_part *part = &f->part[i];
	struct buf bytes = room->bytes;
	struct tsv_index index = room->index;
	struct fault fault = { 0 };

	if (part->bytes.p)
		return part;
	buf_clear(&bytes);
	buf_reserve(&bytes, part->size + SPARE);
	*room = *part;
	index.rows = 0;
	if (source_again(&f->in->feed.source, part->file, part->at, bytes.p, part->size)) {
		bytes.n = part->size;
		tsv_index(&index, &bytes, &f->in->header, part->order, &fault);
		buf_reserve(&bytes, SPARE);
	}
	if (index.rows != part->index.rows) {
		source_missed(&f->in->feed.source, part->file);
		index.rows = 0;
	}
	room->bytes = bytes;
	room->index = index;
	return room;
}

void parts_check(const struct frame *f)
{
	source_check(&f->in->feed.source);
}

struct keeping {
	const struct frame *f;
	struct frame_part *room;
};

static void keep_part(void *arg, size_t i)
{
	const struct keeping *k = arg;

	if (parts_again(k->f, i, &k->room[i]) == &k->f->part[i])
		return;
	tsv_index_fit(&k->room[i].index);
	spare(&k->room[i].bytes);
}

void parts_keep(struct frame *f, struct crew *crew)
{
	struct keeping k = { f, memory_zero(f->parts, sizeof(*k.room)) };

	crew_each(crew, f->parts, keep_part, &k);
	parts_check(f);
	for (size_t i = 0; i < f->parts; i++)
		if (!f->part[i].bytes.p)
			f->part[i] = k.room[i];
	free(k.room);
}

void parts_release_one(struct frame_part *p)
{
	buf_release(&p->bytes);
	tsv_index_release(&p->index);
}
