/* plan - what is done to every row: the rules, bound to the columns of the input. */
#include "plan.h"

#include <stdio.h>

#include "diag.h"

static const struct rule_kind *kind_find(struct str name)
{
	for (size_t t = 0; t < rule_table_count; t++)
		for (const struct rule_kind *k = rule_tables[t]; k->name; k++)
			if (str_is(name, k->name))
				return k;
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

/* Whether the rules name this rule for this column. */
static bool asked(const struct rules *rules, struct str column, const char *rule)
{
	for (size_t i = 0; i < rules->n; i++)
		if (str_eq(rules->rule[i].column, column) && str_is(rules->rule[i].rule, rule))
			return true;
	return false;
}

bool plan_absent(const struct plan *p, struct str name)
{
	return plan_find(p, name) == SIZE_MAX && asked(p->rules, name, "optional");
}

static _Noreturn void die_source(const struct plan *p, const struct rules *rules,
                                 const struct rule *rule, const struct str *source)
{
	size_t near;
	char where[900] = "";
	struct buf names = { 0 };

	if (rule->line)
		snprintf(where, sizeof(where), " (%s:%zu)", shown(str_of(rules->file)).text, rule->line);
	near = str_nearest(rule->argument, source, p->sources);
	if (near != SIZE_MAX)
		die(STATUS_USAGE, "%s: no column %s; did you mean %s?%s", shown(str_of(p->file)).text,
		    quote(rule->argument).text, quote(source[near]).text, where);
	if (!rule->line && plan_find(p, rule->column) != SIZE_MAX)
		die(STATUS_USAGE, "%s: no column %s; --map takes NEW=OLD: %s=%s",
		    shown(str_of(p->file)).text, quote(rule->argument).text,
		    shown(rule->argument).text, shown(rule->column).text);
	tsv_put_names(&names, source, p->sources);
	die(STATUS_USAGE, "%s: no column %s; the columns are:%s%s", shown(str_of(p->file)).text,
	    quote(rule->argument).text, names.p, where);
}

/* The first name that the rules give for the column and the file has; SIZE_MAX when it has none. */
static size_t source_of(const struct plan *p, const struct rules *rules, struct str column,
                        const struct str *source)
{
	for (size_t i = 0; i < rules->n; i++) {
		if (!str_is(rules->rule[i].rule, "from") || !str_eq(rules->rule[i].column, column))
			continue;
		for (size_t c = 0; c < p->sources; c++)
			if (str_eq(source[c], str_trim(rules->rule[i].argument)))
				return c;
	}
	return SIZE_MAX;
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
		size_t at;

		if (!str_is(rule->rule, "from"))
			continue;
		at = source_of(p, rules, rule->column, source);
		if (at != SIZE_MAX)
			p->column[at].name = rule->column;
		else if (!asked(rules, rule->column, "optional"))
			die_source(p, rules, rule, source);
	}
	for (size_t c = 0; c < p->columns; c++)
		if (plan_find(p, p->column[c].name) != c)
			die(STATUS_USAGE, "two columns would be called %s",
			    quote(p->column[c].name).text);
}

static void bind_rule(struct plan *p, const struct rules *rules, const struct rule *rule)
{
	const struct rule_kind *kind = kind_find(rule->rule);
	struct step step = { .kind = kind, .number = p->steps, .reading = p->told.reading };
	const char *wrong;

	if (!kind->whole && plan_absent(p, rule->column))
		return;
	step.column = plan_find(p, rule->column);
	step.warns = str_is(rule->severity, "warn");
	wrong = kind->bind(p, &step, rule->argument);
	if (wrong)
		die_rule(rules, rule, wrong, rule->argument.n ? rule->argument : rule->rule);
	if (!kind->run)
		return;
	p->ordered |= kind->ordered;
	p->step[p->steps++] = step;
}

/* Whether a number is made for the column, after types are read. */
static bool is_made(const struct rules *rules, struct str column)
{
	for (size_t i = 0; i < rules->n; i++)
		if (str_eq(rules->rule[i].column, column) &&
		    kind_find(rules->rule[i].rule)->stage == STAGE_MAKE)
			return true;
	return false;
}

static void bind_rules(struct plan *p, const struct rules *rules, enum stage stage)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->rule[i];
		const struct rule_kind *kind = kind_find(rule->rule);

		if (kind->stage != stage || kind->mends)
			continue;
		bind_rule(p, rules, rule);
		for (size_t k = 0; stage == STAGE_MAKE && k < rules->n; k++)
			if (kind_find(rules->rule[k].rule)->mends &&
			    str_eq(rules->rule[k].column, rule->column))
				bind_rule(p, rules, &rules->rule[k]);
	}
	for (size_t k = 0; stage == STAGE_TYPE && k < rules->n; k++)
		if (kind_find(rules->rule[k].rule)->mends && !is_made(rules, rules->rule[k].column))
			bind_rule(p, rules, &rules->rule[k]);
}

static void check_rule(const struct rules *rules, const struct rule *rule)
{
	const struct rule_kind *kind = kind_find(rule->rule);

	if (!kind)
		die_rule(rules, rule, "no such rule; see --list-rules", rule->rule);
	if (rule->severity.n && !str_is(rule->severity, "error") && !str_is(rule->severity, "warn"))
		die_rule(rules, rule, "a severity is error or warn", rule->severity);
	if (kind->whole != str_is(rule->column, "*"))
		die_rule(rules, rule,
		         kind->whole ? "this rule is for the column *" : "a rule for one column",
		         rule->rule);
}

void plan_make(struct plan *p, struct arena *keep, const struct rules *rules,
               const struct str *source, size_t sources)
{
	p->column = ARENA_ARRAY(keep, struct plan_column, sources + 2 * rules->n);
	p->step = ARENA_ARRAY(keep, struct step, rules->n + 1);
	p->mend = ARENA_ARRAY(keep, struct mend, rules->n + 1);
	p->sources = sources;
	p->keep = keep;
	p->rules = rules;
	for (size_t i = 0; i < rules->n; i++)
		check_rule(rules, &rules->rule[i]);
	take_sources(p, keep, rules, source);
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->rule[i];
		const struct rule_kind *kind = kind_find(rule->rule);

		if (kind->whole || plan_find(p, rule->column) != SIZE_MAX)
			continue;
		/* An optional column that the file lacks is made by a rule that can make it, else passed over. */
		if (!kind->makes && !asked(rules, rule->column, "optional"))
			die_rule(rules, rule, "no such column in the file, and no rule before makes it",
			         rule->column);
		if (kind->makes)
			p->column[p->columns++] = (struct plan_column){ rule->column, SIZE_MAX, false };
	}
	for (enum stage s = STAGE_SOURCE; s <= STAGE_TABLE; s++)
		bind_rules(p, rules, s);
}

void plan_forget(struct plan *p)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].kind->ordered)
			p->step[i].kind->release(&p->step[i]);
}

void plan_release(struct plan *p)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].kind->release)
			p->step[i].kind->release(&p->step[i]);
}
