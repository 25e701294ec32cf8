/* ward - a tree of groups, each made of the two whose joining adds least to the sum of squares. */
#include "ward.h"

#include <math.h>
#include <stdlib.h>

static int by_height(const void *a, const void *b)
{
	const struct chain_merge *x = a, *y = b;

	if (x->height != y->height)
		return x->height < y->height ? -1 : 1;
	return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

/* --- the tree --- */

static size_t root(size_t *up, size_t i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

/* From pairs of first rows to pairs of groups, after the merges were sorted. */
static void name_groups(struct ward *w)
{
	struct arena scratch = { 0 };
	size_t *up = ARENA_ARRAY(&scratch, size_t, w->n), *node = ARENA_ARRAY(&scratch, size_t, w->n);

	for (size_t i = 0; i < w->n; i++)
		up[i] = node[i] = i;
	for (size_t i = 0; i + 1 < w->n; i++) {
		struct chain_merge *m = &w->merge[i];
		size_t a = root(up, m->a), b = root(up, m->b), first = a < b ? a : b;
		size_t x = node[a], y = node[b];

		m->a = x < y ? x : y;
		m->b = x < y ? y : x;
		up[a] = up[b] = first;
		node[first] = w->n + i;
	}
	arena_release(&scratch);
}

static bool in_range(struct mat x)
{
	for (size_t i = 0; i < x.rows; i++)
		for (size_t j = 0; j < x.columns; j++)
			if (!(fabs(mat_row(x, i)[j]) <= WARD_LARGEST))
				return false;
	return true;
}

bool ward_fit(struct ward *out, struct arena *a, struct mat x, const double *mass)
{
	*out = (struct ward){ ARENA_ARRAY(a, struct chain_merge, x.rows), x.rows, mass };
	if (!in_range(x))
		return false;
	chain_join(out->merge, x, mass);
	qsort(out->merge, x.rows - 1, sizeof(*out->merge), by_height);
	name_groups(out);
	return true;
}

/* --- cuts --- */

struct cutting {
	const struct ward *w;
	struct arena *keep;
	size_t *first; /* row of each node */
	double *size;
	uint32_t *number; /* of each node: its group + 1 where it is one */
	size_t limit;     /* nodes below this one stay whole */
	size_t k;
	struct str *path;
};

/* Walks down from a node, the larger part first. Depth is at most k. */
static void walk(struct cutting *c, size_t node, const char *path, size_t depth)
{
	const struct chain_merge *m;
	size_t part[2];

	if (node < c->limit) {
		c->path[c->k] = str_of(path);
		c->number[node] = (uint32_t)++c->k;
		return;
	}
	m = &c->w->merge[node - c->w->n];
	part[0] = m->a;
	part[1] = m->b;
	if (c->size[m->b] > c->size[m->a] ||
	    (!(c->size[m->a] > c->size[m->b]) && c->first[m->b] < c->first[m->a])) {
		part[0] = m->b;
		part[1] = m->a;
	}
	for (int i = 0; i < 2; i++)
		walk(c, part[i],
		     depth ? arena_printf(c->keep, "%s.%d", path, i + 1) : (i ? "B" : "A"), depth + 1);
}

struct str *ward_cut(const struct ward *w, struct arena *a, size_t k, uint32_t *label)
{
	struct arena scratch = { 0 };
	size_t n = w->n, nodes = 2 * n - 1;
	struct cutting c = { .w = w, .keep = a, .limit = nodes - (k - 1) };

	c.first = ARENA_ARRAY(&scratch, size_t, nodes);
	c.size = ARENA_ARRAY(&scratch, double, nodes);
	c.number = ARENA_ARRAY(&scratch, uint32_t, nodes);
	c.path = ARENA_ARRAY(a, struct str, k);
	for (size_t i = 0; i < n; i++) {
		c.first[i] = i;
		c.size[i] = w->mass ? w->mass[i] : 1;
	}
	for (size_t i = n; i < nodes; i++) {
		const struct chain_merge *m = &w->merge[i - n];

		c.first[i] = c.first[m->a] < c.first[m->b] ? c.first[m->a] : c.first[m->b];
		c.size[i] = c.size[m->a] + c.size[m->b];
	}
	walk(&c, nodes - 1, "A", 0);
	for (size_t i = nodes; i-- > n;) {
		const struct chain_merge *m = &w->merge[i - n];

		if (c.number[i])
			c.number[m->a] = c.number[m->b] = c.number[i];
	}
	for (size_t i = 0; i < n; i++)
		label[i] = c.number[i] - 1;
	arena_release(&scratch);
	return c.path;
}
