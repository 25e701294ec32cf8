/* gaps - sections that were asked for and have nothing to show. */
#include "gaps.h"

#include "diag.h"

void gaps_say(const struct report *r, bool tables)
{
	for (size_t i = 0; i < section_count && report_table(r, "segments")->rows; i++) {
		const struct section *s = &sections[i];

		if (!r->drawn[i])
			continue;
		if (!r->table[i].rows || (!tables && s->there && !s->there(r)))
			warn("--section=%s: nothing to show: it needs %s", s->name, s->needs);
		else if (!tables && !s->there)
			warn("--section=%s: drawn in %s: name that, or take --format=tsv", s->name,
			     s->within);
	}
}
