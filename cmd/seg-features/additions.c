/* additions - what the user computes. */
#include "additions.h"

#include <stdlib.h>

#include "diag.h"
#include "expr_value.h"

void additions_add(struct additions *t, struct plan *p, const char *text)
{
	const char *equals = strchr(text, '=');
	struct addition *of = &t->of[t->n];
	struct expr_problem problem;
	struct str name, body;

	if (!equals || equals == text)
		die_usage("--add: not NAME=EXPRESSION: %s", quote_text(text).text);
	if (t->n == ADDITIONS_MOST)
		die_usage("--add: at most %d", ADDITIONS_MOST);
	name = (struct str){ text, (size_t)(equals - text) };
	body = str_of(equals + 1);
	if (memchr(name.p, '\t', name.n) || memchr(name.p, '\n', name.n))
		die_usage("--add: a name has no tab and no line end: %s", quote(name).text);
	of->name = arena_str(&p->keep, name).p;
	if (plan_names(p, name))
		die_usage("--add: %s is the name of a column that is written", quote(name).text);
	for (size_t k = 0; k < t->n; k++)
		if (str_is(name, t->of[k].name))
			die_usage("--add: %s twice", quote(name).text);
	of->expr = expr_parse(&p->keep, body, true, &t->columns, &problem);
	if (!of->expr)
		die_usage("--add: %s: character %zu: %s: %s", quote(name).text,
		          problem.at + name.n + 2, problem.what,
		          quote((struct str){ body.p + problem.at, body.n - problem.at }).text);
	for (size_t k = 0; k < t->columns.n; k++)
		t->cell[k] = plan_text(p, t->columns.name[k], true);
	p->form.whole = p->form.seconds = true;
	t->n++;
}

static int time_order(const void *a, const void *b)
{
	const struct line *x = *(const struct line *const *)a, *y = *(const struct line *const *)b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->second != y->second)
		return x->second < y->second ? -1 : 1;
	return (x > y) - (x < y); /* as they stand: by kind, then by order id, then by cells */
}

void additions_order(const struct customer *c, const struct line **line)
{
	for (size_t i = 0; i < c->lines; i++)
		line[i] = &c->line[i];
	qsort(line, c->lines, sizeof(*line), time_order);
}

struct view {
	const struct additions *t;
	const struct line **line;
};

static struct str cell_of(const void *from, size_t row, size_t column)
{
	const struct view *v = from;

	return v->line[row]->cell[v->t->cell[column]];
}

static int32_t day_of(const void *from, size_t row)
{
	const struct view *v = from;

	return v->line[row]->day;
}

struct value additions_value(const struct additions *t, size_t k, const struct line **line,
                             size_t n, int32_t as_of)
{
	struct view view = { t, line };
	struct expr_result r = expr_value(
		t->of[k].expr,
		&(struct expr_rows){
			.n = n, .cell = cell_of, .day = day_of, .from = &view, .as_of = as_of });

	switch (r.kind) {
	case EXPR_RESULT_NUMBER:
		return value_money((struct exact_sum){ .units = r.number.units });
	case EXPR_RESULT_REAL:
		return value_real(r.real);
	case EXPR_RESULT_TEXT:
		return value_text(r.text);
	case EXPR_RESULT_BAD:
		return (struct value){ VALUE_BAD, { .text = r.text } };
	case EXPR_RESULT_NONE:
		break;
	}
	return (struct value){ .kind = VALUE_NONE };
}
