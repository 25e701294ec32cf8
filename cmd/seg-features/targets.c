/* targets - what customers did after the as-of date. */
#include "targets.h"

#include "diag.h"
#include "num.h"

struct target_kind {
	const char *name;
	struct value (*value)(const struct targets *t, const struct target *of,
	                      const struct customer *c, int32_t end);
	bool by_category;
};

/* Whether there is an order, of the category if one is asked for. */
static bool bought(const struct targets *t, const struct target *of, const struct customer *c, int32_t end)
{
	for (size_t i = 0; i < c->laters; i++) {
		const struct line *l = &c->later[i];

		if (l->kind == LINE_SALE && l->day <= end &&
		    (!of->category.n || str_eq(l->cell[t->at_category], of->category)))
			return true;
	}
	return false;
}

static struct value churn(const struct targets *t, const struct target *of,
                          const struct customer *c, int32_t end)
{
	return value_text(str_of(bought(t, of, c, end) ? "no" : "yes"));
}

static struct value purchase(const struct targets *t, const struct target *of,
                             const struct customer *c, int32_t end)
{
	return value_text(str_of(bought(t, of, c, end) ? "yes" : "no"));
}

static struct value spend(const struct targets *t, const struct target *of,
                          const struct customer *c, int32_t end)
{
	struct exact_sum sum = { 0 };

	(void)t, (void)of;
	for (size_t i = 0; i < c->laters; i++)
		if (c->later[i].kind != LINE_EVENT && c->later[i].day <= end)
			exact_sum_add(&sum, (struct exact){ c->later[i].amount });
	return value_money(sum);
}

static const struct target_kind kinds[] = { { "churn", churn, false },
	                                    { "purchase", purchase, true },
	                                    { "spend", spend, false } };

/* Letters, digits and underscores of a category, for the column's name. */
static const char *tame(struct arena *keep, struct str s)
{
	char *name = arena_bytes(keep, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		name[i] = s.p[i] == '\t' || s.p[i] == ' ' || s.p[i] == '\\' || s.p[i] == ',' ? '_'
		                                                                             : s.p[i];
	name[s.n] = '\0';
	return name;
}

void targets_add(struct targets *t, struct plan *p, const char *text)
{
	struct str rest = str_of(text), name = { 0 }, days = { 0 };
	struct target *of = &t->of[t->n];
	uint64_t n = 0;

	if (t->n == TARGETS_MOST)
		die_usage("--target: at most %d", TARGETS_MOST);
	*of = (struct target){ 0 };
	str_split(&rest, ':', &name);
	str_split(&rest, ':', &days);
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)
		if (str_is(name, kinds[k].name))
			of->kind = &kinds[k];
	if (!of->kind)
		die_usage("--target: not churn, purchase or spend: %s", quote_text(text).text);
	if (days.n < 2 || days.p[days.n - 1] != 'd' ||
	    !num_parse_count((struct str){ days.p, days.n - 1 }, 36500, &n) || !n)
		die_usage("--target: not a number of days such as 90d after %s: %s", of->kind->name,
		          quote_text(text).text);
	if (rest.n && !of->kind->by_category)
		die_usage("--target: %s takes no category: %s", of->kind->name, quote_text(text).text);
	of->days = (int32_t)n;
	of->category = rest;
	of->name = arena_printf(&p->keep, "target_%s_%dd%s%s", of->kind->name, (int)n,
	                        rest.n ? "_" : "", tame(&p->keep, rest));
	if (rest.n)
		t->at_category = plan_text(p, str_of(p->category), true);
	if (of->days > t->most)
		t->most = of->days;
	t->n++;
}

struct value targets_value(const struct targets *t, size_t k, const struct customer *c, int32_t as_of)
{
	return t->of[k].kind->value(t, &t->of[k], c, as_of + t->of[k].days);
}
