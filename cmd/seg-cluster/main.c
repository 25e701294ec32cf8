/* seg-cluster - find the kinds of customers there are. */
#include "asked.h"

#include "columns.h"
#include "common.h"
#include "crew.h"
#include "explain.h"
#include "features.h"
#include "layout.h"
#include "method.h"
#include "naming.h"
#include "typical.h"

#define WRITER OPTIONS_PARSE_PACKAGE " " OPTIONS_PARSE_VERSION

/* What the workers that write rows need. */
struct job {
	const struct frame *frame;
	struct features features;
	struct segments segments;
	struct str *named; /* what the model calls them */
	struct search search;
	struct layout layout;
	struct out *out;
};

static void write_part(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	struct frame_part room = { .bytes = b->in, .index = b->index };
	const struct frame_part *part = parts_again(job->frame, b->number, &room);
	struct segments_cells cells[SEGMENTS_AT_ONCE];
	const double *scaled[SEGMENTS_AT_ONCE];
	size_t n;

	(void)state;
	for (size_t from = 0; from < part->index.rows; from += n) {
		for (n = 0; n < SEGMENTS_AT_ONCE && from + n < part->index.rows; n++)
			scaled[n] = features_row(&job->features, part->first + from + n);
		segments_place_rows(&job->segments, scaled, n, cells);
		for (size_t i = 0; i < n; i++) {
			struct row row = tsv_row(&part->index, &part->bytes, from + i);

			layout_put_row(&job->layout, &b->out, &row, cells[i].own);
		}
	}
	b->in = room.bytes;
	b->index = room.index;
}

static void take_part(void *arg, struct block *b)
{
	struct job *job = arg;

	out_take(job->out, &b->out);
}

static void write_rows(struct job *job, const struct input *in, size_t threads)
{
	struct buf header = { 0 };

	layout_make(&job->layout, &job->features.keep, &in->header, segments_own,
	            segments_own_count(&job->segments), in->headerless);
	layout_put_header(&job->layout, &header);
	out_take(job->out, &header);
	buf_release(&header);
	blocks_run(&(struct blocks){ .threads = threads,
	                             .fill = frame_fill,
	                             .from = &(struct frame_walk){ .frame = job->frame },
	                             .work = write_part,
	                             .done = take_part,
	                             .job = job });
	parts_check(job->frame);
}

/* The columns to compare by, from --recipe or --features; none yet when they are to be chosen. */
static void find_features(struct features *f, const struct input *in, const struct options *opt)
{
	bool file = strcmp(opt->recipe_arg, "auto") != 0 && strcmp(opt->recipe_arg, "raw") != 0;

	if (file && (opt->features_given || opt->transform_given))
		die_usage("--recipe=FILE says which features there are and how they are prepared: "
		          "leave out --features and --transform");
	if (file)
		features_load_recipe(f, opt->recipe_arg);
	else if (opt->features_given)
		f->n = tool_columns(in, opt->features_arg, f->column, FEATURES_MOST, "features");
	f->as_is = strcmp(opt->recipe_arg, "raw") == 0 && !opt->transform_given;
	f->saved = opt->write_recipe_given || opt->write_model_given;
}

static void start_from(struct search *s, const char *path, bool k_given)
{
	s->how.start = features_of_file(s->features, s->segments, path);
	if (k_given && s->how.k && s->how.k != s->how.start.rows)
		die(STATUS_USAGE, "--start: %s has %zu rows, not the %zu of -k",
		    shown(str_of(path)).text, s->how.start.rows, s->how.k);
	if (s->how.start.rows < 1 || s->how.start.rows > SEGMENTS_K_MOST)
		die(STATUS_INPUT, "%s: %zu rows, not from 1 to %d", shown(str_of(path)).text,
		    s->how.start.rows, SEGMENTS_K_MOST);
	s->how.k = s->how.start.rows;
}

