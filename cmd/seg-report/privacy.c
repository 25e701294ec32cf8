/* privacy - whose money is not told, with --public. */
#include "privacy.h"

void privacy_find(struct report *r, const struct census *c)
{
	struct protect_amount *of = ARENA_ARRAY(r->keep, struct protect_amount, c->groups + 1);

	r->privacy.hidden = ARENA_ARRAY(r->keep, bool, c->groups + 1);
	if (!r->set.public || !r->set.has_value)
		return;
	for (size_t g = 0; g < c->groups; g++)
		of[g] = (struct protect_amount){ c->group[g].value.units, c->group[g].largest,
			                         c->group[g].second };
	r->privacy.total = !protect_amounts(r->privacy.hidden, of, c->groups, PRIVACY_SHARE);
}
