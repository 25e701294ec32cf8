/* orders - rules of rows as a whole: conditions, and what is the matter with orders. */
#include "expr_value.h"
#include "kinds.h"

/* A condition on one row and the columns it names. */
struct condition {
	const struct expr *e;
	size_t column[EXPR_COLUMNS];
};

static const char *bind_expr(struct plan *p, struct step *s, struct str argument)
{
	struct condition *c = ARENA_NEW(p->keep, struct condition);
	struct expr_columns names = { 0 };
	struct expr_problem problem = { 0 };

	s->own = c;
	c->e = argument.n ? expr_parse(p->keep, argument, false, &names, &problem) : NULL;
	if (!c->e)
		return argument.n
		               ? arena_printf(p->keep, "%s, at byte %zu", problem.what, problem.at + 1)
		               : "this rule needs a condition";
	for (size_t i = 0; i < names.n; i++) {
		c->column[i] = plan_find(p, names.name[i]);
		if (c->column[i] == SIZE_MAX)
			return arena_printf(p->keep, "no column %.*s", STR_ARG(names.name[i]));
	}
	return NULL;
}

struct looking {
	const struct cleaning *row;
	const struct condition *condition;
};

static struct str cell_of(const void *from, size_t row, size_t column)
{
	const struct looking *l = from;

	(void)row;
	return l->row->value[l->condition->column[column]].text;
}

static const char *run_expr(struct cleaning *row, const struct step *s)
{
	const struct condition *c = s->own;
	struct expr_rows rows = { .n = 1, .cell = cell_of, .from = &(struct looking){ row, c } };

	return expr_value_holds(c->e, &rows, 0) ? NULL : "the condition does not hold";
}

/* The standard columns that tell of a cancellation, as far as they are there. */
static const char *bind_cancellation(struct plan *p, struct step *s, struct str argument)
{
	s->other[0] = plan_find(p, str_of("order_id"));
	s->other[1] = plan_find(p, str_of("amount"));
	if (s->other[0] == SIZE_MAX && s->other[1] == SIZE_MAX)
		return "there is neither an order_id nor an amount";
	return bind_none(p, s, argument);
}

static const char *run_cancellation(struct cleaning *row, const struct step *s)
{
	if (s->other[0] != SIZE_MAX) {
		struct str id = row->value[s->other[0]].text;

		if (id.n > 1 && id.p[0] == 'C' && id.p[1] >= '0' && id.p[1] <= '9')
			return "a cancellation: its order begins with C";
	}
	if (s->other[1] != SIZE_MAX) {
		struct str amount = row->value[s->other[1]].text;

		if (amount.n && amount.p[0] == '-')
			return "a cancellation or a refund: its amount is below zero";
	}
	return NULL;
}

const struct rule_kind order_kinds[] = {
	{ "expr", "CONDITION",
	  "for the column *: a condition on each row, as total >= paid or kind = \"refund\"",
	  STAGE_CHECK, .whole = true, .bind = bind_expr, .run = run_expr },
	{ "cancellation", "",
	  "for the column *: no order_id begins with C and a digit, no amount is below zero",
	  STAGE_CHECK, .whole = true, .bind = bind_cancellation, .run = run_cancellation },
	{ 0 },
};
