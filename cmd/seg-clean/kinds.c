/* kinds - the tables of rules, and what the rules of several have in common. */
#include "kinds.h"

const struct rule_kind *const rule_tables[] = { source_kinds,  shape_kinds, make_kinds,
	                                        repair_kinds,  check_kinds, order_kinds,
	                                        ordered_kinds, table_kinds };
const size_t rule_table_count = sizeof(rule_tables) / sizeof(*rule_tables);

const char *bind_none(struct plan *p, struct step *s, struct str argument)
{
	(void)p, (void)s;
	return argument.n ? "this rule takes no argument" : NULL;
}

const char *bind_text(struct plan *p, struct step *s, struct str argument)
{
	(void)p;
	s->text = argument;
	return argument.n ? NULL : "this rule needs an argument";
}

bool holds_amounts(const struct plan *p, size_t column)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].column == column &&
		    (p->step[i].type ? p->step[i].type->amounts : p->step[i].kind->stage == STAGE_MAKE))
			return true;
	return false;
}

const char *bind_columns(struct plan *p, struct step *s, struct str argument, struct named named)
{
	struct str name;

	while (str_split(&argument, ',', &name)) {
		bool minus = false;

		name = str_trim(name);
		if (s->others == named.most)
			return "too many columns";
		if (named.signs && name.n && name.p[0] == '-') {
			minus = true;
			name.p++, name.n--;
		}
		if (plan_absent(p, name))
			continue;
		s->minus[s->others] = minus;
		s->other[s->others] = plan_find(p, name);
		if (s->other[s->others] == SIZE_MAX)
			return "no such column";
		if (named.amounts && !holds_amounts(p, s->other[s->others]))
			return "a column here is no number: give it the type number or money first";
		s->others++;
	}
	if (s->others < named.least)
		return named.least == 1 ? "this rule needs a column" : "this rule needs two columns, A,B";
	return NULL;
}

struct words *words_of(struct plan *p, struct str list)
{
	struct words *w = ARENA_NEW(p->keep, struct words);
	struct str word;

	w->word = ARENA_ARRAY(p->keep, struct str, list.n + 1);
	while (str_split(&list, ',', &word))
		w->word[w->n++] = word;
	return w;
}

/* --- of the whole file, and of where columns come from: nothing to do row by row --- */

static const char *bind_drop(struct plan *p, struct step *s, struct str argument)
{
	p->column[s->column].dropped = true;
	return argument.n ? "this rule takes no argument" : NULL;
}

static const char *bind_ends(struct plan *p, struct step *s, struct str argument)
{
	(void)s;
	p->ends = p->ordered = true;
	return str_is(argument, "blank") ? NULL : "a table ends at: blank";
}

const struct rule_kind source_kinds[] = {
	{ "about", "TEXT", "for the column *: what these rules are for", STAGE_SOURCE,
	  .whole = true, .bind = bind_text },
	{ "header", "A,B,...", "for the column *: the header line that --profile=auto knows it by",
	  STAGE_SOURCE, .whole = true, .bind = bind_text },
	{ "delimiter", "C", "for the column *: what separates cells, as --delimiter", STAGE_SOURCE,
	  .whole = true, .bind = bind_text },
	{ "ends", "blank", "for the column *: the table ends at the first blank line", STAGE_SOURCE,
	  .whole = true, .bind = bind_ends },
	{ "optional", "", "the file may lack the column: its rules are then passed over",
	  STAGE_SOURCE, .makes = false, .bind = bind_none },
	{ "from", "NAME", "the column is called NAME in the file; of several, the first that is there",
	  STAGE_SOURCE, .bind = bind_text },
	{ "drop", "", "leaves the column out", STAGE_CHECK, .bind = bind_drop },
	{ 0 },
};
