/* cleaning - one row on its way through the steps of the plan, in a worker. */
#include "cleaning.h"

char *row_room(struct cleaning *row, size_t n)
{
	char *p = row->made.p + row->made.n;

	if (row->made.room - row->made.n < n) {
		row->spilled = true;
		return arena_bytes(&row->spill, n);
	}
	row->made.n += n;
	return p;
}

void row_mended(struct cleaning *row, const struct step *s)
{
	row->mark[row->marks++] = (struct mark){ s->number, false };
}

void value_set_amount(struct cleaning *row, struct value *v, struct exact amount)
{
	char *p = row_room(row, EXACT_TEXT);

	v->amount = amount;
	v->has_amount = true;
	v->text = (struct str){ p, exact_print(p, amount) };
}

bool row_key(const struct cleaning *row, const size_t *column, size_t n, struct buf *key)
{
	bool some = false;

	buf_clear(key);
	for (size_t i = 0; i < n; i++) {
		struct str t = row->value[column ? column[i] : i].text;

		some |= t.n > 0;
		buf_printf(key, "%zu:", t.n);
		buf_str(key, t);
	}
	return some;
}

static void row_start(struct cleaning *row, const struct str *cell)
{
	const struct plan *p = row->plan;

	buf_clear(&row->made);
	if (row->spilled)
		arena_release(&row->spill);
	row->spilled = false;
	buf_reserve(&row->made, (p->columns + p->steps) * TYPE_TEXT_MOST);
	for (size_t c = 0; c < p->columns; c++) {
		struct value *v = &row->value[c]; /* amount and moment are not looked at without their flags */

		v->text = p->column[c].source != SIZE_MAX ? cell[p->column[c].source]
		                                          : (struct str){ 0 };
		v->has_amount = v->has_moment = v->bad = false;
	}
}

size_t plan_run(struct cleaning *row, const struct str *cell, struct finding *found, size_t most)
{
	const struct plan *p = row->plan;
	struct value none = { 0 }; /* of the whole row */

	row_start(row, cell);
	row->findings = row->marks = 0;
	for (size_t i = 0; i < p->steps; i++) {
		const struct step *s = &p->step[i];
		struct value *v = s->column == SIZE_MAX ? &none : &row->value[s->column];
		struct str before = v->text;
		const char *wrong = NULL;

		if (!v->bad && !(row->findings && s->kind->stage >= STAGE_OVER))
			wrong = s->kind->run(row, s);

		if (!wrong)
			continue;
		if (s->warns) {
			row->mark[row->marks++] = (struct mark){ i, true };
			v->text = before;
			continue;
		}
		row->count[i].found++;
		if (row->findings < most)
			found[row->findings] = (struct finding){ s, before, wrong };
		row->findings++;
		v->bad = v != &none;
	}
	for (size_t m = 0; !row->findings && m < row->marks; m++) {
		struct step_tally *t = &row->count[row->mark[m].step];

		row->mark[m].warned ? t->warned++ : t->mended++;
	}
	return row->findings;
}
