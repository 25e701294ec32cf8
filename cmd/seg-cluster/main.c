/* seg-cluster - find the kinds of customers there are. */
#include "options.h"

#include "common.h"
#include "features.h"
#include "layout.h"

#define RESTARTS_MOST 1000000

/* What the workers that write rows need. */
struct job {
	const struct frame *frame;
	struct features features;
	struct segments segments;
	struct kmeans kmeans;
	struct layout layout;
	struct out *out;
};

static void each(void *crew, size_t n, void (*fn)(void *arg, size_t i), void *arg)
{
	crew_each(crew, n, fn, arg);
}

static void fit(struct job *job, const struct kmeans_options *how)
{
	struct kmeans *fit = &job->kmeans;

	switch (kmeans_fit(fit, &job->features.keep, job->features.x, how)) {
	case KMEANS_DONE:
		break;
	case KMEANS_FEW_DISTINCT:
		die(STATUS_INPUT,
		    "only %zu distinct row%s for -k %zu: choose a smaller -k or other features",
		    fit->distinct, fit->distinct == 1 ? "" : "s", how->k);
	case KMEANS_RANGE:
		die(STATUS_INPUT, "the scaled features are too large to be squared");
	}
	if (!fit->converged)
		note("the segments had not settled after %zu passes; another --seed may help",
		     fit->iterations);
	segments_fit(&job->segments, &job->features.keep, fit);
	job->segments.seed = how->seed;
	job->segments.restarts = how->restarts;
}

static void write_part(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	const struct frame_part *part = &job->frame->part[b->number];
	struct segments_cells cells;

	(void)state;
	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);

		segments_place(&job->segments, features_row(&job->features, part->first + r), &cells);
		layout_put_row(&job->layout, &b->out, &row, cells.own);
	}
}

static void take_part(void *arg, struct block *b)
{
	struct job *job = arg;

	out_take(job->out, &b->out);
}

static void write_rows(struct job *job, const struct input *in, size_t threads)
{
	struct buf header = { 0 };

	layout_make(&job->layout, &job->features.keep, &in->header, segments_own, SEGMENTS_OWN,
	            in->headerless);
	layout_put_header(&job->layout, &header);
	out_take(job->out, &header);
	buf_release(&header);
	blocks_run(&(struct blocks){ .threads = threads,
	                             .fill = frame_fill,
	                             .from = &(struct frame_walk){ .frame = job->frame },
	                             .work = write_part,
	                             .done = take_part,
	                             .job = job });
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct input in;
	struct frame frame;
	struct crew *crew;

	options_read(&opt, &tool, argc, argv);
	if (!opt.segments_given)
		die_usage("-k is missing: how many segments to make");
	struct kmeans_options how = { .k = tool_count("segments", opt.segments_arg, 1, SEGMENTS_K_MOST),
		                      .restarts = tool_count("restarts", opt.restarts_arg, 1, RESTARTS_MOST),
		                      .seed = tool_count("seed", opt.seed_arg, 0, UINT64_MAX),
		                      .each = { each, crew = crew_open(tool.threads) } };
	struct job job = { .frame = &frame, .features = { .frame = &frame, .crew = crew } };

	tool_input(&tool, &in);
	size_t id = input_column(&in, opt.id_arg);
	if (opt.features_given)
		job.features.n = tool_columns(&in, opt.features_arg, job.features.column,
		                              FEATURES_MOST, "features");
	frame_load(&frame, &in, tool.threads);
	if (!frame.rows && (!in.headerless || opt.write_model_given))
		die(STATUS_INPUT, "%s: no rows, so there is nothing to fit",
		    shown(str_of(input_name(&in, 0))).text);

	if (frame.rows) {
		if (!opt.features_given)
			features_choose(&job.features, id);
		features_read(&job.features, &job.segments, id);
		fit(&job, &how);
	}
	job.out = out_open(tool.output);
	write_rows(&job, &in, tool.threads);
	if (opt.write_model_given) {
		features_typical(&job.features, &job.segments, job.kmeans.label);
		segments_save(&job.segments, opt.write_model_arg,
		              OPTIONS_PARSE_PACKAGE " " OPTIONS_PARSE_VERSION);
	}

	tool_stat(&tool, "rows_in", in.rows);
	tool_stat(&tool, "rows_out", frame.rows);
	tool_stat(&tool, "features", job.features.n);
	tool_stat(&tool, "segments", job.segments.centres.rows);
	tool_stat(&tool, "passes", job.kmeans.iterations);
	features_release(&job.features);
	frame_release(&frame);
	crew_close(crew);
	input_close(&in);
	return options_close(&opt, &tool, job.out);
}
