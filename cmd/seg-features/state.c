/* state - the rows that --partial writes. */
#include "state.h"

#include "day.h"

const char *const state_name[STATE_COLUMNS] = { "key",  "tag",    "digest",   "kind",   "order",
	                                        "time", "amount", "quantity", "reaches" };
const char *const state_kind[] = { [LINE_SALE] = "sale", [LINE_REFUND] = "refund", [LINE_EVENT] = "event" };
const char state_sums[] = "sums";

void state_columns(const struct plan *p, struct buf *out)
{
	for (size_t k = 0; k < STATE_COLUMNS; k++) {
		buf_text(out, k ? "," : "");
		buf_text(out, state_name[k]);
	}
	for (size_t k = 0; k < p->form.texts; k++)
		buf_printf(out, ",text%zu", k + 1);
	buf_char(out, '\0');
}

static void put_cell(struct buf *out, struct str cell)
{
	buf_char(out, '\t');
	cell_put(out, cell, true);
}

static void put_time(struct buf *out, const struct line *l)
{
	struct moment when = { .day = l->day, .second = l->second };

	buf_char(out, '\t');
	buf_reserve(out, TIME_TEXT);
	out->n += l->second < 0 ? day_print(out->p + out->n, l->day)
	                        : day_print_moment(out->p + out->n, &when);
}

static void put_sums(const struct reader *r, struct buf *out, const struct customer *c)
{
	struct exact_sum amount = sums_amount(&c->sums);
	bool dated = c->sums.first <= c->sums.latest;
	char first[DAY_TEXT], latest[DAY_TEXT];

	day_print(first, dated ? c->sums.first : 0);
	day_print(latest, dated ? c->sums.latest : 0);
	buf_str(out, c->key);
	buf_printf(out, "\t" STATE_VERSION "\t%s\t%s\t%llu", r->digest, state_sums,
	           (unsigned long long)c->sums.rows);
	put_cell(out, (struct str){ first, dated ? DAY_TEXT : 0 });
	buf_char(out, '\t');
	exact_put(out, (struct exact){ amount.units });
	put_cell(out, (struct str){ 0 });
	put_cell(out, (struct str){ latest, dated ? DAY_TEXT : 0 });
	for (size_t k = 0; k < r->plan->form.texts; k++)
		put_cell(out, (struct str){ 0 });
	buf_char(out, '\n');
}

void state_put_customer(const struct reader *r, struct buf *out, const struct customer *c)
{
	if (c->folded)
		put_sums(r, out, c);
	for (size_t i = 0; i < c->n; i++) { /* none, when folded */
		const struct line *l = &c->all[i];

		buf_str(out, c->key);
		buf_printf(out, "\t" STATE_VERSION "\t%s\t%s", r->digest, state_kind[l->kind]);
		if (l->order == LINE_NUMBER)
			buf_printf(out, "\t%llu", (unsigned long long)l->number);
		else
			put_cell(out, l->text);
		put_time(out, l);
		buf_char(out, '\t');
		exact_put(out, (struct exact){ l->amount });
		buf_char(out, '\t');
		if (l->has_quantity)
			exact_put(out, (struct exact){ l->quantity });
		else
			cell_put(out, (struct str){ 0 }, true);
		put_cell(out, (struct str){ 0 });
		for (size_t k = 0; k < r->plan->form.texts; k++)
			put_cell(out, l->cell[k]);
		buf_char(out, '\n');
	}
}

void state_put_account(const struct reader *r, struct buf *out)
{
	const struct reading *t = &r->total;
	char first[DAY_TEXT], latest[DAY_TEXT];
	uint64_t seen = r->merge ? t->seen : t->used + t->later;

	if (r->merge ? !t->accounts : !seen)
		return;
	day_print(first, t->first);
	day_print(latest, t->latest);
	buf_printf(out, "\t" STATE_VERSION "\t%s\trows\t%llu\t%llu\t%llu\t%.*s\t%.*s", r->digest,
	           (unsigned long long)seen, (unsigned long long)(r->merge ? t->kept : t->used),
	           (unsigned long long)(r->merge ? t->dropped : t->later), DAY_TEXT, first,
	           DAY_TEXT, latest);
	for (size_t k = 0; k < r->plan->form.texts; k++)
		put_cell(out, (struct str){ 0 });
	buf_char(out, '\n');
}
