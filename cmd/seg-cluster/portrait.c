/* portrait - what names are made from. */
#include "portrait.h"

#include "traits.h"

static struct str level_name(struct arena *keep, struct str column, const struct levels *l, size_t code)
{
	struct str level = code == l->n ? str_of("other") : l->name[code];

	if (!level.n)
		level = str_of("missing");
	return str_of(arena_printf(keep, "%.*s" TRAITS_IS "%.*s", STR_ARG(column), STR_ARG(level)));
}

/* How frequent each code of feature i is in each segment, into columns from `at`. */
static void count(const struct features *f, const struct segments *s, const uint32_t *label,
                  size_t i, struct mat to, size_t at)
{
	for (size_t row = 0; row < f->x.rows; row++) {
		size_t c = label[row], code = (size_t)mat_row(f->x, row)[i];

		mat_row(to, c)[at + code] += 1 / (double)s->size[c];
	}
}

/* Where text has become a column for each level, the middles say how frequent these are already. */
static struct str *spread_names(struct features *f, const struct segments *s)
{
	struct str *name = ARENA_ARRAY(&f->keep, struct str, s->spread.columns), *next = name;

	for (size_t i = 0; i < f->n; i++) {
		const struct levels *l = s->recipe[i].levels;

		for (size_t code = 0; l && code < l->n; code++)
			*next++ = level_name(&f->keep, s->features.name[i], l, code);
		if (!l)
			*next++ = s->features.name[i];
	}
	return name;
}

struct portrait portrait_make(struct features *f, const struct segments *s, const uint32_t *label)
{
	size_t columns = 0, k = s->centres.rows, at = 0;
	struct portrait p = { s->centres, s->features.name };

	if (f->together)
		p.column = spread_names(f, s);
	if (!f->levels)
		return p;
	for (size_t i = 0; i < f->n; i++)
		columns += f->levels[i] ? f->levels[i] : 1;
	p.centres = (struct mat){ ARENA_ARRAY(&f->keep, double, k *columns), k, columns, columns };
	p.column = ARENA_ARRAY(&f->keep, struct str, columns);
	for (size_t i = 0; i < f->n; i++) {
		if (!f->levels[i]) {
			for (size_t c = 0; c < k; c++)
				mat_row(p.centres, c)[at] = mat_row(s->centres, c)[i];
			p.column[at++] = s->features.name[i];
			continue;
		}
		count(f, s, label, i, p.centres, at);
		for (size_t code = 0; code < f->levels[i]; code++)
			p.column[at++] =
				level_name(&f->keep, s->features.name[i], s->recipe[i].levels, code);
	}
	return p;
}