/* The model keeps the names that were found; rows and other files have those of --names. */
static void name_segments(struct job *job, const struct options *opt, size_t id,
                          const struct earlier *previous)
{
	struct naming n = { &job->features, &job->segments, job->search.fit.label, id };

	naming_choose(&n, opt->previous_given ? previous : NULL);
	job->named = job->segments.name;
	if (opt->names_given)
		naming_replace(&n, opt->names_arg);
	if (opt->write_names_given)
		naming_write(&n, opt->write_names_arg);
	if (opt->compare_given)
		naming_compare(&n, opt->compare_arg);
}

static void find_segments(struct job *job, const struct options *opt, size_t weight)
{
	struct features *f = &job->features;
	struct earlier previous = { 0 };

	f->kind = job->segments.rule.kind = rule_kind_find(str_of(job->search.method->name));
	if (f->chosen)
		features_choose(f);
	features_set_recipe(f, strcmp(opt->recipe_arg, "raw") == 0, opt->transform_arg,
	                    opt->transform_given);
	features_read(f, &job->segments);
	if (opt->weight_given)
		job->search.how.weight = features_weights(f, weight);
	if (opt->start_given)
		start_from(&job->search, opt->start_arg, opt->segments_given);
	if (opt->previous_given)
		previous = earlier_read(f, f->id, opt->previous_arg);
	job->search.before = opt->previous_given ? &previous : NULL;
	search_run(&job->search);
	name_segments(job, opt, f->id, &previous);
}

static void write_files(struct job *job, const struct options *opt)
{
	if (opt->write_model_given || opt->write_traits_given)
		typical_find(&job->features, &job->segments, job->search.fit.label);
	if (opt->write_traits_given)
		explain_write(&job->features, &job->segments, job->search.fit.label,
		              job->search.sample, opt->write_traits_arg);
	job->segments.name = job->named;
	if (opt->write_recipe_given)
		columns_save(opt->write_recipe_arg, WRITER, &job->segments.features, job->segments.recipe);
	if (opt->write_model_given) {
		rule_reach(&job->segments.rule, job->features.x, job->search.how.each,
		           job->search.fit.label, job->segments.size, job->segments.reach);
		segments_save(&job->segments, opt->write_model_arg, WRITER);
	}
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct input in;
	struct frame frame;
	struct job job = { .frame = &frame, .features = { .frame = &frame } };
	size_t weight = 0;

	options_read(&opt, &tool, argc, argv);
	job.search = (struct search){ .features = &job.features, .segments = &job.segments };
	job.features.crew = crew_open(tool.threads);
	asked_of(&job.search, &opt, job.features.crew);

	tool_input(&tool, &in);
	frame.in = &in;
	job.features.id = input_column(&in, opt.id_arg);
	if (opt.weight_given)
		weight = input_column(&in, opt.weight_arg);
	find_features(&job.features, &in, &opt);
	features_load(&job.features, &in, tool.threads);
	if (!frame.rows && (!in.headerless || opt.write_model_given))
		die(STATUS_INPUT, "%s: no rows, so there is nothing to fit",
		    shown(str_of(input_name(&in, 0))).text);

	if (frame.rows)
		find_segments(&job, &opt, weight);
	job.out = out_open(tool.output);
	write_rows(&job, &in, tool.threads);
	if (frame.rows)
		write_files(&job, &opt);

	tool_stat(&tool, "rows_in", in.rows);
	tool_stat(&tool, "rows_out", frame.rows);
	tool_stat(&tool, "features", job.features.n);
	tool_stat(&tool, "segments", job.segments.centres.rows);
	tool_stat(&tool, "passes", job.search.fit.iterations);
	bool none = opt.require_structure_given && frame.rows && !opt.segments_given &&
	            !opt.start_given && job.search.choose.verdict == CHOOSE_NONE;
	features_release(&job.features);
	frame_release(&frame);
	crew_close(job.features.crew);
	input_close(&in);
	int status = options_close(&opt, &tool, job.out);
	return none ? STATUS_NO : status;
}
