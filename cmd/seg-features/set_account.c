/* set_account - how many customers an account has. */
#include <stdlib.h>

#include "memory.h"
#include "plan.h"

static const struct column columns[] = {
	{ "customers", "count", "different ids of --id among the account's rows", "0" },
};

static void needs(struct plan *p)
{
	p->at_member = plan_text(p, str_of(p->member), true);
}

static int name_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct str few[64], *name = c->lines > 64 ? memory_get(c->lines, sizeof(*name)) : few;
	size_t n = 0, different = 0;

	for (size_t i = 0; i < c->lines; i++)
		if (c->line[i].cell[f->plan->at_member].n)
			name[n++] = c->line[i].cell[f->plan->at_member];
	qsort(name, n, sizeof(*name), name_order);
	for (size_t i = 0; i < n; i++)
		different += !i || !str_eq(name[i], name[i - 1]);
	out[0] = value_whole((int64_t)different);
	if (name != few)
		free(name);
}

const struct set set_account = {
	.name = "account",
	.help = "how many customers an account has; --account adds it",
	SET_COLUMNS(columns),
	.compute = compute,
	.needs = needs,
};
