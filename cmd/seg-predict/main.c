/* seg-predict - say which segment each customer is in, by a model. */
#include "options.h"

#include <math.h>

#include "common.h"
#include "layout.h"
#include "num.h"
#include "segments.h"

struct job {
	struct input *in;
	struct segments segments;
	size_t *column;    /* of the input, for each feature */
	uint64_t *missing; /* values, of each feature */
	struct layout layout;
	struct out *out;
	uint64_t rows;
};

/* A worker's own room for the features of a row. */
struct state {
	double value[TSV_COLUMNS_MOST];
};

static bool read_features(const struct job *job, struct block *b, size_t number,
                          const struct row *row, double *value)
{
	uint64_t *missing = b->tally;

	for (size_t f = 0; f < job->segments.features.columns; f++) {
		struct str cell = row_cell(row, job->column[f]);

		value[f] = NAN;
		missing[f] += !cell.n;
		if (cell.n && !num_parse(cell, &value[f])) {
			fault_set(&b->fault, number, job->segments.features.name[f].p,
			          "not a number: %s", quote(cell).text);
			return false;
		}
	}
	return true;
}

static void predict_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	double *value = ((struct state *)state)->value;
	size_t rows = input_rows(job->in, b);
	struct segments_cells cells;

	for (size_t r = 0; r < rows; r++) {
		struct row row = tsv_row(&b->index, &b->in, r);

		if (!read_features(job, b, r, &row, value))
			return;
		segments_scale(&job->segments, value, value);
		segments_place(&job->segments, value, &cells);
		layout_put_row(&job->layout, &b->out, &row, cells.own);
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
	out_take(job->out, &b->out);
}

static void put_names(struct buf *b, const struct tsv_header *h)
{
	for (size_t c = 0; c < h->columns && b->n < 400; c++) {
		buf_text(b, c ? " " : "");
		buf_text(b, shown(h->name[c]).text);
	}
	buf_char(b, '\0');
}

/* Where the model's features stand in the input; a missing one ends the program, with what is wanted and what is there. */
static void find_features(struct job *job, struct arena *keep, const char *model)
{
	const struct tsv_header *wanted = &job->segments.features;

	job->column = ARENA_ARRAY(keep, size_t, wanted->columns);
	job->missing = ARENA_ARRAY(keep, uint64_t, wanted->columns);
	for (size_t f = 0; f < wanted->columns; f++) {
		struct buf needs = { 0 }, has = { 0 };

		job->column[f] = tsv_header_find(&job->in->header, wanted->name[f]);
		if (job->column[f] != SIZE_MAX)
			continue;
		put_names(&needs, wanted);
		put_names(&has, &job->in->header);
		die(STATUS_INPUT, "%s: no column %s; %s needs: %s; the columns are: %s",
		    shown(str_of(input_name(job->in, 0))).text,
		    quote(wanted->name[f]).text, shown(str_of(model)).text, needs.p, has.p);
	}
}

static void say_missing(const struct job *job)
{
	for (size_t f = 0; f < job->segments.features.columns; f++) {
		char fill[NUM_TEXT];
		int n = (int)num_print(fill, job->segments.recipe[f].fill);

		if (job->missing[f])
			note("%s: %llu missing value%s filled with the model's median %.*s",
			     shown(job->segments.features.name[f]).text,
			     (unsigned long long)job->missing[f], job->missing[f] == 1 ? "" : "s",
			     n, fill);
	}
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct input in;
	struct arena keep = { 0 };
	struct buf header = { 0 };
	struct job job = { .in = &in };

	options_read(&opt, &tool, argc, argv);
	if (!opt.model_given)
		die_usage("-m is missing: the model to go by");
	segments_load(&job.segments, &keep, opt.model_arg);
	tool_input(&tool, &in);
	find_features(&job, &keep, opt.model_arg);
	layout_make(&job.layout, &keep, &in.header, segments_own, SEGMENTS_OWN, in.headerless);

	job.out = out_open(tool.output);
	layout_put_header(&job.layout, &header);
	out_take(job.out, &header);
	blocks_run(&(struct blocks){ .threads = tool.threads,
	                             .tally_size = job.segments.features.columns * sizeof(uint64_t),
	                             .state_size = sizeof(struct state),
	                             .fill = input_fill,
	                             .from = &in,
	                             .work = predict_block,
	                             .done = write_block,
	                             .job = &job });
	say_missing(&job);

	tool_stat(&tool, "rows_in", in.rows);
	tool_stat(&tool, "rows_out", job.rows);
	arena_release(&keep);
	buf_release(&header);
	input_close(&in);
	return options_close(&opt, &tool, job.out);
}
