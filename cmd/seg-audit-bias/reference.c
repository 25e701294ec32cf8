/* reference - whom the groups are compared with. */
#include "reference.h"

bool reference_eligible(const struct crosstab *x, size_t g, unsigned mildness, const struct rules *r)
{
	return (mildness >= 3 || x->n[g] > 0) &&
	       (mildness >= 2 || (x->group[g].n && !crosstab_is_pool(x, g))) &&
	       (mildness >= 1 || x->n[g] >= r->min_n);
}

/* Negative when a is worse off than b: exactly, as a comparison of products. */
static int rate_order(const struct crosstab *x, size_t outcome, size_t a, size_t b)
{
	struct ratio_part one, other;
	double off;
	__int128 left = (__int128)crosstab_hits(x, a, outcome) * (__int128)x->n[b];
	__int128 right = (__int128)crosstab_hits(x, b, outcome) * (__int128)x->n[a];

	if (x->weight) {
		one = crosstab_part(x, a, outcome);
		other = crosstab_part(x, b, outcome);
		off = one.hits * other.total - other.hits * one.total;
		return x->low_is_best ? (off < 0) - (off > 0) : (off > 0) - (off < 0);
	}
	return x->low_is_best ? (left < right) - (left > right) : (left > right) - (left < right);
}

static struct choice choose_best(const struct crosstab *x, size_t outcome, const struct rules *r)
{
	size_t best = SIZE_MAX, judged = 0;

	for (unsigned mildness = 0; best == SIZE_MAX && mildness <= 3; mildness++) {
		for (size_t g = 0; g < x->groups; g++) {
			int order;

			if (!reference_eligible(x, g, mildness, r))
				continue;
			order = best == SIZE_MAX ? 1 : rate_order(x, outcome, g, best);
			if (order > 0 || (order == 0 && x->n[g] > x->n[best]))
				best = g;
		}
	}
	for (size_t g = 0; g < x->groups; g++)
		judged += x->n[g] >= r->min_n && x->n[g] > 0;
	return (struct choice){ best, judged > 2 ? (double)judged / 2 : 1 };
}

static struct choice choose_largest(const struct crosstab *x, size_t outcome, const struct rules *r)
{
	size_t best = SIZE_MAX;

	(void)outcome;
	for (unsigned mildness = 1; best == SIZE_MAX && mildness <= 3; mildness++)
		for (size_t g = 0; g < x->groups; g++)
			if (reference_eligible(x, g, mildness, r) &&
			    (best == SIZE_MAX || x->n[g] > x->n[best]))
				best = g;
	return (struct choice){ best, 1 };
}

static struct choice choose_everyone(const struct crosstab *x, size_t outcome, const struct rules *r)
{
	(void)x;
	(void)outcome;
	(void)r;
	return (struct choice){ REFERENCE_EVERYONE, 1 };
}

/* A column without that group is measured by its best one; main has said so. */
static struct choice choose_named(const struct crosstab *x, size_t outcome, const struct rules *r)
{
	for (size_t g = 0; g < x->groups; g++)
		if (str_eq(x->group[g], r->named))
			return (struct choice){ g, 1 };
	return choose_best(x, outcome, r);
}

static const struct reference references[] = {
	{ "best", "the group that is best off among those that can be judged", choose_best },
	{ "largest", "the group with the most rows", choose_largest },
	{ "overall", "everyone", choose_everyone },
};
static const struct reference named = { "VALUE", "the group of that name", choose_named };

void reference_read(struct rules *r, const char *text)
{
	for (size_t i = 0; i < sizeof(references) / sizeof(*references); i++) {
		if (strcmp(text, references[i].name) != 0)
			continue;
		r->reference = &references[i];
		return;
	}
	r->reference = &named;
	r->named = str_of(text);
}

bool reference_has(const struct crosstab *x, struct str name)
{
	for (size_t g = 0; g < x->groups; g++)
		if (str_eq(x->group[g], name))
			return true;
	return false;
}

struct choice reference_choose(const struct crosstab *x, size_t outcome, const struct rules *r)
{
	const struct reference *reference = r->reference;

	if (x->pin)
		return (struct choice){ x->pin[outcome], 1 };
	if (!reference)
		return x->axis->kind == AXIS_SEGMENT ? choose_everyone(x, outcome, r)
		                                     : choose_best(x, outcome, r);
	return reference->choose(x, outcome, r);
}

struct choice reference_of_numbers(const struct crosstab *x, const struct rules *r)
{
	const struct choice none = { REFERENCE_EVERYONE, 1 };

	if (r->reference && r->reference->choose == choose_largest)
		return choose_largest(x, 0, r);
	if (r->named.p && reference_has(x, r->named))
		return choose_named(x, 0, r);
	return none;
}
