/* feed - files, one after the other, as blocks of whole records. */
#include "feed.h"

#include "cells.h"
#include "diag.h"

/* Bytes that are looked at first, where a block may end. */
#define CUT_LEAST 4096
/* Of a block left in its file, which takes no memory while it waits. */
#define LEFT_BYTES (2 * BLOCK_BYTES)

static _Noreturn void die_fault(struct feed *f, size_t file, size_t line, const struct fault *fault)
{
	const char *name = source_name(&f->source, file);

	source_clear(&f->source); /* workers may still be reading from it */
	if (fault->status != STATUS_INPUT)
		die((enum diag_status)fault->status, "%s: %s", shown(str_of(name)).text, fault->text);
	die_at((struct place){ name, line, fault->column }, "%s", fault->text);
}

/* More bytes at the end of b; false at the end of the file. */
static bool read_more(struct feed *f, struct buf *b)
{
	size_t got;

	buf_reserve(b, BLOCK_BYTES);
	got = f->read ? f->read(f, b->p + b->n, BLOCK_BYTES)
	              : source_read(&f->source, b->p + b->n, BLOCK_BYTES);
	b->n += got;
	if (f->hand_made && got < BLOCK_BYTES && b->n && b->p[b->n - 1] != '\n')
		buf_char(b, '\n');
	return got == BLOCK_BYTES;
}

/* Where the first file's columns stand among `own`, or NULL when they stand in the same places. */
static const uint32_t *order_of(struct feed *f, const struct tsv_header *own, struct fault *fault)
{
	uint32_t *order = ARENA_ARRAY(&f->keep, uint32_t, f->header.columns);
	bool same = true;

	for (size_t c = 0; c < f->header.columns; c++) {
		size_t at = tsv_header_find(own, f->header.name[c]);

		if (at == SIZE_MAX)
			fault_set(fault, 0, NULL, "no column %s, which the first file has",
			          quote(f->header.name[c]).text);
		order[c] = (uint32_t)at;
		same &= at == c;
	}
	for (size_t c = 0; c < own->columns; c++)
		if (tsv_header_find(&f->header, own->name[c]) == SIZE_MAX)
			fault_set(fault, 0, NULL, "column %s is not in the first file",
			          quote(own->name[c]).text);
	return same ? NULL : order;
}

/* Leaves the first n bytes of the rest behind. */
static void drop(struct feed *f, size_t n)
{
	f->rest.n -= n;
	memmove(f->rest.p, f->rest.p + n, f->rest.n);
	f->offset += n;
}

/* Reads the beginning of an open file. */
static void begin_file(struct feed *f, bool first, struct fault *fault)
{
	struct tsv_header own = { 0 };
	size_t taken = 0;
	bool more = read_more(f, &f->rest);

	if (f->rest.n >= 3 && memcmp(f->rest.p, "\xEF\xBB\xBF", 3) == 0)
		drop(f, 3);
	while (!f->form->begin(f, buf_view(&f->rest), !more, &own, &taken, fault) && more &&
	       f->rest.n < f->form->most)
		more = read_more(f, &f->rest);
	if (!f->named && !own.columns)
		fault_set(fault, 0, NULL, "a header of more than %zu bytes", f->form->most);
	if (fault->text[0])
		return;
	if (first && !f->named)
		f->header = own;
	else if (!f->named)
		f->order = order_of(f, &own, fault);
	if (fault->text[0])
		return;
	f->line += cells_lines(f->rest.p, taken);
	drop(f, taken);
}

/* Where blocks of the open file are to be left in it: goes back to the first record. */
static void leave(struct feed *f)
{
	f->apart = f->leaves && !f->read && source_keep(&f->source);
	if (!f->apart)
		return;
	source_move(&f->source, -(int64_t)f->rest.n);
	buf_clear(&f->rest);
}

/* Opens the next file; false when there is none left. What is wrong with it goes to *fault. */
static bool next_file(struct feed *f, bool first, struct fault *fault)
{
	const char *problem;

	if (!source_next(&f->source, &problem))
		return false;
	f->line = 1;
	f->offset = 0;
	f->order = NULL;
	f->own = NULL;
	if (problem) {
		fault_set(fault, 0, NULL, "cannot open: %s", problem);
		fault->status = STATUS_SYSTEM;
		return true;
	}
	f->open = true;
	begin_file(f, first, fault);
	leave(f);
	return true;
}

