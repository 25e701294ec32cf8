/* plan - what is done to every row: the rules, bound to the columns of the input. */
#include "plan.h"

#include <stdio.h>

#include "diag.h"

static const struct rule_kind *kind_find(struct str name)
{
	for (size_t i = 0; i < rule_kind_count; i++)
		if (str_is(name, rule_kinds[i].name))
			return &rule_kinds[i];
	return NULL;
}

size_t plan_find(const struct plan *p, struct str name)
{
	for (size_t c = 0; c < p->columns; c++)
		if (str_eq(p->column[c].name, name))
			return c;
	return SIZE_MAX;
}

static _Noreturn void die_rule(const struct rules *rules, const struct rule *rule, const char *what,
                               struct str value)
{
	if (rule->line)
		die(STATUS_USAGE, "%s:%zu: %s: %s: %s", rules->file, rule->line,
		    shown(rule->column).text, what, quote(value).text);
	die_usage("%s: %s: %s", shown(rule->column).text, what, quote(value).text);
}

static size_t source_of(const struct plan *p, const struct rules *rules, const struct rule *rule,
                        const struct str *source)
{
	size_t near;
	char where[1000] = "";

	for (size_t c = 0; c < p->sources; c++)
		if (str_eq(source[c], str_trim(rule->argument)))
			return c;
	if (rule->line)
		snprintf(where, sizeof(where), " (%s:%zu)", shown(str_of(rules->file)).text, rule->line);
	near = str_nearest(rule->argument, source, p->sources);
	if (near != SIZE_MAX)
		die(STATUS_USAGE, "%s: no column %s; did you mean %s?%s", shown(str_of(p->file)).text,
		    quote(rule->argument).text, quote(source[near]).text, where);
	die(STATUS_USAGE, "%s: no column %s%s", shown(str_of(p->file)).text,
	    quote(rule->argument).text, where);
}

/* The file's columns under their new names, in their old places. */
static void take_sources(struct plan *p, struct arena *keep, const struct rules *rules,
                         const struct str *source)
{
	for (size_t c = 0; c < p->sources; c++)
		p->column[c] = (struct plan_column){ arena_str(keep, source[c]), c, false };
	p->columns = p->sources;
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->rule[i];

		if (!str_is(rule->rule, "from"))
			continue;
		p->column[source_of(p, rules, rule, source)].name = rule->column;
	}
	for (size_t c = 0; c < p->columns; c++)
		if (plan_find(p, p->column[c].name) != c)
			die(STATUS_USAGE, "two columns would be called %s",
			    quote(p->column[c].name).text);
}

static void bind_rules(struct plan *p, const struct rules *rules, enum stage stage)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->rule[i];
		const struct rule_kind *kind = kind_find(rule->rule);
		struct step step = { .kind = kind };
		const char *wrong;

		if (kind->stage != stage)
			continue;
		step.column = plan_find(p, rule->column);
		step.warns = str_is(rule->severity, "warn");
		wrong = kind->bind(p, &step, rule->argument);
		if (wrong)
			die_rule(rules, rule, wrong, rule->argument.n ? rule->argument : rule->rule);
		if (kind->run)
			p->step[p->steps++] = step;
	}
}

void plan_make(struct plan *p, struct arena *keep, const struct rules *rules,
               const struct str *source, size_t sources)
{
	p->column = ARENA_ARRAY(keep, struct plan_column, sources + rules->n);
	p->step = ARENA_ARRAY(keep, struct step, rules->n);
	p->sources = sources;
	take_sources(p, keep, rules, source);
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->rule[i];
		const struct rule_kind *kind = kind_find(rule->rule);

		if (!kind)
			die_rule(rules, rule, "no such rule; see --list", rule->rule);
		if (rule->severity.n && !str_is(rule->severity, "error") &&
		    !str_is(rule->severity, "warn"))
			die_rule(rules, rule, "a severity is error or warn", rule->severity);
		if (kind->whole != str_is(rule->column, "*"))
			die_rule(rules, rule,
			         kind->whole ? "this rule is for the column *" : "a rule for one column",
			         rule->rule);
		if (kind->whole || plan_find(p, rule->column) != SIZE_MAX)
			continue;
		if (!kind->makes)
			die_rule(rules, rule, "no such column in the file, and no rule before makes it",
			         rule->column);
		p->column[p->columns++] = (struct plan_column){ rule->column, SIZE_MAX, false };
	}
	for (enum stage s = STAGE_SOURCE; s <= STAGE_CHECK; s++)
		bind_rules(p, rules, s);
}

size_t plan_run(struct cleaning *row, const struct str *cell, struct finding *found, size_t most)
{
	const struct plan *p = row->plan;
	size_t n = 0;

	buf_clear(&row->made);
	buf_reserve(&row->made, (p->columns + p->steps) * TYPE_TEXT_MOST);
	for (size_t c = 0; c < p->columns; c++)
		row->value[c] = (struct value){ .text = p->column[c].source != SIZE_MAX
			                                        ? cell[p->column[c].source]
			                                        : (struct str){ 0 } };
	for (size_t i = 0; i < p->steps; i++) {
		const struct step *s = &p->step[i];
		struct value *v = &row->value[s->column];
		struct str before = v->text;
		const char *wrong = v->bad ? NULL : s->kind->run(row, s);

		if (!wrong)
			continue;
		if (s->warns) {
			row->warnings++;
			v->text = before;
			continue;
		}
		if (n < most)
			found[n] = (struct finding){ s, before, wrong };
		n++;
		v->bad = true;
	}
	return n;
}
