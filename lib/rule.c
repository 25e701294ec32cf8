/* rule - which segment is a row in? */
#include "rule.h"

#include <math.h>
#include <string.h>

#include "kmeans.h"
#include "lloyd.h"

static struct rule_place by_centre(const struct rule *r, const double *row)
{
	struct kmeans_near near = kmeans_assign(r->centres, row);

	return (struct rule_place){ near.label, kmeans_segment_fit(near) };
}

static struct rule_place by_posterior(const struct rule *r, const double *row)
{
	struct mixture_near near = mixture_assign(&r->mixture, row);

	return (struct rule_place){ near.label, near.posterior };
}

static double margin(double nearest, double next)
{
	return isinf(next) ? 1 : next > 0 ? 1 - nearest / next : 0;
}

static struct rule_place by_prototype(const struct rule *r, const double *row)
{
	struct mixed_near near = mixed_assign(&r->mixed, r->centres, row);

	return (struct rule_place){ near.label, margin(sqrt(near.d1), sqrt(near.d2)) };
}

static struct rule_place by_medoid(const struct rule *r, const double *row)
{
	struct mixed_near near = mixed_assign(&r->mixed, r->centres, row);

	return (struct rule_place){ near.label, margin(near.d1, near.d2) };
}

const struct rule_kind rule_kinds[] = {
	{ "kmeans", "the nearest middle", "inertia", by_centre, false, false, false, false },
	{ "mixture", "the most likely of several normal distributions", "log_likelihood",
	  by_posterior, false, false, true, false },
	{ "ward", "the nearest middle of a branch", "inertia", by_centre, false, false, false, true },
	{ "prototypes", "the nearest by numbers and categories", "cost", by_prototype, true, false,
	  false, false },
	{ "medoids", "the nearest typical row", "cost", by_medoid, true, true, false, false },
};

const size_t rule_kind_count = sizeof(rule_kinds) / sizeof(*rule_kinds);

const struct rule_kind *rule_kind_find(struct str name)
{
	for (size_t i = 0; i < rule_kind_count; i++)
		if (str_is(name, rule_kinds[i].name))
			return &rule_kinds[i];
	return NULL;
}

struct labelling {
	const struct rule *rule;
	struct mat x;
	uint32_t *label;
};

static void label_slice(void *arg, size_t s)
{
	const struct labelling *l = arg;
	size_t end = (s + 1) * SLICE_ROWS < l->x.rows ? (s + 1) * SLICE_ROWS : l->x.rows;

	for (size_t i = s * SLICE_ROWS; i < end; i++)
		l->label[i] = (uint32_t)rule_place(l->rule, mat_row(l->x, i)).label;
}

void rule_label(const struct rule *r, struct mat x, struct tiles_each each, uint32_t *label,
                uint64_t *count)
{
	struct labelling l = { r, x, label };

	tiles_each_run(each, (x.rows + SLICE_ROWS - 1) / SLICE_ROWS, label_slice, &l);
	memset(count, 0, r->centres.rows * sizeof(*count));
	for (size_t i = 0; i < x.rows; i++)
		count[label[i]]++;
}

double rule_cost(const struct rule *r, struct mat x, const uint32_t *label)
{
	double sum = 0;

	for (size_t i = 0; i < x.rows; i++) {
		const double *row = mat_row(x, i), *centre = mat_row(r->centres, label[i]);

		sum += r->kind->mixed ? mixed_away(&r->mixed, row, centre)
		                      : lloyd_distance(row, centre, x.columns);
	}
	return sum;
}

/* Takes block c out of `blocks` blocks of n numbers. */
static void take_out(double *p, size_t blocks, size_t n, size_t c)
{
	memmove(p + c * n, p + (c + 1) * n, (blocks - 1 - c) * n * sizeof(*p));
}

void rule_without(struct rule *r, size_t c)
{
	struct mixture *m = &r->mixture;
	size_t k = r->centres.rows, each;

	take_out(r->centres.p, k, r->centres.stride, c);
	r->centres.rows--;
	if (!r->kind->mixture)
		return;
	each = gaussian_numbers(mixture_shape(m));
	for (size_t i = 0; i < k; i++)
		m->proportion[i] /= i != c ? 1 - m->proportion[c] : 1;
	take_out(m->proportion, k, 1, c);
	if (!m->family->shared)
		take_out(m->covariance, k, each, c);
	m->mean = r->centres;
	(void)mixture_prepare(m, NULL);
}