void feed_open(struct feed *f)
{
	struct fault fault = { 0 };

	next_file(f, true, &fault);
	if (fault.text[0])
		die_fault(f, 0, f->rest.n ? 1 : 0, &fault);
}

/* How many of the LEFT_BYTES from the block's place on are whole records, as far as the last `most` of them say. */
static size_t whole_before(struct feed *f, struct block *b, size_t most)
{
	size_t whole;

	buf_clear(&f->rest);
	buf_reserve(&f->rest, most);
	if (!source_again(&f->source, b->file, b->at + LEFT_BYTES - most, f->rest.p, most)) {
		source_fault(&f->source, b->file, &b->fault);
		f->open = false;
		return 0;
	}
	whole = f->form->whole(f, (struct str){ f->rest.p, most }, false);
	return whole ? LEFT_BYTES - most + whole : 0;
}

/* Leaves a block in the file. False when no end of it is near, or the end of the file is, which then is read here. */
static bool leave_block(struct feed *f, struct block *b)
{
	size_t n = 0;

	if (f->apart && source_bytes(&f->source) > b->at + LEFT_BYTES) {
		n = whole_before(f, b, CUT_LEAST);
		if (!n && f->open)
			n = whole_before(f, b, LEFT_BYTES);
	}
	f->apart = n > 0;
	if (!n)
		return !f->open;
	b->left = n;
	f->offset += n;
	source_move(&f->source, (int64_t)n);
	return true;
}

void feed_leave(struct feed *f)
{
	f->leaves = true;
	if (f->open)
		leave(f);
}

void feed_fetch(const struct feed *f, struct block *b)
{
	if (!b->left)
		return;
	buf_reserve(&b->in, b->left);
	if (!source_again(&f->source, b->file, b->at, b->in.p, b->left) || b->in.p[b->left - 1] != '\n') {
		source_fault(&f->source, b->file, &b->fault);
		return;
	}
	b->in.n = b->left;
	b->lines = cells_lines(b->in.p, b->in.n);
}

void feed_count(struct feed *f, struct block *b)
{
	if (!f->leaves)
		return;
	if (f->of_file != b->file)
		f->counted = 0;
	f->of_file = b->file;
	b->line += f->counted;
	f->counted += b->lines;
}

/* Fills an empty block from the open file, as far as records are whole. */
static void fill_block(struct feed *f, struct block *b)
{
	bool more;
	size_t whole;

	buf_str(&b->in, buf_view(&f->rest));
	buf_clear(&f->rest);
	more = read_more(f, &b->in);
	/* Too long is a record that does not end within the limit, wherever blocks begin. */
	if (b->in.n > f->form->most && !f->form->whole(f, (struct str){ b->in.p, f->form->most }, false)) {
		fault_set(&b->fault, 0, NULL, "a record of more than %zu bytes", f->form->most);
		b->in.n = 0;
		f->open = false;
		return;
	}
	whole = f->form->whole(f, buf_view(&b->in), !more);
	buf_bytes(&f->rest, b->in.p + whole, b->in.n - whole);
	b->in.n = whole;
	f->offset += whole;
	b->lines = cells_lines(b->in.p, b->in.n);
	f->line += f->leaves ? 0 : b->lines;
	if (more)
		return;
	f->open = false;
	if (f->rest.n)
		fault_set(&b->fault, b->lines, NULL, "the last line has no line end: the input was cut");
	buf_clear(&f->rest);
}

bool feed_fill(void *from, struct block *b)
{
	struct feed *f = from;

	do {
		if (!f->open && !next_file(f, false, &b->fault))
			return false;
		b->file = f->source.at;
		b->line = f->line;
		b->at = f->offset;
		b->lines = 0;
		b->order = f->order;
		b->own = f->own;
		if (b->fault.text[0])
			f->open = false;
		else if (!leave_block(f, b))
			fill_block(f, b);
	} while (!b->in.n && !b->left && !b->fault.text[0]);
	return true;
}

void feed_check(struct feed *f, const struct block *b)
{
	if (b->fault.text[0])
		die_fault(f, b->file, b->line + b->fault.line, &b->fault);
}

void feed_close(struct feed *f)
{
	source_close(&f->source);
	buf_release(&f->rest);
	arena_release(&f->keep);
}
