/* reader - a row of the input as a line of a customer. */
#include "reader.h"

#include "day.h"
#include "diag.h"
#include "num.h"
#include "state.h"

static struct str cell_or_none(const struct row *row, size_t column)
{
	return column != SIZE_MAX ? row_cell(row, column) : (struct str){ 0 };
}

static const char *name_of(const struct reader *r, size_t column)
{
	return r->in->header.name[column].p;
}

static void see_day(struct reading *t, int32_t day)
{
	if (!t->any || day < t->first)
		t->first = day;
	if (!t->any || day > t->latest)
		t->latest = day;
	t->any = true;
}

/* Events that are purchases; any other name is not. */
static bool is_purchase(struct str event)
{
	return !event.n || str_is(event, "purchase") || str_is(event, "order") ||
	       str_is(event, "sale") || str_is(event, "refund");
}

/* Sale, refund or another event, where a column says so; false where that cannot be. */
static __attribute__((noinline)) bool kind_said(const struct reader *r, struct block *b,
                                                size_t number, const struct row *row,
                                                __int128 amount, enum line_kind *kind)
{
	struct str event = cell_or_none(row, r->event), cell = event;
	size_t column = event.n ? r->event : r->kind;
	const char *why;

	if (!is_purchase(event)) {
		*kind = LINE_EVENT;
		return true;
	}
	if (!event.n)
		cell = cell_or_none(row, r->kind);
	else if (!str_is(event, "refund")) /* a purchase that costs less than nothing is none */
		cell = (struct str){ 0 };
	*kind = line_kind_of(cell, amount);
	why = line_kind_fault(cell, amount);
	if (why)
		fault_set(&b->fault, number, name_of(r, column), "%s: %s", why, quote(cell).text);
	return !why;
}

/* The same where perhaps no column says so. */
static inline bool kind_of(const struct reader *r, struct block *b, size_t number,
                           const struct row *row, __int128 amount, enum line_kind *kind)
{
	if (r->event != SIZE_MAX || r->kind != SIZE_MAX)
		return kind_said(r, b, number, row, amount, kind);
	*kind = line_kind_of((struct str){ 0 }, amount);
	return true;
}

static __attribute__((noinline)) bool time_fault(const struct reader *r, struct block *b,
                                                 size_t number, struct str time)
{
	fault_set(&b->fault, number, name_of(r, r->time), "not a date such as 2026-11-21: %s; %s",
	          quote(time).text,
	          str_is(time, name_of(r, r->time))
	                  ? "a second header line: name both files instead of joining them"
	                  : "clean the file with seg-clean first");
	return false;
}

static __attribute__((noinline)) bool amount_fault(const struct reader *r, struct block *b,
                                                   size_t number, struct str amount)
{
	fault_set(&b->fault, number, name_of(r, r->amount),
	          "not an amount: %s; clean the file with seg-clean first", quote(amount).text);
	return false;
}

/* When it was, and how much; false leaves the row out. */
static inline __attribute__((always_inline)) bool read_facts(const struct reader *r, struct block *b,
                                                             size_t number, const struct row *row,
                                                             struct moment *when, struct exact *value)
{
	struct reading *t = b->tally;
	struct str time = row_cell(row, r->time), amount = row_cell(row, r->amount);
	bool free = !amount.n && r->event != SIZE_MAX && !is_purchase(row_cell(row, r->event));

	value->units = 0;
	if (!day_parse_next(time, &t->day, when))
		return time_fault(r, b, number, time);
	if (!free && !exact_parse(amount, value))
		return amount_fault(r, b, number, amount);
	see_day(t, when->day);
	if (!r->limited || when->day <= r->limit)
		return true;
	t->later++;
	return false;
}

/* The cells that are alike in transactions and states. */
static bool read_cells(const struct reader *r, struct block *b, size_t number,
                       const struct row *row, struct line *l, struct str *cell)
{
	struct reading *t = b->tally;
	struct str quantity = cell_or_none(row, r->quantity);
	struct moment when;
	struct exact value;

	if (!read_facts(r, b, number, row, &when, &value))
		return false;
	l->amount = value.units;
	l->day = when.day;
	l->second = when.second;
	l->has_quantity = quantity.n > 0;
	if (quantity.n && !exact_parse(quantity, &value)) {
		fault_set(&b->fault, number, name_of(r, r->quantity), "not a number: %s",
		          quote(quantity).text);
		return false;
	}
	l->quantity = value.units;
	t->used++;
	for (size_t k = 0; k < r->plan->form.texts; k++)
		cell[k] = cell_or_none(row, r->text[k]);
	l->cell = cell;
	line_set_order(l, cell_or_none(row, r->order));
	return true;
}

static __attribute__((noinline)) bool key_fault(const struct reader *r, struct block *b, size_t number)
{
	fault_set(&b->fault, number, name_of(r, r->id), "no %s in this row",
	          r->plan->member ? "account" : "customer");
	return false;
}

static bool read_row(const struct reader *r, struct block *b, size_t number, struct str *key,
                     struct buf *record)
{
	struct row row = tsv_row(&b->index, &b->in, number);
	struct str cell[LINE_TEXTS];
	struct line l;

	*key = row_cell(&row, r->id);
	if (!key->n)
		return key_fault(r, b, number);
	if (!read_cells(r, b, number, &row, &l, cell))
		return false;
	if (!kind_of(r, b, number, &row, l.amount, &l.kind))
		return false;
	line_save(record, &r->plan->form, &l);
	return true;
}

