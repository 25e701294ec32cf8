/* thresholds - a threshold of the score for each group, for every parity that one can choose, with its cost: a file. */
#include "thresholds.h"

#include <math.h>

#include "out.h"
#include "parity.h"

/* What is made equal; the first is what the thresholds are held against: one for everybody. */
static const struct {
	const char *name;
	enum parity of;
	bool one;
} parities[] = {
	{ "none", PARITY_ALL, true },
	{ "selection_rate", PARITY_ALL, false },
	{ "true_positive_rate", PARITY_POSITIVES, false },
	{ "false_positive_rate", PARITY_NEGATIVES, false },
};

static void open_file(struct thresholds *t)
{
	struct buf b = { 0 };

	if (t->out)
		return;
	t->out = out_open_side(t->file, "write-thresholds");
	buf_text(&b,
	         "group_by\tgroup\tparity\tthreshold\tn\tselected\trate\ttarget\terrors\tcost\n");
	out_take(t->out, &b);
	buf_release(&b);
}

static void put_number(struct buf *b, double x)
{
	buf_char(b, '\t');
	if (isfinite(x))
		buf_double(b, x);
}

/* A group, or all of them, as it would be. */
struct line {
	struct str group;
	double threshold, rate, target;
	uint64_t n, selected, errors;
	int64_t cost; /* errors more than with one threshold for everybody */
};

static void put_line(struct buf *b, const struct crosstab *x, const char *parity, const struct line *l)
{
	buf_str(b, x->group_by);
	buf_char(b, '\t');
	buf_str(b, l->group);
	buf_printf(b, "\t%s", parity);
	put_number(b, l->threshold);
	buf_printf(b, "\t%llu\t%llu", (unsigned long long)l->n, (unsigned long long)l->selected);
	put_number(b, l->rate);
	put_number(b, l->target);
	buf_printf(b, "\t%llu\t%lld\n", (unsigned long long)l->errors, (long long)l->cost);
}

/* All groups together as one, to cut and to count. */
static struct promise all_of(const struct crosstab *x)
{
	return (struct promise){ .positives = x->of_all[0], .negatives = x->of_all[1] };
}

static void put_parity(struct buf *b, const struct crosstab *x, size_t p, struct parity_cut one)
{
	double target = parity_rate(all_of(x), one, parities[p].of);
	struct line all = { .group = str_of("overall"), .threshold = NAN, .target = target };
	uint64_t positives = 0, negatives = 0;

	for (size_t g = 0; g < x->groups; g++) {
		struct promise c = x->scored[g];
		struct parity_cut before = parity_at(c, one.threshold);
		struct parity_cut cut =
			parities[p].one ? before : parity_nearest(c, parities[p].of, target);
		struct line l = { x->group[g],
			          cut.threshold,
			          parity_rate(c, cut, parities[p].of),
			          target,
			          x->n[g],
			          cut.positives + cut.negatives,
			          parity_errors(c, cut),
			          0 };

		l.cost = (int64_t)l.errors - (int64_t)parity_errors(c, before);
		put_line(b, x, parities[p].name, &l);
		all.n += l.n;
		all.selected += l.selected;
		all.errors += l.errors;
		all.cost += l.cost;
		positives += cut.positives;
		negatives += cut.negatives;
	}
	all.threshold = parities[p].one ? one.threshold : NAN;
	all.rate = parity_rate(all_of(x), (struct parity_cut){ NAN, positives, negatives },
	                       parities[p].of);
	put_line(b, x, parities[p].name, &all);
}

void thresholds_add(struct thresholds *t, const struct crosstab *x)
{
	struct parity_cut one;
	struct buf b = { 0 };

	if (!t->file || x->axis->kind != AXIS_SCORE)
		return;
	open_file(t);
	one = parity_least_errors(x->scored, x->groups);
	for (size_t p = 0; p < sizeof(parities) / sizeof(*parities); p++)
		put_parity(&b, x, p, one);
	out_take(t->out, &b);
	buf_release(&b);
}

void thresholds_close(struct thresholds *t)
{
	if (!t->file)
		return;
	open_file(t);
	out_close(t->out);
}
