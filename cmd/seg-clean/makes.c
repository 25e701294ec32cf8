/* makes - the rule `type`, and rules that make a column out of numbers. */
#include "kinds.h"

static const char *bind_reading(struct step *s, struct str how)
{
	static const char *const orders[] = { [DATES_YMD] = "ymd", [DATES_DMY] = "dmy", [DATES_MDY] = "mdy" };

	if (s->type->dates) {
		for (enum date_order o = DATES_YMD; o <= DATES_MDY; o++)
			if (str_is(how, orders[o])) {
				s->reading.dates = o;
				return NULL;
			}
		return "the order of dates is ymd, dmy or mdy";
	}
	if (s->type->amounts) {
		if (how.n != 1 || (how.p[0] != '.' && how.p[0] != ','))
			return "the decimal mark is . or ,";
		s->reading.decimal = how.p[0];
		return NULL;
	}
	if (s->type->countries)
		return (s->own = (void *)(uintptr_t)country_find(how)) ? NULL : "not a country that is known";
	return "this type takes no argument";
}

static const char *bind_type(struct plan *p, struct step *s, struct str argument)
{
	struct str name;

	if (!str_split(&argument, ' ', &name) || !(s->type = type_find(name)))
		return "no such type; see --list-rules";
	if (s->type->countries)
		s->own = (void *)(uintptr_t)p->told.country;
	return argument.n ? bind_reading(s, str_trim(argument)) : NULL;
}

static const char *run_type(struct cleaning *row, const struct step *s)
{
	struct value *v = &row->value[s->column];

	return v->text.n ? s->type->read(row, s, v) : NULL;
}

static const char *bind_product(struct plan *p, struct step *s, struct str argument)
{
	return bind_columns(p, s, argument, (struct named){ 2, 2, true, false });
}

static const char *run_product(struct cleaning *row, const struct step *s)
{
	const struct value *a = &row->value[s->other[0]], *b = &row->value[s->other[1]];
	struct value *v = &row->value[s->column];

	*v = (struct value){ .bad = a->bad || b->bad };
	if (v->bad || !a->text.n || !b->text.n)
		return NULL;
	if (!a->has_amount || !b->has_amount)
		return "too large to be multiplied exactly";
	if (!exact_times(a->amount, b->amount, &v->amount))
		return "the product is too large";
	value_set_amount(row, v, v->amount);
	return NULL;
}

static const char *bind_sum(struct plan *p, struct step *s, struct str argument)
{
	return bind_columns(p, s, argument, (struct named){ 1, STEP_COLUMNS, true, true });
}

static const char *run_sum(struct cleaning *row, const struct step *s)
{
	struct value *v = &row->value[s->column], sum = { 0 };
	bool some = false;

	for (size_t i = 0; i < s->others; i++) {
		const struct value *a = &row->value[s->other[i]];
		struct exact x = a->amount;

		sum.bad |= a->bad;
		if (a->bad || !a->text.n)
			continue;
		some = true;
		if (!a->has_amount)
			return "too large to be added exactly";
		if (s->minus[i])
			x.units = -x.units;
		if (!exact_add(&sum.amount, x))
			return "the sum is too large";
	}
	*v = sum;
	if (some && !v->bad)
		value_set_amount(row, v, v->amount);
	return NULL;
}

static const char *bind_sign(struct plan *p, struct step *s, struct str argument)
{
	return bind_columns(p, s, argument, (struct named){ 1, 1, true, false });
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

const struct rule_kind make_kinds[] = {
	{ "type", "TYPE", "what the cells hold; other cells reject the row", STAGE_TYPE,
	  .bind = bind_type, .run = run_type },
	{ "product", "A,B", "makes the column: A times B, exactly", STAGE_MAKE, .makes = true,
	  .bind = bind_product, .run = run_product },
	{ "sum", "A,B,-C", "makes the column: A plus B less C, exactly; empty ones count as nothing",
	  STAGE_MAKE, .makes = true, .bind = bind_sum, .run = run_sum },
	{ "sign", "A", "makes the column: sale when A is 0 or more, refund below", STAGE_MAKE,
	  .makes = true, .bind = bind_sign, .run = run_sign },
	{ 0 },
};
