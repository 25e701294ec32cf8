/* purchases - the orders of the customers of a frame. */
#include "purchases.h"

#include <stdlib.h>

#include "day.h"
#include "diag.h"
#include "group.h"

/* Rows are kept one by one, so that strangers' can be counted; of a day, not of an hour. */
static const struct line_form form = { .whole = true };

/* What a block adds up to, for the ordered end. */
struct tally {
	uint64_t later, counted;
	int32_t first, last;
};

struct job {
	struct input in;
	const struct purchases_options *o;
	size_t id, time, amount, order, kind; /* columns of the file; SIZE_MAX: not there */
	struct purchases *out;
};

static struct str cell_or_none(const struct row *row, size_t column)
{
	return column != SIZE_MAX ? row_cell(row, column) : (struct str){ 0 };
}

static const char *name_of(const struct job *job, size_t column)
{
	return job->in.header.name[column].p;
}

/* Counts a row; false when it is after the last day. */
static bool count(struct tally *t, const struct purchases_options *o, int32_t day)
{
	if (o->has_as_of && day > o->as_of) {
		t->later++;
		return false;
	}
	if (!t->counted || day < t->first)
		t->first = day;
	if (!t->counted++ || day > t->last)
		t->last = day;
	return true;
}

static bool read_row(void *arg, struct block *b, size_t number, struct str *key, struct buf *record)
{
	const struct job *job = arg;
	struct row row = tsv_row(&b->index, &b->in, number);
	struct str time = row_cell(&row, job->time), amount = row_cell(&row, job->amount);
	struct str kind = cell_or_none(&row, job->kind);
	struct line l = { .second = -1 };
	const char *why;
	struct moment when;
	struct exact sum;

	*key = row_cell(&row, job->id);
	if (!day_parse_moment(time, &when)) {
		fault_set(&b->fault, number, name_of(job, job->time),
		          "not a date such as 2026-11-21: %s; clean the file with seg-clean first",
		          quote(time).text);
		return false;
	}
	if (!exact_parse(amount, &sum)) {
		fault_set(&b->fault, number, name_of(job, job->amount), "not an amount: %s",
		          quote(amount).text);
		return false;
	}
	if (!count(b->tally, job->o, when.day))
		return false;
	l.day = when.day;
	l.amount = sum.units;
	why = line_kind_fault(kind, l.amount);
	if (why) {
		fault_set(&b->fault, number, name_of(job, job->kind), "%s: %s", why, quote(kind).text);
		return false;
	}
	l.kind = line_kind_of(kind, l.amount);
	line_set_order(&l, cell_or_none(&row, job->order));
	line_save(record, &form, &l);
	return true;
}

static void pack(void *job, void *own, struct str records, bool all, struct buf *out)
{
	(void)job, (void)all;
	customer_pack(own, &form, records, out);
}

static void pack_done(void *arg, void *own)
{
	(void)arg;
	customer_release(own);
}

static void done(void *arg, struct block *b)
{
	struct job *job = arg;
	struct purchases *p = job->out;
	const struct tally *t = b->tally;

	p->later += t->later;
	if (t->counted && (!p->counted || t->first < p->first_day))
		p->first_day = t->first;
	if (t->counted && (!p->counted || t->last > p->last_day))
		p->last_day = t->last;
	p->counted += t->counted;
}

/* Lists the ids of the frame in byte order. */
static void know(struct purchases *p, const struct frame *f, size_t id)
{
	size_t missing = 0;

	p->row = memory_get(f->rows + 1, sizeof(*p->row));
	p->id = memory_get(f->rows + 1, sizeof(*p->id));
	frame_order(f, id, p->row);
	for (size_t i = 0; i < f->rows; i++) {
		p->id[i] = frame_cell(f, p->row[i], id);
		missing += !p->id[i].n; /* these come first */
		if (p->id[i].n && i && str_eq(p->id[i - 1], p->id[i]))
			die_at(frame_place(f, p->row[i], id),
			       "%s is there twice: a report with orders needs one row per customer",
			       quote(p->id[i]).text);
	}
	p->customers = f->rows - missing;
	memmove(p->row, p->row + missing, p->customers * sizeof(*p->row));
	memmove(p->id, p->id + missing, p->customers * sizeof(*p->id));
}

void purchases_read(struct purchases *p, const struct frame *customers, const struct purchases_options *o)
{
	static const struct group_kind kind = { .read = read_row,
		                                .pack = pack,
		                                .own_done = pack_done,
		                                .own_size = sizeof(struct customer),
		                                .done = done,
		                                .tally_size = sizeof(struct tally) };
	struct job job = { .o = o, .out = p };
	struct input *in = &job.in;

	*p = (struct purchases){ 0 };
	know(p, customers, o->id);
	input_open(in, (char *const[]){ (char *)o->path }, 1, NULL, o->progress);
	job.id = input_column(in, o->id_name);
	job.time = input_column(in, "order_date");
	job.amount = input_column(in, "amount");
	job.order = input_find(in, "order_id");
	job.kind = input_find(in, "kind");
	p->of = group_run(in, &kind, &job, o->threads);
	p->rows = in->rows;
	if (o->has_as_of)
		p->last_day = o->as_of;
	input_close(in);
}

/* --- the fold --- */

/* A worker's own; the state of the fold stands behind it. */
struct hand {
	_Alignas(16) struct customer customer;
	uint64_t strangers;
};

struct folding {
	struct purchases *p;
	const struct purchases_fold *fold;
};

/* Both the groups and the ids ascend. */
static void work(void *arg, struct block *b, void *state)
{
	const struct folding *k = arg;
	const struct purchases *p = k->p;
	struct hand *h = state;
	struct group_range *range = group_range_open(p->of, b);
	size_t i = SIZE_MAX;

	for (struct group g; group_next(range, &g);) {
		i = i == SIZE_MAX ? str_rank(p->id, p->customers, g.key) : i;
		while (i < p->customers && str_cmp(p->id[i], g.key) < 0)
			i++;
		customer_load(&h->customer, &form, g.records);
		if (i == p->customers || !str_eq(p->id[i], g.key)) {
			h->strangers += h->customer.n;
			continue;
		}
		customer_view(&h->customer, p->last_day);
		k->fold->add(k->fold->job, h + 1, p->row[i], &h->customer);
	}
	group_range_close(range);
}

static void merge(void *arg, void *state)
{
	const struct folding *k = arg;
	struct hand *h = state;

	k->p->strangers += h->strangers;
	customer_release(&h->customer);
	k->fold->merge(k->fold->job, h + 1);
}

void purchases_each(struct purchases *p, const struct purchases_fold *f)
{
	struct folding k = { p, f };

	p->strangers = 0;
	groups_rewind(p->of);
	blocks_run(&(struct blocks){ .threads = f->threads,
	                             .state_size = sizeof(struct hand) + (f->state_size + 15) / 16 * 16,
	                             .fill = groups_fill,
	                             .from = p->of,
	                             .work = work,
	                             .merge = merge,
	                             .job = &k });
}

void purchases_release(struct purchases *p)
{
	if (p->of)
		groups_free(p->of);
	free(p->row);
	free(p->id);
	*p = (struct purchases){ 0 };
}
