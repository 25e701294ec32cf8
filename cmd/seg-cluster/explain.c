/* explain - what the segments are like, as a table: --write-traits. */
#include "explain.h"

#include <stdlib.h>

#include "order.h"
#include "out.h"
#include "resample.h"
#include "stability.h"
#include "telltale.h"
#include "traits.h"

#define TOP 5         /* features that are named together */
#define BY_CHANCE 2.0 /* v-test that may be chance */

struct explaining {
	const struct features *f;
	const struct segments *s;
	const uint32_t *label;
	struct mat raw; /* the columns as they are, rows in the order of the matrix */
	const struct traits *traits;
	struct telltale *rule; /* of each segment */
};

static void read_raw(struct explaining *e)
{
	double *column = memory_get(e->raw.rows, sizeof(double));

	for (size_t i = 0; i < e->f->n; i++) {
		if (!e->s->recipe[i].levels)
			frame_numbers(e->f->frame, e->f->column[i], column, e->f->crew);
		for (size_t row = 0; row < e->raw.rows; row++)
			mat_row(e->raw, features_place(e->f, row))[i] =
				e->s->recipe[i].levels ? NAN : column[row];
	}
	free(column);
}

static void find_rules(struct explaining *e, struct arena *a, size_t sample)
{
	struct rng r = rng_stream(e->s->seed, "rules", 0);
	struct resample some = resample_some(a, e->raw.rows, sample, &r);
	struct mat x = resample_rows(a, e->raw, some);
	uint32_t *label = ARENA_ARRAY(a, uint32_t, some.n);
	size_t *order = telltale_order(a, x);

	for (size_t i = 0; i < some.n; i++)
		label[i] = e->label[some.row[i]];
	e->rule = ARENA_ARRAY(a, struct telltale, e->s->centres.rows);
	for (uint32_t c = 0; c < e->s->centres.rows; c++)
		e->rule[c] = telltale_find(x, order, label, c);
}

/* The place of a feature among the traits of its segment, from 1 for the largest v-test. */
static size_t place(const struct explaining *e, size_t segment, size_t feature)
{
	const struct traits *own = e->traits + segment * e->f->n;
	size_t at = 1;

	for (size_t i = 0; i < e->f->n; i++) {
		double a = fabs(own[i].v_test), b = fabs(own[feature].v_test);

		at += i != feature && (a > b || (isnan(b) && !isnan(a)) ||
		                       (!(a < b) && !(isnan(a) && !isnan(b)) && i < feature));
	}
	return at;
}

static void put_number(struct buf *b, double x)
{
	buf_char(b, '\t');
	buf_double(b, x);
}

static void put_rule(struct buf *b, const struct explaining *e, const struct telltale *t)
{
	buf_char(b, '\t');
	for (size_t i = 0; i < t->conditions; i++) {
		buf_text(b, i ? " and " : "");
		buf_str(b, e->s->features.name[t->condition[i].column]);
		buf_text(b, t->condition[i].above ? " > " : " <= ");
		buf_double(b, t->condition[i].limit);
	}
	put_number(b, t->precision);
	put_number(b, t->recall);
}

/* What sets a segment apart, in one cell: the features whose v-test is beyond what chance gives, the farthest first. */
static void put_traits(struct buf *b, const struct explaining *e, size_t c)
{
	const struct traits *own = e->traits + c * e->f->n;
	size_t said = 0;

	buf_char(b, '\t');
	for (size_t at = 1; at <= TOP; at++)
		for (size_t i = 0; i < e->f->n; i++) {
			if (place(e, c, i) != at || !(fabs(own[i].v_test) >= BY_CHANCE))
				continue;
			buf_text(b, said++ ? ", " : "");
			buf_text(b, own[i].v_test > 0 ? "high " : "low ");
			buf_str(b, e->s->features.name[i]);
		}
}

static void put_row(struct buf *b, const struct explaining *e, size_t c, size_t i)
{
	const struct segments *s = e->s;
	const struct traits *t = &e->traits[c * e->f->n + i];
	const struct stability_grade *grade = stability_grade(s->stability[c]);

	buf_str(b, s->name[c]);
	buf_printf(b, "\t%llu", (unsigned long long)s->size[c]);
	put_number(b, (double)s->size[c] / (double)s->rows);
	put_number(b, s->stability[c]);
	buf_printf(b, "\t%s\t", grade ? grade->words : "");
	buf_str(b, s->features.name[i]);
	buf_printf(b, "\t%zu", place(e, c, i));
	buf_char(b, '\t');
	segments_put_typical(b, s, c, i);
	put_number(b, t->mean);
	put_number(b, t->index);
	put_number(b, t->v_test);
	put_rule(b, e, &e->rule[c]);
	put_traits(b, e, c);
	buf_char(b, '\n');
}

void explain_write(const struct features *f, const struct segments *s, const uint32_t *label,
                   size_t sample, const char *path)
{
	struct arena scratch = { 0 };
	struct explaining e = {
		f,     s,
		label, { ARENA_ARRAY(&scratch, double, f->x.rows * f->n), f->x.rows, f->n, f->n },
		NULL,  NULL
	};
	size_t k = s->centres.rows, *order = ARENA_ARRAY(&scratch, size_t, k);
	struct out *out = out_open_side(path, "write-traits");
	struct buf text = { 0 };

	read_raw(&e);
	e.traits = traits_measure(&scratch, e.raw, label, k);
	find_rules(&e, &scratch, sample);
	order_keys(order, s->name, k);
	buf_text(&text, "segment\tsize\tshare\tstability\tverdict\tfeature\tplace\tmedian\tmean\tin"
	                "dex\tv_test\t"
	                "rule\tprecision\trecall\ttraits\n");
	for (size_t c = 0; c < k; c++)
		for (size_t i = 0; i < f->n; i++)
			put_row(&text, &e, order[c], i);
	out_take(out, &text);
	out_close(out);
	buf_release(&text);
	arena_release(&scratch);
}
