/* by_rule - what methods share that find a rule, and leave the rest to it. */
#include "by_rule.h"

#include "diag.h"
#include "elect.h"
#include "method.h"

static void label(struct search *s)
{
	struct mat x = s->features->x;

	rule_label(&s->fit.rule, x, s->how.each, s->fit.label, s->fit.count);
}

void by_rule_take(struct search *s, const struct rule *rule)
{
	struct arena *keep = &s->features->keep;
	size_t k = rule->centres.rows;

	s->fit.rule = *rule;
	s->fit.label = ARENA_ARRAY(keep, uint32_t, s->features->x.rows);
	s->fit.count = ARENA_ARRAY(keep, uint64_t, k);
	label(s);
	for (size_t c = k; c-- > 0;)
		if (!s->fit.count[c] && s->fit.rule.centres.rows > 1)
			by_rule_without(s, c);
	if (s->fit.rule.centres.rows < k)
		note("%zu of %zu segments have customers; the others are left out",
		     s->fit.rule.centres.rows, k);
}

void by_rule_without(struct search *s, size_t c)
{
	size_t k = s->fit.rule.centres.rows;

	rule_without(&s->fit.rule, c);
	if (s->fit.path)
		memmove(s->fit.path + c, s->fit.path + c + 1, (k - 1 - c) * sizeof(*s->fit.path));
	s->how.k = k - 1;
	label(s);
}

void by_rule_check(const struct search *s)
{
	struct tiles tiles;
	bool fine = tiles_init(&tiles, s->features->x, s->how.each);
	size_t distinct = fine ? tiles_distinct(&tiles, s->how.k) : 0;

	tiles_release(&tiles);
	if (!fine)
		die(STATUS_INPUT, "the scaled features are too large to be squared");
	if (distinct < s->how.k)
		die(STATUS_INPUT,
		    "only %zu distinct row%s for -k %zu: choose a smaller -k or other features",
		    distinct, distinct == 1 ? "" : "s", s->how.k);
}

void by_rule_choose_worth(struct search *s, struct mat some, const double *worth)
{
	struct rule_finder finder = s->method->finder(s);

	elect_fit(&s->choose, &s->features->keep, some,
	          &(struct elect_options){ .most = s->most,
	                                   .seed = s->how.seed,
	                                   .each = s->how.each,
	                                   .finder = &finder,
	                                   .levels = s->features->levels,
	                                   .together = s->features->together,
	                                   .worth = worth });
	if (!s->choose.most)
		die(STATUS_INPUT, "the scaled features are too large to be squared");
}

void by_rule_choose(struct search *s, struct mat some)
{
	by_rule_choose_worth(s, some, NULL);
}

void by_rule_draw(struct search *s, struct mat some, const uint32_t *label)
{
	struct rule_finder finder = s->method->finder(s);
	struct elect_options how = { .seed = s->how.seed, .each = s->how.each, .finder = &finder };

	elect_stability(s->segments->stability, some, label, s->fit.rule.centres.rows, s->draws, &how);
}
