/* kinds - the rules that can be asked of a column. */
#include "plan.h"

static const char *bind_type(struct plan *p, struct step *s, struct str argument)
{
	struct str name, order = { 0 };

	if (!str_split(&argument, ' ', &name) || !(s->type = type_find(name)))
		return "no such type; see --list";
	s->dates = p->dates;
	str_split(&argument, ' ', &order);
	if (!order.n)
		return NULL;
	if (!s->type->dates)
		return "this type takes no argument";
	if (str_is(order, "ymd"))
		s->dates = DATES_YMD;
	else if (str_is(order, "dmy"))
		s->dates = DATES_DMY;
	else if (str_is(order, "mdy"))
		s->dates = DATES_MDY;
	else
		return "the order of dates is ymd, dmy or mdy";
	return NULL;
}

static const char *run_type(struct cleaning *row, const struct step *s)
{
	struct value *v = &row->value[s->column];

	return v->text.n ? s->type->read(v, s->dates, &row->made) : NULL;
}

static const char *bind_none(struct plan *p, struct step *s, struct str argument)
{
	(void)p, (void)s;
	return argument.n ? "this rule takes no argument" : NULL;
}

static const char *bind_text(struct plan *p, struct step *s, struct str argument)
{
	(void)p;
	s->text = argument;
	return argument.n ? NULL : "this rule needs an argument";
}

static const char *run_default(struct cleaning *row, const struct step *s)
{
	struct value *v = &row->value[s->column];

	if (!str_trim(v->text).n)
		v->text = s->text;
	return NULL;
}

static const char *bind_strip(struct plan *p, struct step *s, struct str argument)
{
	(void)p;
	s->at_start = argument.n > 1 && argument.p[0] == '^';
	if (s->at_start)
		s->text = (struct str){ argument.p + 1, argument.n - 1 };
	else if (argument.n > 1 && argument.p[argument.n - 1] == '$')
		s->text = (struct str){ argument.p, argument.n - 1 };
	else
		return "say ^TEXT for the start of the cell or TEXT$ for its end";
	return NULL;
}

static const char *run_strip(struct cleaning *row, const struct step *s)
{
	struct str t = str_trim(row->value[s->column].text);
	size_t at = s->at_start ? 0 : t.n - s->text.n;

	if (t.n < s->text.n || memcmp(t.p + at, s->text.p, s->text.n) != 0)
		return NULL;
	t.n -= s->text.n;
	t.p += s->at_start ? s->text.n : 0;
	row->value[s->column].text = t;
	return NULL;
}

/* Whether the cells of a column will be amounts by the time columns are made. */
static bool holds_amounts(const struct plan *p, size_t column)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].column == column &&
		    (p->step[i].type ? p->step[i].type->amounts : p->step[i].kind->stage == STAGE_MAKE))
			return true;
	return false;
}

static const char *bind_columns(struct plan *p, struct step *s, struct str argument, size_t n)
{
	struct str name;

	for (size_t i = 0; i < n; i++) {
		if (!str_split(&argument, ',', &name))
			return n == 1 ? "this rule needs a column" : "this rule needs two columns, A,B";
		s->other[i] = plan_find(p, str_trim(name));
		if (s->other[i] == SIZE_MAX)
			return "no such column";
		if (!holds_amounts(p, s->other[i]))
			return "a column here is no number: give it the type number or money first";
	}
	return argument.n ? "too many columns" : NULL;
}

static const char *bind_product(struct plan *p, struct step *s, struct str argument)
{
	return bind_columns(p, s, argument, 2);
}

static const char *run_product(struct cleaning *row, const struct step *s)
{
	const struct value *a = &row->value[s->other[0]], *b = &row->value[s->other[1]];
	struct value *v = &row->value[s->column];
	char *p = row->made.p + row->made.n;

	*v = (struct value){ .bad = a->bad || b->bad };
	if (v->bad || !a->text.n || !b->text.n)
		return NULL;
	if (!a->has_amount || !b->has_amount)
		return "too large to be multiplied exactly";
	if (!exact_times(a->amount, b->amount, &v->amount))
		return "the product is too large";
	v->has_amount = true;
	v->text = (struct str){ p, exact_print(p, v->amount) };
	row->made.n += v->text.n;
	return NULL;
}

static const char *bind_sign(struct plan *p, struct step *s, struct str argument)
{
	return bind_columns(p, s, argument, 1);
}

static const char *run_sign(struct cleaning *row, const struct step *s)
{
	const struct value *of = &row->value[s->other[0]];
	struct value *v = &row->value[s->column];

	*v = (struct value){ .bad = of->bad };
	if (!of->bad && of->text.n)
		v->text = str_of(of->text.p[0] == '-' ? "refund" : "sale");
	return NULL;
}

static const char *run_required(struct cleaning *row, const struct step *s)
{
	return row->value[s->column].text.n ? NULL : "missing";
}

static const char *bind_delimiter(struct plan *p, struct step *s, struct str argument)
{
	(void)p, (void)s;
	return argument.n ? NULL : "this rule needs an argument";
}

static const char *bind_drop(struct plan *p, struct step *s, struct str argument)
{
	p->column[s->column].dropped = true;
	return argument.n ? "this rule takes no argument" : NULL;
}

const struct rule_kind rule_kinds[] = {
	{ "delimiter", "C", "for the column *: what separates cells, as --delimiter", STAGE_SOURCE,
	  false, true, bind_delimiter, NULL },
	{ "from", "NAME", "the column is called NAME in the file", STAGE_SOURCE, false, false,
	  bind_text, NULL },
	{ "strip", "^TEXT or TEXT$", "takes TEXT off the start or the end of the cell", STAGE_SHAPE,
	  false, false, bind_strip, run_strip },
	{ "default", "TEXT", "what an empty cell stands for", STAGE_SHAPE, true, false, bind_text,
	  run_default },
	{ "type", "TYPE", "what the cells hold; other cells reject the row", STAGE_TYPE, false,
	  false, bind_type, run_type },
	{ "product", "A,B", "makes the column: A times B, exactly", STAGE_MAKE, true, false,
	  bind_product, run_product },
	{ "sign", "A", "makes the column: sale when A is 0 or more, refund below", STAGE_MAKE, true,
	  false, bind_sign, run_sign },
	{ "required", "", "rows without it are rejected", STAGE_CHECK, false, false, bind_none,
	  run_required },
	{ "drop", "", "leaves the column out", STAGE_CHECK, false, false, bind_drop, NULL },
};
const size_t rule_kind_count = sizeof(rule_kinds) / sizeof(*rule_kinds);
