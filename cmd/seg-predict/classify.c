/* classify - what training and applying a model by weights share: what a row is judged by, and how it is written. */
#include "classify.h"

#include <math.h>

#include "diag.h"
#include "drifted.h"
#include "mending.h"
#include "num.h"
#include "propensity.h"
#include "spending.h"

/* --- a row's answer --- */

/* The row's chance; weights, if not NULL, gets what each column adds. False with a fault at what is no number. */
bool classify_judge(const struct classify *job, const struct classifier *c, const struct row *row,
                    size_t number, struct block *b, struct reason *weights, double *answer)
{
	double odds = c->intercept;

	for (size_t k = 0; k < c->columns; k++) {
		struct str cell = mending_cell(job->predict, row, job->column[k]);
		double x = NAN, weight;
		size_t bin;

		if (!c->column[k].is_number) {
			weight = classifier_word(&c->column[k], cell, &bin);
		} else {
			if (cell.n && !num_parse(cell, &x)) {
				fault_set(&b->fault, number, c->column[k].name.p,
				          "not a number: %s", quote(cell).text);
				return false;
			}
			x = mending_number(job->predict, job->column[k], x);
			weight = classifier_number(&c->column[k], x);
			bin = likeness_bin(&c->column[k].likeness, x);
		}
		if (job->bin)
			((uint64_t *)b->tally)[job->bin[k] + bin]++;
		weights[k] = (struct reason){ weight, k };
		odds += weight;
	}
	*answer = classifier_answer(c, odds);
	return true;
}

/* What is written of a row. */
struct answer {
	double value;
	bool acts;
};

static void put(const struct classify *job, const struct classifier *c, struct block *b,
                const struct row *row, struct reason *weights, struct answer answer)
{
	const struct predict *p = job->predict;
	char text[NUM_TEXT];
	struct str own[2 + PREDICT_REASONS_MOST] = { { text, num_print(text, answer.value) } };
	size_t n = 1, at[PREDICT_REASONS_MOST + 1] = { 0 };

	if (p->decides)
		own[n++] = str_of(isnan(answer.value) ? "" : answer.acts ? "yes" : "no");
	buf_clear(&b->scratch);
	if (c && p->explain)
		reason_sort(weights, c->columns);
	for (size_t i = 0; i < p->explain; i++) {
		if (c && i < c->columns)
			reason_put(&b->scratch, c, &weights[i],
			           mending_cell(p, row, job->column[weights[i].column]));
		at[i + 1] = b->scratch.n;
	}
	for (size_t i = 0; i < p->explain; i++)
		own[n++] = (struct str){ b->scratch.p + at[i], at[i + 1] - at[i] };
	layout_put_row(&job->layout, &b->out, row, own);
}

static void apply_block(void *arg, struct block *b, void *state)
{
	const struct classify *job = arg;
	size_t rows = input_rows(&job->predict->in, b);
	double answer;

	for (size_t r = 0; r < rows; r++) {
		struct row row = tsv_row(&b->index, &b->in, r);

		if (!classify_judge(job, &job->model, &row, r, b, state, &answer))
			return;
		put(job, &job->model, b, &row, state,
		    (struct answer){ answer, classify_pays(job->predict, answer) });
	}
}

static size_t tally_size(const struct classify *job)
{
	return job->bin ? (job->bin[job->model.columns] + 1) * sizeof(uint64_t) : 0;
}

static void take_tally(struct classify *job, const struct block *b)
{
	const uint64_t *tally = b->tally;

	for (size_t i = 0; i < job->bin[job->model.columns]; i++)
		job->seen[i] += tally[i];
}

static void take_block(void *arg, struct block *b)
{
	struct classify *job = arg;

	input_done(&job->predict->in, b);
	take_tally(job, b);
	job->rows += b->index.rows;
	out_take(job->predict->out, &b->out);
}

static void say_gaps(const struct classify *job)
{
	for (size_t k = 0; k < job->model.columns; k++) {
		const struct classifier_column *c = &job->model.column[k];
		uint64_t last = job->seen[job->bin[k + 1] - 1]; /* without a number, or with an unknown word */

		if (last && c->is_number)
			note("%s: %llu missing value%s taken for the average", shown(c->name).text,
			     (unsigned long long)last, last == 1 ? "" : "s");
		else if (last)
			note("%s: %llu row%s with a value that the model does not know, taken for "
			     "the average",
			     shown(c->name).text, (unsigned long long)last, last == 1 ? "" : "s");
	}
}

void classify_start(struct classify *job)
{
	struct predict *p = job->predict;
	const char *own[2 + PREDICT_REASONS_MOST] = { arena_printf(
		&p->keep, "%s_%.*s", job->model.is_linear ? "predicted" : "p",
		STR_ARG(job->model.target)) };
	struct buf header = { 0 };
	size_t n = 1;

	if (p->decides)
		own[n++] = "decision";
	for (size_t i = 0; i < p->explain; i++)
		own[n++] = arena_printf(&p->keep, "reason_%zu", i + 1);
	layout_make(&job->layout, &p->keep, &p->in.header, own, n, p->in.headerless);
	p->out = out_open(p->tool->output);
	layout_put_header(&job->layout, &header);
	out_take(p->out, &header);
	buf_release(&header);
}

