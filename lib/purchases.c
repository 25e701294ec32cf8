/* purchases - every order of every customer of a frame. */
#include "purchases.h"

#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "day.h"
#include "diag.h"
#include "map.h"

/* A row of the file, as it counts. */
struct entry {
	__int128 amount;
	XXH128_hash_t order;
	int64_t time;
	uint32_t who;
	bool refund;
};

/* A worker's own. */
struct log {
	struct entry *entry;
	size_t n, room;
};

/* What a block adds up to, for the ordered end. */
struct tally {
	uint64_t strangers, later, used;
	int32_t first, last;
};

struct job {
	struct input *in;
	const struct purchases_options *o;
	size_t id, time, amount, order, kind; /* columns of the file; SIZE_MAX: not there */
	struct map known;                     /* ids of the frame to numbers */
	struct log *log;                      /* of workers that have ended */
	size_t logs;
	struct purchases *out;
	uint64_t used;
};

static bool read_row(const struct job *job, struct block *b, size_t number, struct entry *e)
{
	struct row row = tsv_row(&b->index, &b->in, number);
	struct str time = row_cell(&row, job->time), amount = row_cell(&row, job->amount),
		   order = job->order != SIZE_MAX ? row_cell(&row, job->order) : (struct str){ 0 };
	struct moment when;
	struct exact sum;

	if (!day_parse_moment(time, &when)) {
		fault_set(&b->fault, number, job->in->header.name[job->time].p,
		          "not a date such as 2026-11-21: %s; clean the file with seg-clean first",
		          quote(time).text);
		return false;
	}
	if (!exact_parse(amount, &sum)) {
		fault_set(&b->fault, number, job->in->header.name[job->amount].p,
		          "not an amount: %s", quote(amount).text);
		return false;
	}
	e->amount = sum.units;
	e->time = (int64_t)when.day * 86400 + (when.second < 0 ? 0 : when.second);
	e->refund = job->kind != SIZE_MAX ? str_is(row_cell(&row, job->kind), "refund") : sum.units < 0;
	e->order = order.n ? XXH3_128bits(order.p, order.n)
	                   : (XXH128_hash_t){ (XXH64_hash_t)when.day, 0 };
	return true;
}

static void keep_entry(struct log *log, const struct entry *e)
{
	if (log->n == log->room) {
		log->room = log->room ? 2 * log->room : 4096;
		log->entry = memory_resize(log->entry, log->room, sizeof(*log->entry));
	}
	log->entry[log->n++] = *e;
}

static void work(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	struct tally *t = b->tally;
	size_t rows = input_rows(job->in, b);

	for (size_t r = 0; r < rows; r++) {
		struct row row = tsv_row(&b->index, &b->in, r);
		struct str id = row_cell(&row, job->id);
		size_t who = id.n ? map_find(&job->known, id, map_hash(id)) : MAP_NONE;
		struct entry e;
		int32_t day;

		if (!read_row(job, b, r, &e))
			return;
		day = (int32_t)(e.time / 86400 - (e.time % 86400 < 0));
		if (job->o->has_as_of && day > job->o->as_of) {
			t->later++;
			continue;
		}
		if (!t->used || day < t->first)
			t->first = day;
		if (!t->used++ || day > t->last)
			t->last = day;
		if (who == MAP_NONE) {
			t->strangers++;
			continue;
		}
		e.who = (uint32_t)who;
		keep_entry(state, &e);
	}
}

static void done(void *arg, struct block *b)
{
	struct job *job = arg;
	struct purchases *h = job->out;
	const struct tally *t = b->tally;

	input_done(job->in, b);
	h->strangers += t->strangers;
	h->later += t->later;
	if (t->used && (!job->used || t->first < h->first_day))
		h->first_day = t->first;
	if (t->used && (!job->used || t->last > h->last_day))
		h->last_day = t->last;
	job->used += t->used;
}

static void merge(void *arg, void *state)
{
	struct job *job = arg;

	job->log = memory_resize(job->log, job->logs + 1, sizeof(*job->log));
	job->log[job->logs++] = *(struct log *)state;
}

