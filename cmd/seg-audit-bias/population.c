/* population - whom the data should be about: a file of group_by, group and n. */
#include "population.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "frame.h"
#include "map.h"
#include "num.h"

static int by_names(const void *a, const void *b)
{
	const struct population_row *x = a, *y = b;
	int order = str_cmp(x->group_by, y->group_by);

	return order ? order : str_cmp(x->group, y->group);
}

struct population population_read(struct arena *a, const char *file)
{
	char *const files[] = { (char *)file };
	struct population p = { 0 };
	struct frame frame = { 0 };
	struct input in;
	size_t by, group, n;

	input_open(&in, files, 1, NULL, PROGRESS_NEVER);
	by = input_column(&in, "group_by");
	group = input_column(&in, "group");
	n = input_column(&in, "n");
	frame_load(&frame, &in, 1);
	p.row = ARENA_ARRAY(a, struct population_row, frame.rows);
	for (p.n = 0; p.n < frame.rows; p.n++) {
		struct str cell = frame_cell(&frame, p.n, n);
		struct population_row *row = &p.row[p.n];

		*row = (struct population_row){ arena_str(a, frame_cell(&frame, p.n, by)),
			                        arena_str(a, frame_cell(&frame, p.n, group)), 0 };
		if (!num_parse(cell, &row->n) || row->n < 0)
			die_at(frame_place(&frame, p.n, n), "not a number of at least 0: %s",
			       quote(cell).text);
	}
	if (p.n)
		qsort(p.row, p.n, sizeof(*p.row), by_names);
	for (size_t i = 1; i < p.n; i++)
		if (by_names(&p.row[i - 1], &p.row[i]) == 0)
			die(STATUS_INPUT, "%s: group %s of %s is there twice", shown(str_of(file)).text,
			    quote(p.row[i].group).text, quote(p.row[i].group_by).text);
	frame_release(&frame);
	input_close(&in);
	return p;
}

bool population_has(const struct population *p, struct str group_by)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->row[i].group_by, group_by))
			return true;
	return false;
}

void population_pool(struct population *p, const struct pool *pool)
{
	for (size_t i = 0; i < p->n; i++)
		if (pool_has(pool, p->row[i].group_by, p->row[i].group))
			p->row[i].group = str_of(CROSSTAB_POOLED);
}

/* A copy with room for more groups, which have no rows. */
static void make_room(struct arena *a, struct crosstab *x, size_t more)
{
	struct str *group = ARENA_ARRAY(a, struct str, x->groups + more);
	uint64_t *count = ARENA_ARRAY(a, uint64_t, x->groups + more),
		 *n = ARENA_ARRAY(a, uint64_t, x->groups + more);
	double *weight = ARENA_ARRAY(a, double, x->groups + more),
	       *square = ARENA_ARRAY(a, double, x->groups + more);

	for (size_t g = 0; g < x->groups; g++) {
		group[g] = x->group[g];
		count[g] = x->count[g];
		n[g] = x->n[g];
		weight[g] = x->weight ? x->weight[g] : 0;
		square[g] = x->square ? x->square[g] : 0;
	}
	x->group = group;
	x->count = count;
	x->n = n;
	x->weight = x->weight ? weight : NULL;
	x->square = x->square ? square : NULL;
}

void population_shares(struct arena *a, struct crosstab *x, const struct population *p)
{
	struct map groups = { 0 };
	double total = 0, *share = ARENA_ARRAY(a, double, x->groups + p->n);

	for (size_t g = 0; g < x->groups + p->n; g++)
		share[g] = NAN;
	make_room(a, x, p->n);
	for (size_t g = 0; g < x->groups; g++)
		map_add(&groups, x->group[g], map_hash(x->group[g]));
	for (size_t i = 0; i < p->n; i++) {
		size_t g;

		if (!str_eq(p->row[i].group_by, x->group_by))
			continue;
		g = map_find(&groups, p->row[i].group, map_hash(p->row[i].group));
		if (g == MAP_NONE) {
			g = x->groups++;
			x->group[g] = p->row[i].group;
		}
		share[g] = (isnan(share[g]) ? 0 : share[g]) + p->row[i].n;
		total += p->row[i].n;
	}
	for (size_t g = 0; g < x->groups; g++)
		share[g] /= total;
	map_release(&groups);
	x->share = share;
}
