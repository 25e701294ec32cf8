/* naming - what segments are called: in words, as before, or as people say. */
#include "naming.h"

#include "agree.h"
#include "diag.h"
#include "order.h"
#include "out.h"
#include "portrait.h"
#include "traits.h"

#define KEPT 0.3 /* Jaccard overlap from which a segment is still the one it was */
#define MOST 0.5 /* share of customers that came from or went to one segment */

/* The earlier segments beside those of now. */
struct beside {
	const struct naming *now;
	struct earlier old;
	size_t k;
	uint64_t *table;
	size_t *match;     /* of each earlier segment: the one of now, or SIZE_MAX */
	size_t *old_match; /* and the other way round */
	struct arena scratch;
};

static struct beside beside(const struct naming *n, const struct earlier *old, double least)
{
	struct beside b = { .now = n, .old = *old, .k = n->segments->centres.rows };
	double *gain;

	b.table = earlier_table(&b.old, &b.scratch, n->features->x.rows, n->label, b.k);
	gain = ARENA_ARRAY(&b.scratch, double, b.old.n *b.k);
	b.match = ARENA_ARRAY(&b.scratch, size_t, b.old.n);
	b.old_match = ARENA_ARRAY(&b.scratch, size_t, b.k);
	for (size_t o = 0; o < b.old.n; o++)
		for (size_t c = 0; c < b.k; c++) {
			double jaccard = agree_jaccard(b.table, b.old.n, b.k, o, c);

			/* A pair that shares more than half comes first: each can be in one only. */
			gain[o * b.k + c] = jaccard >= least ? jaccard + 2 * (jaccard > 0.5) : 0;
		}
	agree_match(b.match, gain, b.old.n, b.k);
	for (size_t c = 0; c < b.k; c++)
		b.old_match[c] = SIZE_MAX;
	for (size_t o = 0; o < b.old.n; o++)
		if (b.match[o] != SIZE_MAX)
			b.old_match[b.match[o]] = o;
	return b;
}

/* Where most of a line of the table stands: the place with at least the share MOST, or SIZE_MAX. */
static size_t most(const uint64_t *at, size_t n, size_t step)
{
	uint64_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += at[i * step];
	for (size_t i = 0; i < n; i++)
		if (all && (double)at[i * step] >= MOST * (double)all)
			return i;
	return SIZE_MAX;
}

/* --- what became of the earlier segments --- */

static void say_fates(const struct beside *b)
{
	const struct str *name = b->now->segments->name;

	for (size_t o = 0; o < b->old.n; o++) {
		size_t c = b->match[o], into;

		if (c != SIZE_MAX) {
			note("kept: %s (Jaccard %.2f)", quote(name[c]).text,
			     agree_jaccard(b->table, b->old.n, b->k, o, c));
			continue;
		}
		into = most(b->table + o * b->k, b->k, 1);
		if (into != SIZE_MAX)
			note("merged: %s into %s", quote(b->old.name[o]).text, quote(name[into]).text);
		else
			note("gone: %s", quote(b->old.name[o]).text);
	}
	for (size_t c = 0; c < b->k; c++) {
		size_t from = most(b->table + c, b->old.n, b->k);

		if (b->old_match[c] != SIZE_MAX)
			continue;
		if (from != SIZE_MAX)
			note("split: %s from %s", quote(name[c]).text, quote(b->old.name[from]).text);
		else
			note("new: %s", quote(name[c]).text);
	}
}

static void say_table(const struct beside *b)
{
	for (size_t o = 0; o < b->old.n; o++)
		for (size_t c = 0; c < b->k; c++)
			if (b->table[o * b->k + c])
				detail("of %s, %llu are in %s", quote(b->old.name[o]).text,
				       (unsigned long long)b->table[o * b->k + c],
				       quote(b->now->segments->name[c]).text);
}

void naming_choose(const struct naming *n, const struct earlier *previous)
{
	struct segments *s = n->segments;
	struct portrait p = portrait_make(n->features, s, n->label);
	struct beside b;

	if (!previous) {
		s->name = traits_names(&n->features->keep, p.centres, s->size, p.column, NULL, 0);
		return;
	}
	b = beside(n, previous, KEPT);
	s->name = traits_names(&n->features->keep, p.centres, s->size, p.column, b.old.name, b.old.n);
	for (size_t c = 0; c < b.k; c++)
		if (b.old_match[c] != SIZE_MAX)
			s->name[c] = b.old.name[b.old_match[c]];
	say_fates(&b);
	say_table(&b);
	arena_release(&b.scratch);
}

void naming_compare(const struct naming *n, const char *path)
{
	struct earlier old = earlier_read(n->features, n->id, path);
	struct beside b = beside(n, &old, 0);
	struct agree agree = agree_measure(b.table, b.old.n, b.k);
	struct buf text = { 0 };

	if (!isnan(agree.ari))
		buf_printf(&text, "adjusted Rand index %.4f, ", agree.ari);
	note("%s: %zu customers in both, %svariation of information %.4f", shown(str_of(path)).text,
	     b.old.shared, text.n ? (buf_char(&text, '\0'), text.p) : "", agree.vi);
	for (size_t o = 0; o < b.old.n; o++)
		if (b.match[o] != SIZE_MAX)
			note("%s is most like %s (Jaccard %.2f)", quote(b.old.name[o]).text,
			     quote(n->segments->name[b.match[o]]).text,
			     agree_jaccard(b.table, b.old.n, b.k, o, b.match[o]));
	say_table(&b);
	buf_release(&text);
	arena_release(&b.scratch);
}

/* --- as people say --- */

void naming_replace(const struct naming *n, const char *path)
{
	segments_rename(n->segments, &n->features->keep, path);
}

void naming_write(const struct naming *n, const char *path)
{
	const struct segments *s = n->segments;
	size_t *order = ARENA_ARRAY(&n->features->keep, size_t, s->centres.rows);
	struct out *out = out_open_side(path, "write-names");
	struct buf text = { 0 };

	order_keys(order, s->name, s->centres.rows);
	buf_text(&text, "segment\tname\n");
	for (size_t i = 0; i < s->centres.rows; i++) {
		buf_str(&text, s->name[order[i]]);
		buf_char(&text, '\t');
		buf_str(&text, s->name[order[i]]);
		buf_char(&text, '\n');
	}
	out_take(out, &text);
	out_close(out);
	buf_release(&text);
}
