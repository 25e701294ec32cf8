/* seg-clean - turn a shop's export into rows that can be trusted. */
#include "options.h"

#include "choose.h"
#include "common.h"
#include "rejects.h"
#include "rows.h"

struct job {
	struct rows rows;          /* first: workers see only this */
	struct out *out, *rejects; /* rejects: NULL when nobody asked */
	struct feed *feed;
	struct rows_tally all;
};

static void block_done(void *arg, struct block *b)
{
	struct job *job = arg;
	const struct rows_tally *tally = b->tally;

	job->all.in += tally->in;
	job->all.kept += tally->kept;
	job->all.rejected += tally->rejected;
	job->all.warnings += tally->warnings;
	out_take(job->out, &b->out);
	if (job->rejects)
		out_take(job->rejects, &b->side);
	feed_check(job->feed, b);
}

/* The header line, which the tools after this one must be able to read. */
static void put_header(struct job *job, struct arena *keep)
{
	struct buf line = { 0 };
	struct tsv_header names;
	struct fault fault = { 0 };

	if (!rows_put_header(&job->rows, &line))
		die_usage("every column is dropped");
	if (!tsv_header_read(&names, keep, (struct str){ line.p, line.n - 1 }, &fault))
		die(STATUS_INPUT, "the table to be written: %s", fault.text);
	if (!job->rows.headerless)
		out_take(job->out, &line);
	buf_release(&line);
}

static void tell(struct tool *tool, const struct job *job)
{
	unsigned long long in = job->all.in, kept = job->all.kept, rejected = job->all.rejected;

	tool_stat(tool, "rows_in", in);
	tool_stat(tool, "rows_out", kept);
	tool_stat(tool, "rows_rejected", rejected);
	tool_stat(tool, "warnings", job->all.warnings);
	tool_conserve(in, kept + rejected);
	note("%llu rows in, %llu out, %llu rejected%s", in, kept, rejected,
	     rejected && !job->rejects ? " (--rejects=FILE keeps them with the reasons)" : "");
	if (job->all.warnings)
		note("%llu findings of rules that only warn", (unsigned long long)job->all.warnings);
	if (in && !kept) {
		tool_write_stats(tool);
		die(STATUS_INPUT, "no usable rows");
	}
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct reader reader = { 0 };
	struct job job = { .rows.reader = &reader, .feed = &reader.feed };
	struct rules rules = { 0 };
	struct arena arena = { 0 };
	const char *delimiter;

	options_read(&opt, &tool, argc, argv);
	if (opt.list_given || opt.print_profile_given) {
		if (opt.print_profile_given && !opt.profile_given)
			die_usage("--print-profile needs --profile");
		opt.list_given ? rules_list() : rules_print_profile(opt.profile_arg);
		tool_printed();
	}
	tool_wants_input(&tool);
	job.rows.plan.dates = !opt.dates_given          ? DATES_UNKNOWN
	                      : opt.dates_arg[0] == 'y' ? DATES_YMD
	                      : opt.dates_arg[0] == 'd' ? DATES_DMY
	                                                : DATES_MDY;
	rules_choose(&rules, &arena,
	             &(struct choice){ opt.profile_arg, opt.rules_arg, opt.map_arg, opt.map_given });
	job.rows.headerless = tool.columns != NULL;
	delimiter = opt.delimiter_given ? opt.delimiter_arg : rules_delimiter(&rules);
	if (!delimiter && tool.columns)
		delimiter = "tab"; /* what engines hand over: never guessed from a part of it */
	source_init(&reader.feed.source, tool.files, tool.n_files, tool.progress);
	reader_open(&reader,
	            &(struct reader_options){ .delimiter = delimiter,
	                                      .names_option = tool.columns ? "columns" : "header",
	                                      .names = tool.columns ? tool.columns : opt.header_arg,
	                                      .may_be_empty = tool.columns != NULL });
	job.rows.plan.file = source_name(&reader.feed.source, 0);
	plan_make(&job.rows.plan, &arena, &rules, reader.feed.header.name, reader.feed.header.columns);

	job.rows.copies = !job.rows.plan.steps && !job.rows.headerless;
	for (size_t c = 0; c < job.rows.plan.columns; c++)
		job.rows.copies &= !job.rows.plan.column[c].dropped;
	job.out = out_open(tool.output);
	job.rejects = opt.rejects_given ? out_open_private(opt.rejects_arg, "rejects") : NULL;
	job.rows.rejects = opt.rejects_given;
	put_header(&job, &arena);
	if (job.rejects)
		out_write(job.rejects, str_of(REJECTS_HEADER));
	blocks_run(&(struct blocks){ .threads = tool.threads,
	                             .tally_size = sizeof(struct rows_tally),
	                             .state_size = sizeof(struct hands),
	                             .fill = feed_fill,
	                             .from = &reader.feed,
	                             .work = rows_clean,
	                             .done = block_done,
	                             .merge = rows_release,
	                             .job = &job });
	source_close(&reader.feed.source);
	if (job.rejects)
		out_close(job.rejects);
	tell(&tool, &job);
	reader_close(&reader);
	arena_release(&arena);
	return options_close(&opt, &tool, job.out);
}
