/* by_ward - segments as branches of a tree: a row of the table of methods. */
#include "by_ward.h"

#include "by_rule.h"
#include "diag.h"
#include "resample.h"
#include "ward.h"

#define EXACT 20000 /* rows from which the tree is made itself */
#define MICRO 1000  /* micro-centres beyond them */
#define TRIED 5000  /* rows where trees are made many times */

/* What the tree is made of: the rows, or middles of rows that lie together, and for how many each stands. */
struct leaves {
	struct mat x;
	double *mass;
};

/* Middles from some of the rows, moved to the means of all the rows that are nearest to them. */
static struct leaves micro_centres(struct search *s, struct arena *a)
{
	struct mat x = s->features->x;
	struct rng r = rng_stream(s->how.seed, "ward", 0);
	struct mat some = resample_rows(a, x, resample_some(a, x.rows, EXACT, &r));
	struct kmeans_options how = { .restarts = 1, .max_iter = 20, .seed = s->how.seed };
	struct leaves leaves = { .x = { .rows = 0 } };
	struct kmeans fit = { 0 };
	struct rule rule = { .kind = rule_kind_find(str_of("kmeans")) };
	uint32_t *label = ARENA_ARRAY(a, uint32_t, x.rows);
	uint64_t *count;

	how.each = s->how.each;
	how.k = MICRO;
	if (kmeans_fit(&fit, a, some, &how) == KMEANS_FEW_DISTINCT) {
		how.k = fit.distinct;
		kmeans_fit(&fit, a, some, &how);
	}
	rule.centres = fit.centres;
	count = ARENA_ARRAY(a, uint64_t, how.k);
	rule_label(&rule, x, s->how.each, label, count);
	leaves.x = (struct mat){ ARENA_ARRAY(a, double, how.k *x.columns), how.k, x.columns, x.columns };
	leaves.mass = ARENA_ARRAY(a, double, how.k);
	for (size_t i = 0; i < x.rows; i++)
		for (size_t j = 0; j < x.columns; j++)
			mat_row(leaves.x, label[i])[j] += mat_row(x, i)[j];
	leaves.x.rows = 0;
	for (size_t c = 0; c < how.k; c++) {
		double *to = mat_row(leaves.x, leaves.x.rows);

		if (!count[c])
			continue;
		for (size_t j = 0; j < x.columns; j++)
			to[j] = mat_row(leaves.x, c)[j] / (double)count[c];
		leaves.mass[leaves.x.rows++] = (double)count[c];
	}
	return leaves;
}

static struct leaves leaves_of(struct search *s, struct arena *a)
{
	if (s->features->x.rows <= EXACT)
		return (struct leaves){ s->features->x, NULL };
	return micro_centres(s, a);
}

/* The means of the branches. */
static struct mat means(struct arena *keep, const struct leaves *leaves, const uint32_t *label, size_t k)
{
	size_t d = leaves->x.columns;
	struct mat mean = { ARENA_ARRAY(keep, double, k *d), k, d, d };
	double *mass = ARENA_ARRAY(keep, double, k);

	for (size_t i = 0; i < leaves->x.rows; i++) {
		double own = leaves->mass ? leaves->mass[i] : 1;

		mass[label[i]] += own;
		for (size_t j = 0; j < d; j++)
			mat_row(mean, label[i])[j] += own * mat_row(leaves->x, i)[j];
	}
	for (size_t c = 0; c < k; c++)
		for (size_t j = 0; j < d; j++)
			mat_row(mean, c)[j] /= mass[c];
	return mean;
}

void by_ward_fit(struct search *s)
{
	struct arena *keep = &s->features->keep, scratch = { 0 };
	struct leaves leaves;
	struct ward ward;
	uint32_t *label;
	struct rule rule = { .kind = rule_kind_find(str_of("ward")) };

	by_rule_check(s);
	leaves = leaves_of(s, &scratch);
	if (!ward_fit(&ward, &scratch, leaves.x, leaves.mass))
		die(STATUS_INPUT, "the scaled features are too large to be squared");
	if (s->how.k > ward.n)
		die(STATUS_INPUT, "only %zu groups of like customers for -k %zu: choose a smaller -k",
		    ward.n, s->how.k);
	label = ARENA_ARRAY(&scratch, uint32_t, ward.n);
	s->fit.path = ward_cut(&ward, keep, s->how.k, label);
	rule.centres = means(keep, &leaves, label, s->how.k);
	arena_release(&scratch);
	by_rule_take(s, &rule);
	s->fit.objective = rule_cost(&s->fit.rule, s->features->x, s->fit.label);
}

static bool find(const struct rule_finder *f, struct arena *a, struct mat x, size_t k,
                 uint64_t seed, struct rule *out)
{
	struct arena scratch = { 0 };
	uint32_t *label = ARENA_ARRAY(&scratch, uint32_t, x.rows);
	struct ward ward;
	bool fine = ward_fit(&ward, &scratch, x, NULL);

	(void)f;
	(void)seed;
	*out = (struct rule){ .kind = rule_kind_find(str_of("ward")) };
	/* What was joined at height 0 are rows that are the same. */
	fine = fine && (k == 1 || (k <= ward.n && ward.merge[ward.n - k].height > 0));
	if (fine) {
		ward_cut(&ward, &scratch, k, label);
		out->centres = means(a, &(struct leaves){ x, NULL }, label, k);
	}
	arena_release(&scratch);
	return fine;
}

struct rule_finder by_ward_finder(const struct search *s)
{
	(void)s;
	return (struct rule_finder){ find, NULL, TRIED };
}
