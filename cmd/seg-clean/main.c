/* seg-clean - turn a shop's export into rows that can be trusted. */
#include "options.h"

#include "choose.h"
#include "common.h"
#include "rejects.h"
#include "rows.h"

struct job {
	struct rows rows;          /* first: workers see only this */
	struct out *out, *rejects; /* rejects: NULL when nobody asked */
	uint64_t in, kept;
};

static void block_done(void *arg, struct block *b)
{
	struct job *job = arg;
	const struct rows_tally *tally = b->tally;

	job->in += tally->in;
	job->kept += tally->kept;
	out_take(job->out, &b->out);
	if (job->rejects)
		out_take(job->rejects, &b->side);
	if (!b->fault.text[0])
		return;
	if (b->fault.status != STATUS_INPUT)
		die((enum diag_status)b->fault.status, "%s: %s",
		    shown(str_of(source_name(&job->rows.reader->source, b->file))).text, b->fault.text);
	die_at((struct place){ source_name(&job->rows.reader->source, b->file),
	                       b->line + b->fault.line, NULL },
	       "%s", b->fault.text);
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct reader reader = { 0 };
	struct job job = { .rows.reader = &reader };
	struct rules rules = { 0 };
	struct arena arena = { 0 };
	struct buf header = { 0 };
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
	delimiter = opt.delimiter_given ? opt.delimiter_arg : rules_delimiter(&rules);
	job.rows.headerless = tool.columns != NULL;
	source_init(&reader.source, tool.files, tool.n_files, tool.progress);
	reader_open(&reader, delimiter, tool.columns ? tool.columns : opt.header_arg, job.rows.headerless);
	job.rows.plan.file = source_name(&reader.source, 0);
	plan_make(&job.rows.plan, &arena, &rules, reader.name, reader.columns);

	job.rows.copies = !job.rows.plan.steps && !job.rows.headerless;
	for (size_t c = 0; c < job.rows.plan.columns; c++)
		job.rows.copies &= !job.rows.plan.column[c].dropped;
	job.out = out_open(tool.output);
	job.rejects = opt.rejects_given ? out_open_private(opt.rejects_arg) : NULL;
	job.rows.rejects = opt.rejects_given;
	if (!job.rows.headerless) {
		if (!rows_put_header(&job.rows, &header))
			die_usage("every column is dropped");
		out_take(job.out, &header);
	}
	if (job.rejects)
		out_write(job.rejects, str_of(REJECTS_HEADER));
	blocks_run(&(struct blocks){ .threads = tool.threads,
	                             .tally_size = sizeof(struct rows_tally),
	                             .state_size = sizeof(struct hands),
	                             .fill = reader_fill,
	                             .from = &reader,
	                             .work = rows_clean,
	                             .done = block_done,
	                             .merge = rows_release,
	                             .job = &job });
	source_close(&reader.source);

	tool_stat(&tool, "rows_in", job.in);
	tool_stat(&tool, "rows_out", job.kept);
	tool_stat(&tool, "rows_rejected", job.in - job.kept);
	if (job.rejects)
		out_close(job.rejects);
	note("%llu rows in, %llu out, %llu rejected%s", (unsigned long long)job.in,
	     (unsigned long long)job.kept, (unsigned long long)(job.in - job.kept),
	     job.in == job.kept ? ""
	     : job.rejects      ? ""
	                        : " (--rejects=FILE keeps them with the reasons)");
	if (job.in && !job.kept)
		die(STATUS_INPUT, "no usable rows");
	reader_close(&reader);
	arena_release(&arena);
	buf_release(&header);
	return options_close(&opt, &tool, job.out);
}
