/* segment - says which segment each row is in, by a model of segments. */
#include <math.h>

#include "diag.h"
#include "layout.h"
#include "mending.h"
#include "num.h"
#include "predict.h"
#include "segments.h"

struct job {
	struct predict *predict;
	struct input *in;
	struct segments segments;
	size_t *column;    /* of the input, for each feature */
	uint64_t *missing; /* values, of each feature */
	size_t own;        /* columns of ours: those of segments.h, then segment_known */
	struct layout layout;
	uint64_t rows;
};

static bool read_features(const struct job *job, struct block *b, size_t number,
                          const struct row *row, double *value)
{
	uint64_t *missing = b->tally;

	for (size_t f = 0; f < job->segments.features.columns; f++) {
		struct str cell = mending_cell(job->predict, row, job->column[f]);

		missing[f] += !cell.n;
		if (!segments_value(&job->segments, f, cell, &value[f])) {
			fault_set(&b->fault, number, job->segments.features.name[f].p,
			          "not a number: %s", quote(cell).text);
			return false;
		}
		if (!job->segments.recipe[f].levels)
			value[f] = mending_number(job->predict, job->column[f], value[f]);
	}
	return true;
}

static void predict_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	/* A worker's own room: the features of a row, raw and scaled. */
	double *value = state, *scaled = value + job->segments.features.columns;
	size_t rows = input_rows(job->in, b);
	struct segments_cells cells;
	struct str own[SEGMENTS_OWN + 1];

	for (size_t r = 0; r < rows; r++) {
		struct row row = tsv_row(&b->index, &b->in, r);

		if (!read_features(job, b, r, &row, value))
			return;
		segments_scale(&job->segments, value, scaled);
		segments_place(&job->segments, scaled, &cells);
		memcpy(own, cells.own, sizeof(cells.own));
		own[job->own - 1] = str_of(cells.known ? "yes" : "no");
		layout_put_row(&job->layout, &b->out, &row, own);
	}
}

static void write_block(void *arg, struct block *b)
{
	struct job *job = arg;
	const uint64_t *missing = b->tally;

	input_done(job->in, b);
	for (size_t f = 0; f < job->segments.features.columns; f++)
		job->missing[f] += missing[f];
	job->rows += b->index.rows;
	out_take(job->predict->out, &b->out);
}

static void say_missing(const struct job *job)
{
	for (size_t f = 0; f < job->segments.features.columns; f++) {
		char fill[NUM_TEXT];
		int n = (int)num_print(fill, job->segments.recipe[f].fill);

		if (job->missing[f] && !job->segments.recipe[f].levels)
			note("%s: %llu missing value%s filled with the model's median %.*s",
			     shown(job->segments.features.name[f]).text,
			     (unsigned long long)job->missing[f], job->missing[f] == 1 ? "" : "s",
			     n, fill);
	}
}

void segment_apply(struct predict *p)
{
	const char *own[SEGMENTS_OWN + 1];
	struct buf header = { 0 };
	struct job job = { .predict = p, .in = &p->in };

	segments_take(&job.segments, &p->keep, &p->model);
	if (p->names)
		segments_rename(&job.segments, &p->keep, p->names);
	tool_input(p->tool, &p->in);
	mending_read(p);
	job.column = ARENA_ARRAY(&p->keep, size_t, job.segments.features.columns);
	job.missing = ARENA_ARRAY(&p->keep, uint64_t, job.segments.features.columns);
	predict_columns(p, &job.segments.features, job.column);
	memcpy(own, segments_own, sizeof(segments_own));
	job.own = segments_own_count(&job.segments) + 1;
	own[job.own - 1] = "segment_known";
	layout_make(&job.layout, &p->keep, &p->in.header, own, job.own, p->in.headerless);

	p->out = out_open(p->tool->output);
	layout_put_header(&job.layout, &header);
	out_take(p->out, &header);
	blocks_run(&(struct blocks){
		.threads = p->tool->threads,
		.tally_size = job.segments.features.columns * sizeof(uint64_t),
		.state_size = (job.segments.features.columns + job.segments.spread.columns) * sizeof(double),
		.fill = input_fill,
		.from = &p->in,
		.work = predict_block,
		.done = write_block,
		.job = &job });
	say_missing(&job);
	tool_stat(p->tool, "rows_in", p->in.rows);
	tool_stat(p->tool, "rows_out", job.rows);
	buf_release(&header);
}
