/* spending - whom to act on when that costs something: the best rows, up to what a budget pays for, and what they bring. */
#include "spending.h"

#include <math.h>
#include <stdlib.h>

#include "dist.h"
#include "fair.h"
#include "out.h"

struct best {
	double chance, outcome; /* outcome: NaN when it is not known */
	struct str id, line;
	size_t example;
};

static int best_order(const void *a, const void *b)
{
	const struct best *x = a, *y = b;
	int order = (x->chance < y->chance) - (x->chance > y->chance);

	if (!order)
		order = str_cmp(x->id, y->id);
	return order ? order : str_cmp(x->line, y->line);
}

bool spending_is_asked(const struct predict *p)
{
	return !isnan(p->budget) || p->profit;
}

/* The rows that have an answer, the best first; how many. */
static size_t find_best(const struct classify *job, struct best *best)
{
	size_t n = 0, id = input_find(&job->predict->in, job->predict->id);

	for (size_t p = 0; p < job->frame->parts; p++) {
		const struct frame_part *part = &job->frame->part[p];

		for (size_t r = 0; r < part->index.rows; r++) {
			struct row row = tsv_row(&part->index, &part->bytes, r);
			size_t example = examples_of_row(&job->examples, part->first + r);

			if (!isnan(job->answer[example]))
				best[n++] = (struct best){ job->answer[example],
					                   job->examples.outcome[example],
					                   id == SIZE_MAX ? (struct str){ 0 }
					                                  : row_cell(&row, id),
					                   row_line(&row), example };
		}
	}
	qsort(best, n, sizeof(*best), best_order);
	return n;
}

static void decide(struct classify *job, const struct best *best, size_t n)
{
	const struct predict *p = job->predict;
	double most = p->cost > 0 ? floor(p->budget / p->cost * (1 + 1e-12)) : INFINITY;

	job->acts = ARENA_ARRAY(&job->predict->keep, bool, job->examples.n + 1);
	for (size_t i = 0; i < n && (double)i < most && classify_pays(p, best[i].chance); i++)
		job->acts[best[i].example] = true;
}

/* How many yes there are among the first rows, with an interval: of outcomes the one of their share (Wilson), of chances
 * what the sum of so many tosses comes to. */
struct counting {
	double yes, spread;
	bool known;
};

static struct fair_estimate estimate(const struct counting *c, double rows, double confidence)
{
	double half = dist_normal_two_sided(confidence) * sqrt(c->spread);
	struct fair_estimate e = { c->yes, fmax(0, c->yes - half), fmin(rows, c->yes + half) };

	if (c->known) {
		e = fair_share(c->yes, rows, confidence);
		e = (struct fair_estimate){ c->yes, e.low * rows, e.high * rows };
	}
	return e;
}

static void put_line(struct buf *b, const struct predict *p, const struct best *best, size_t rows,
                     size_t n, const struct counting *c)
{
	struct fair_estimate yes = estimate(c, (double)rows, p->confidence);
	double cost = p->cost * (double)rows;
	const double cells[] = { (double)rows / (double)n,   (double)rows,
		                 best[rows - 1].chance,      yes.value,
		                 yes.value * p->gain - cost, yes.low * p->gain - cost,
		                 yes.high * p->gain - cost };

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		buf_text(b, i ? "\t" : "");
		buf_double(b, cells[i]);
	}
	buf_char(b, '\n');
}

#define LINES 100

/* A line for each hundredth of the rows, or for each row when there are fewer. */
static void write_profit(const struct predict *p, const struct best *best, size_t n)
{
	struct out *out = out_open_side(p->profit, "write-profit");
	struct buf b = { 0 };
	struct counting c = { .known = n && !isnan(best[0].outcome) };

	buf_text(&b, "share\trows\tchance\tyes\tprofit\tlow\thigh\n");
	for (size_t i = 0; i < n; i++) {
		c.yes += c.known ? best[i].outcome : best[i].chance;
		c.spread += best[i].chance * (1 - best[i].chance);
		if ((i + 1) * LINES / n > i * LINES / n)
			put_line(&b, p, best, i + 1, n, &c);
	}
	out_take(out, &b);
	out_close(out);
	buf_release(&b);
}

static size_t keep_known(struct best *best, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(best[i].outcome))
			best[kept++] = best[i];
	return kept;
}

void spending_decide(struct classify *job)
{
	const struct predict *p = job->predict;
	struct best *best;
	size_t n, known;

	if (!spending_is_asked(p))
		return;
	best = memory_get(job->frame->rows + 1, sizeof(*best));
	n = find_best(job, best);
	if (!isnan(p->budget))
		decide(job, best, n);
	if (p->profit) {
		known = p->kind ? keep_known(best, n) : n;
		write_profit(p, best, known);
	}
	free(best);
}