static bool state_fault(struct block *b, size_t number, const char *column, struct str cell)
{
	fault_set(&b->fault, number, column, "not a state of seg-features: %s", quote(cell).text);
	return false;
}

static bool read_account(struct block *b, size_t number, const struct row *row, struct reading *t)
{
	uint64_t n[3];
	int32_t first, latest;

	for (size_t k = 0; k < 3; k++)
		if (!num_parse_count(row_cell(row, STATE_ORDER + k), UINT64_MAX / 2, &n[k]))
			return state_fault(b, number, state_name[STATE_ORDER + k],
			                   row_cell(row, STATE_ORDER + k));
	t->accounts++;
	t->seen += n[0];
	t->kept += n[1];
	t->dropped += n[2];
	if (day_parse_iso(row_cell(row, STATE_QUANTITY), &first) &&
	    day_parse_iso(row_cell(row, STATE_REACHES), &latest)) {
		see_day(t, first);
		see_day(t, latest);
	}
	return false;
}

/* Sums are never of rows after the as-of date: --partial left those out. */
static bool read_sums(struct block *b, size_t number, const struct row *row, struct buf *record,
                      struct reading *t)
{
	struct str kind = row_cell(row, STATE_KIND), rows = row_cell(row, STATE_ORDER);
	struct str amount = row_cell(row, STATE_AMOUNT), first = row_cell(row, STATE_TIME);
	struct exact value;
	struct sums s;
	uint64_t n;

	sums_init(&s);
	if (!str_is(kind, state_sums))
		return state_fault(b, number, state_name[STATE_KIND], kind);
	if (!num_parse_count(rows, SUMS_ROWS_MOST, &n))
		return state_fault(b, number, state_name[STATE_ORDER], rows);
	if (!exact_parse(amount, &value))
		return state_fault(b, number, state_name[STATE_AMOUNT], amount);
	if (first.n && (!day_parse_iso(first, &s.first) ||
	                !day_parse_iso(row_cell(row, STATE_REACHES), &s.latest)))
		return state_fault(b, number, state_name[STATE_TIME], first);
	s.rows = n & SUMS_ROWS_MOST;
	s.amount = value.units;
	buf_bytes(record, (const char *)&s, sizeof(s));
	t->used++;
	return true;
}

static bool read_state(const struct reader *r, struct block *b, size_t number, struct str *key,
                       struct buf *record)
{
	struct row row = tsv_row(&b->index, &b->in, number);
	struct str kind = row_cell(&row, STATE_KIND), digest = row_cell(&row, STATE_DIGEST),
		   cell[LINE_TEXTS];
	struct line l = { 0 };

	*key = row_cell(&row, STATE_KEY);
	if (!str_is(row_cell(&row, STATE_TAG), STATE_VERSION))
		return state_fault(b, number, state_name[STATE_TAG], row_cell(&row, STATE_TAG));
	if (!str_is(digest, r->digest)) {
		fault_set(&b->fault, number,
		          state_name[STATE_DIGEST], "a state of other options: %s, not %s; give --merge the options that --partial had",
		          quote(digest).text, r->digest);
		return false;
	}
	if (!key->n)
		return read_account(b, number, &row, b->tally);
	if (r->plan->folds)
		return read_sums(b, number, &row, record, b->tally);
	while (l.kind <= LINE_EVENT && !str_is(kind, state_kind[l.kind]))
		l.kind++;
	if (l.kind > LINE_EVENT)
		return state_fault(b, number, state_name[STATE_KIND], kind);
	if (!read_cells(r, b, number, &row, &l, cell))
		return false;
	line_save(record, &r->plan->form, &l);
	return true;
}

bool reader_read(void *arg, struct block *b, size_t row, struct str *key, struct buf *record)
{
	const struct reader *r = arg;

	return r->merge ? read_state(r, b, row, key, record) : read_row(r, b, row, key, record);
}

bool reader_read_sums(void *arg, struct block *b, size_t number, struct str *key, struct buf *record)
{
	const struct reader *r = arg;
	struct row row = tsv_row(&b->index, &b->in, number);
	struct moment when;
	enum line_kind kind;
	struct exact value;
	struct sums *s;

	if (r->merge)
		return read_state(r, b, number, key, record);
	*key = row_cell(&row, r->id);
	if (!key->n)
		return key_fault(r, b, number);
	if (!read_facts(r, b, number, &row, &when, &value) ||
	    !kind_of(r, b, number, &row, value.units, &kind))
		return false;
	((struct reading *)b->tally)->used++;
	buf_reserve(record, sizeof(*s));
	s = (struct sums *)(record->p + record->n); /* which is aligned: sums are all that is there */
	record->n += sizeof(*s);
	sums_of(s, kind, when.day, value.units);
	return true;
}

void reader_done(void *arg, struct block *b)
{
	struct reader *r = arg;
	const struct reading *t = b->tally;

	r->total.used += t->used;
	r->total.later += t->later;
	r->total.accounts += t->accounts;
	r->total.seen += t->seen;
	r->total.kept += t->kept;
	r->total.dropped += t->dropped;
	if (t->any) {
		see_day(&r->total, t->first);
		see_day(&r->total, t->latest);
	}
}