/* Numbers the ids of the frame in byte order. */
static void know(struct job *job, const struct frame *f, size_t id)
{
	size_t *order = memory_get(f->rows + 1, sizeof(*order));
	struct purchases *h = job->out;

	h->row = memory_get(f->rows + 1, sizeof(*h->row));
	frame_order(f, id, order);
	for (size_t i = 0; i < f->rows; i++) {
		struct str cell = frame_cell(f, order[i], id);
		uint64_t hash = map_hash(cell);

		if (!cell.n)
			continue;
		if (map_find(&job->known, cell, hash) != MAP_NONE)
			die_at(frame_place(f, order[i], id),
			       "%s is there twice: a report with orders needs one row per customer",
			       quote(cell).text);
		h->row[map_add(&job->known, cell, hash)] = order[i];
	}
	h->customers = job->known.n;
	free(order);
}

/* Sales by order, refunds last; within an order by time. */
static int by_order(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->refund != y->refund)
		return x->refund - y->refund;
	if (x->order.high64 != y->order.high64)
		return x->order.high64 < y->order.high64 ? -1 : 1;
	if (x->order.low64 != y->order.low64)
		return x->order.low64 < y->order.low64 ? -1 : 1;
	return (x->time > y->time) - (x->time < y->time);
}

static int by_time(const void *a, const void *b)
{
	const struct purchases_event *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->refund != y->refund)
		return x->refund - y->refund;
	return (x->amount < y->amount) - (x->amount > y->amount);
}

/* A customer's rows to orders and refunds; returns how many. */
static size_t put_events(struct purchases *h, struct purchases_event *out, struct entry *e, size_t n)
{
	size_t events = 0;

	if (n > 1)
		qsort(e, n, sizeof(*e), by_order);
	for (size_t i = 0; i < n; i++) {
		struct exact sum;

		if (!i || e[i].refund || e[i - 1].order.low64 != e[i].order.low64 ||
		    e[i - 1].order.high64 != e[i].order.high64) {
			out[events++] = (struct purchases_event){ e[i].amount, e[i].time, e[i].refund };
			continue;
		}
		sum.units = out[events - 1].amount;
		if (!exact_add(&sum, (struct exact){ e[i].amount }))
			h->overflow = true;
		out[events - 1].amount = sum.units;
	}
	if (events > 1)
		qsort(out, events, sizeof(*out), by_time);
	return events;
}

/* A counting sort by customer; then each customer's few rows. */
static void arrange(struct job *job)
{
	struct purchases *h = job->out;
	size_t *at = memory_zero(h->customers + 2, sizeof(*at)), total = 0, from = 0;
	struct entry *entry;

	for (size_t w = 0; w < job->logs; w++) {
		for (size_t i = 0; i < job->log[w].n; i++)
			at[job->log[w].entry[i].who + 2]++;
		total += job->log[w].n;
	}
	for (size_t c = 2; c < h->customers + 2; c++)
		at[c] += at[c - 1];
	entry = memory_get(total + 1, sizeof(*entry));
	for (size_t w = 0; w < job->logs; w++) {
		for (size_t i = 0; i < job->log[w].n; i++)
			entry[at[job->log[w].entry[i].who + 1]++] = job->log[w].entry[i];
		free(job->log[w].entry);
	}
	h->event = memory_get(total + 1, sizeof(*h->event));
	h->start = memory_zero(h->customers + 1, sizeof(*h->start));
	for (size_t c = 0; c < h->customers; c++) {
		h->start[c + 1] = h->start[c] + put_events(h, h->event + h->start[c], entry + from,
		                                           at[c + 1] - from);
		from = at[c + 1];
	}
	free(entry);
	free(at);
}

void purchases_read(struct purchases *h, const struct frame *customers, const struct purchases_options *o)
{
	struct input in;
	struct job job = { .in = &in, .o = o, .out = h };

	*h = (struct purchases){ 0 };
	know(&job, customers, o->id);
	input_open(&in, (char *const[]){ (char *)o->path }, 1, NULL, o->progress);
	job.id = input_column(&in, o->id_name);
	job.time = input_column(&in, "order_date");
	job.amount = input_column(&in, "amount");
	job.order = input_find(&in, "order_id");
	job.kind = input_find(&in, "kind");
	blocks_run(&(struct blocks){ .threads = o->threads,
	                             .tally_size = sizeof(struct tally),
	                             .state_size = sizeof(struct log),
	                             .fill = input_fill,
	                             .from = &in,
	                             .work = work,
	                             .done = done,
	                             .merge = merge,
	                             .job = &job });
	h->rows = in.rows;
	if (o->has_as_of)
		h->last_day = o->as_of;
	arrange(&job);
	input_close(&in);
	map_release(&job.known);
	free(job.log);
}

void purchases_release(struct purchases *h)
{
	free(h->row);
	free(h->start);
	free(h->event);
	*h = (struct purchases){ 0 };
}
