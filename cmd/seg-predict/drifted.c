/* drifted - whether the rows that a model is applied to come as those did that it was fitted to. */
#include "drifted.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "out.h"

#define LISTED 400 /* bytes of names in a message */

/* --- training --- */

struct learning {
	struct classify *job;
	bool *use;
};

static void learn_column(void *arg, size_t k)
{
	const struct learning *l = arg;
	const struct examples *e = &l->job->examples;

	if (e->value[k].is_number)
		likeness_learn(&l->job->model.column[k].likeness, e->value[k].number,
		               e->value[k].step, l->use, e->n);
}

void drifted_learn(struct classify *job, struct crew *crew)
{
	struct learning l = { job, memory_get(job->examples.n, sizeof(bool)) };

	for (size_t i = 0; i < job->examples.n; i++)
		l.use[i] = !isnan(job->examples.outcome[i]);
	crew_each(crew, job->model.columns, learn_column, &l);
	free(l.use);
}

/* --- applying --- */

void drifted_start(struct classify *job)
{
	const struct classifier *c = &job->model;

	job->bin = ARENA_ARRAY(&job->predict->keep, size_t, c->columns + 1);
	for (size_t k = 0; k < c->columns; k++)
		job->bin[k + 1] = job->bin[k] + (c->column[k].is_number ? c->column[k].likeness.cuts + 2
		                                                        : c->column[k].terms + 1);
	job->seen = ARENA_ARRAY(&job->predict->keep, uint64_t, job->bin[c->columns] + 1);
}

/* What the fit saw in each bin of a column. */
static void expect(const struct classifier *c, size_t k, uint64_t *count)
{
	const struct classifier_column *column = &c->column[k];
	uint64_t rest = c->rows;

	if (column->is_number) {
		memcpy(count, column->likeness.count, (column->likeness.cuts + 2) * sizeof(*count));
		return;
	}
	for (size_t t = 0; t < column->terms; t++) {
		count[t] = (uint64_t)llround(column->term[t].mean * (double)c->rows);
		rest -= count[t] < rest ? count[t] : rest;
	}
	count[column->terms] = rest;
}

/* In all columns together, no drift is taken for some with the error that the confidence leaves. */
static const char *verdict_of(const struct classify *job, double index, double p)
{
	if (!(index >= LIKENESS_SOME))
		return "no";
	if (!(p < (1 - job->predict->confidence) / (double)job->model.columns))
		return "unclear";
	return index < LIKENESS_MUCH ? "some" : "much";
}

static void put_line(struct buf *b, struct str name, double index, double p, const char *verdict)
{
	buf_str(b, name);
	buf_char(b, '\t');
	buf_double(b, index);
	buf_char(b, '\t');
	buf_double(b, p);
	buf_printf(b, "\t%s\n", verdict);
}

static void write_table(const char *path, struct buf *table)
{
	struct out *out;

	if (!path)
		return;
	out = out_open_side(path, "write-metrics");
	out_take(out, table);
	out_close(out);
}

void drifted_end(const struct classify *job)
{
	const struct classifier *c = &job->model;
	uint64_t *before = memory_get(job->bin[c->columns] + 1, sizeof(*before));
	struct buf table = { 0 }, names = { 0 };
	size_t much = 0;

	buf_text(&table, "column\tpsi\tp_value\tdrift\n");
	for (size_t k = 0; k < c->columns; k++) {
		const char *verdict;
		double p, index;

		expect(c, k, before);
		index = likeness_index(before, job->seen + job->bin[k],
		                       job->bin[k + 1] - job->bin[k], &p);
		verdict = verdict_of(job, index, p);
		put_line(&table, c->column[k].name, index, p, verdict);
		if (*verdict == 'm' && ++much && names.n < LISTED)
			buf_printf(&names, "%s%s (PSI %.2f)", names.n ? ", " : "",
			           shown(c->column[k].name).text, index);
	}
	if (much)
		warn("%zu of %zu columns come very differently from what the model was fitted to, "
		     "so what "
		     "it says is doubtful: %.*s%s",
		     much, c->columns, STR_ARG(buf_view(&names)), names.n < LISTED ? "" : ", ...");
	job->predict->drifted = much > 0;
	write_table(job->predict->metrics, &table);
	buf_release(&table);
	buf_release(&names);
	free(before);
}
