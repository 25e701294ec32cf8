/* asks - rules that options ask for: --fill, --outlier, --recipe, --hygiene. */
#include "asks.h"

#include <stdio.h>

#include "diag.h"

static void add(struct rules *r, struct arena *keep, struct str column, const char *rule,
                struct str argument, const char *severity)
{
	rules_add(r, keep,
	          (struct rule){ arena_str(keep, column), str_of(rule), arena_str(keep, argument),
	                         str_of(severity), 0 });
}

static bool has_rule(const struct rules *r, struct str column, const char *rule)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_eq(r->rule[i].column, column) && (!rule || str_is(r->rule[i].rule, rule)))
			return true;
	return false;
}

/* A median or a limit is of numbers, also where no rule says so. */
static void add_number(struct rules *r, struct arena *keep, struct str column)
{
	if (!has_rule(r, column, "type") && !has_rule(r, column, "product") && !has_rule(r, column, "sum"))
		add(r, keep, column, "type", str_of("number"), "");
}

/* COL=HOW or COL:HOW */
static void add_mend(struct rules *r, struct arena *keep, const char *rule, const char *text, char sep)
{
	const char *at = strchr(text, sep);
	struct str column = { text, at ? (size_t)(at - text) : 0 };

	column = str_trim(column);
	if (!column.n)
		die_usage("--%s: not COLUMN%cHOW: %s", rule, sep, quote_text(text).text);
	if (sep == ':' || strncmp(at + 1, "median", 6) == 0)
		add_number(r, keep, column);
	add(r, keep, column, rule, str_of(at + 1), "");
}

static void add_recipe(struct rules *r, struct arena *keep, const struct plan_options *told)
{
	for (size_t i = 0; i < told->recipes; i++) {
		const struct mend *m = &told->recipe[i];

		if (m->fill.n && !has_rule(r, m->name, "fill"))
			add(r, keep, m->name, "fill", str_of("recipe"), "");
		if (m->outside == MEND_NOTHING)
			continue;
		add_number(r, keep, m->name);
		if (!has_rule(r, m->name, "outlier"))
			add(r, keep, m->name, "outlier", str_of("recipe"), "");
	}
}

/* What may be the matter with orders, as rules of the standard columns. */
static const struct matter {
	const char *name, *column, *rule, *argument, *help;
} matters[] = {
	{ "cancelled", "*", "cancellation", "",
	  "order_id begins with C and a digit, or amount is below zero" },
	{ "zero-price", "unit_price", "not", "0", "unit_price is 0" },
	{ "zero-amount", "amount", "not", "0", "amount is 0" },
	{ "duplicate", "*", "duplicate-row", "", "every cell is as in a row before" },
	{ "future", "order_date", "not-future", "", "order_date is after --as-of" },
	{ "two-customers", "customer_id", "one-per", "order_id", "an order has another customer before" },
	{ "test-account", "customer_id", "not-in", NULL,
	  "customer_id is in a list: test-account:FILE:COLUMN" },
};
#define MATTERS (sizeof(matters) / sizeof(*matters))

/* Whether the table will have the columns that the matter is about. */
static bool applies(const struct matter *m, const struct rules *r, const struct asks *a)
{
	static const char *const of_cancellation[] = { "order_id", "amount" };
	const char *const *names = strcmp(m->name, "cancelled") == 0 ? of_cancellation : &m->column;
	size_t n = names == of_cancellation ? 2 : 1;

	if (!m->argument || (strcmp(m->name, "future") == 0 && !a->told->has_today))
		return false;
	if (strcmp(m->name, "two-customers") == 0 && !has_rule(r, str_of("order_id"), NULL) &&
	    tsv_header_find(a->header, str_of("order_id")) == SIZE_MAX)
		return false;
	for (size_t i = 0; i < n; i++)
		if (*names[i] == '*' || has_rule(r, str_of(names[i]), NULL) ||
		    tsv_header_find(a->header, str_of(names[i])) != SIZE_MAX)
			return true;
	return false;
}

/* WHAT, WHAT=reject or test-account:FILE:COLUMN */
static void add_hygiene(struct rules *r, struct arena *keep, const struct asks *a, struct str text)
{
	struct str name = text, action = { 0 }, list = { 0 };
	const char *equals = memrchr(text.p, '=', text.n), *colon;
	const char *severity = "warn";
	bool all, known = false;

	if (equals) {
		name.n = (size_t)(equals - text.p);
		action = (struct str){ equals + 1, text.n - name.n - 1 };
		severity = str_is(action, "reject") ? "error" : "warn";
		if (!str_is(action, "reject") && !str_is(action, "count"))
			die_usage("--hygiene: after = comes count or reject, not %s", quote(action).text);
	}
	colon = name.n ? memchr(name.p, ':', name.n) : NULL;
	if (colon) {
		list = (struct str){ colon + 1, (size_t)(name.p + name.n - colon - 1) };
		name.n = (size_t)(colon - name.p);
	}
	all = str_is(name, "all");
	for (size_t i = 0; i < MATTERS; i++) {
		const struct matter *m = &matters[i];

		if (!(all ? applies(m, r, a) : str_is(name, m->name)))
			continue;
		known = true;
		if ((list.n > 0) != !m->argument)
			die_usage("--hygiene: %s", m->argument ? "only test-account takes a file"
			                                       : "say test-account:FILE:COLUMN");
		add(r, keep, str_of(m->column), m->rule, m->argument ? str_of(m->argument) : list,
		    severity);
	}
	if (!known)
		die_usage("--hygiene: %s: %s",
		          all ? "the table has none of the standard columns"
		              : "no such matter; see --list-rules",
		          quote(text).text);
}

void asks_add(struct rules *r, struct arena *keep, const struct asks *a)
{
	if (a->told->has_recipe && (a->fills || a->outliers))
		die_usage("--recipe says how columns are filled and limited: leave out --fill and "
		          "--outlier");
	for (size_t i = 0; i < a->fills; i++)
		add_mend(r, keep, "fill", a->fill[i], '=');
	for (size_t i = 0; i < a->outliers; i++)
		add_mend(r, keep, "outlier", a->outlier[i], ':');
	add_recipe(r, keep, a->told);
	for (size_t i = 0; i < a->hygienes; i++)
		add_hygiene(r, keep, a, str_of(a->hygiene[i]));
}

void asks_list(void)
{
	for (size_t i = 0; i < MATTERS; i++)
		printf("hygiene\t%s\t%s\t%s\n", matters[i].name,
		       matters[i].argument ? "" : "FILE:COLUMN", matters[i].help);
}