/* The model that never saw the example, or NULL. */
const struct classifier *classify_judge_of(const struct classify *job, size_t example)
{
	size_t fold;

	if (!job->fold)
		return &job->model;
	fold = job->examples.fold[example];
	return job->judges[fold] ? &job->fold[fold] : NULL;
}

static void write_part(void *arg, struct block *b, void *state)
{
	const struct classify *job = arg;
	struct frame_part room = { .bytes = b->in, .index = b->index };
	const struct frame_part *part = parts_again(job->frame, b->number, &room);
	double answer;

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		size_t example = examples_of_row(&job->examples, part->first + r);
		const struct classifier *c = classify_judge_of(job, example);

		answer = job->answer[example];
		if (job->predict->explain && c && !classify_judge(job, c, &row, r, b, state, &answer))
			break;
		put(job, c, b, &row, state,
		    (struct answer){ answer, job->acts ? job->acts[example]
		                                       : classify_pays(job->predict, answer) });
	}
	b->in = room.bytes;
	b->index = room.index;
}

static void take_part(void *arg, struct block *b)
{
	struct classify *job = arg;

	out_take(job->predict->out, &b->out);
}

void classify_write(struct classify *job)
{
	blocks_run(&(struct blocks){ .threads = job->predict->tool->threads,
	                             .tally_size = tally_size(job),
	                             .state_size = (job->model.columns + 1) * sizeof(struct reason),
	                             .fill = frame_fill,
	                             .from = &(struct frame_walk){ .frame = job->frame },
	                             .work = write_part,
	                             .done = take_part,
	                             .job = job });
	parts_check(job->frame);
}

/* --- all rows at once --- */

static void judge_part(void *arg, struct block *b, void *state)
{
	struct classify *job = arg;
	const struct frame_part *part = &job->frame->part[b->number];

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);

		if (!classify_judge(job, &job->model, &row, r, b, state, &job->answer[part->first + r]))
			return;
	}
}

static void take_judged(void *arg, struct block *b)
{
	struct classify *job = arg;
	struct place at;

	if (b->fault.text[0]) {
		at = frame_place(job->frame, job->frame->part[b->number].first + b->fault.line, SIZE_MAX);
		at.column = b->fault.column;
		die_at(at, "%s", b->fault.text);
	}
	take_tally(job, b);
}

static void apply_to_all(struct classify *job)
{
	struct predict *p = job->predict;
	struct frame frame;
	struct examples *e = &job->examples;

	frame_load(&frame, &p->in, p->tool->threads);
	job->frame = &frame;
	job->rows = e->n = frame.rows;
	e->outcome = ARENA_ARRAY(&p->keep, double, e->n + 1);
	job->answer = ARENA_ARRAY(&p->keep, double, e->n + 1);
	for (size_t i = 0; i < e->n; i++)
		e->outcome[i] = NAN;
	blocks_run(&(struct blocks){ .threads = p->tool->threads,
	                             .tally_size = tally_size(job),
	                             .state_size = (job->model.columns + 1) * sizeof(struct reason),
	                             .fill = frame_fill,
	                             .from = &(struct frame_walk){ .frame = &frame },
	                             .work = judge_part,
	                             .done = take_judged,
	                             .job = job });
	spending_decide(job);
	classify_write(job);
	frame_release(&frame);
}

static void apply_to_each(struct classify *job)
{
	blocks_run(&(struct blocks){ .threads = job->predict->tool->threads,
	                             .tally_size = tally_size(job),
	                             .state_size = (job->model.columns + 1) * sizeof(struct reason),
	                             .fill = input_fill,
	                             .from = &job->predict->in,
	                             .work = apply_block,
	                             .done = take_block,
	                             .job = job });
}

void classify_apply(struct predict *p)
{
	struct classify job = { .predict = p };
	struct tsv_header wanted;

	propensity_take(&job.model, &p->keep, &p->model);
	if (p->decides && job.model.is_linear)
		die_usage("--gain and --cost decide by a chance: this model foretells a number");
	tool_input(p->tool, &p->in);
	mending_read(p);
	wanted = (struct tsv_header){ ARENA_ARRAY(&p->keep, struct str, job.model.columns + 1),
		                      job.model.columns };
	for (size_t k = 0; k < wanted.columns; k++)
		wanted.name[k] = job.model.column[k].name;
	job.column = ARENA_ARRAY(&p->keep, size_t, job.model.columns + 1);
	predict_columns(p, &wanted, job.column);
	classify_start(&job);
	drifted_start(&job);
	(spending_is_asked(p) ? apply_to_all : apply_to_each)(&job);
	say_gaps(&job);
	drifted_end(&job);
	tool_stat(p->tool, "rows_in", p->in.rows);
	tool_stat(p->tool, "rows_out", job.rows);
}
