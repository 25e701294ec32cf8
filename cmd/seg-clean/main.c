/* seg-clean - turn a shop's export into rows that can be trusted. */
#include "options.h"

#include "asks.h"
#include "choose.h"
#include "columns.h"
#include "common.h"
#include "passes.h"
#include "rejects.h"
#include "repairs.h"
#include "roles.h"
#include "tables.h"
#include "telling.h"

#define WRITER OPTIONS_PARSE_PACKAGE " " OPTIONS_PARSE_VERSION

/* What options say of how cells are read. */
static struct plan_options told(const struct options *opt, const struct tool *tool, struct arena *keep)
{
	static const enum date_order orders[] = { DATES_UNKNOWN, DATES_YMD, DATES_DMY, DATES_MDY };
	struct plan_options o = { 0 };

	o.reading.dates = orders[strchr("aydm", opt->dates_arg[0]) - "aydm"];
	o.reading.decimal = opt->decimal_arg[0] == 'a' ? '\0' : opt->decimal_arg[0];
	if (tool->columns) { /* a worker sees a part of a column: nothing is decided from it */
		o.reading.refuse = true;
		if (!o.reading.decimal)
			o.reading.decimal = '.';
	}
	if (opt->country_given) {
		o.country = country_find(str_of(opt->country_arg));
		if (!o.country)
			die_usage("--country: not a country that is known: %s",
			          quote_text(opt->country_arg).text);
	}
	o.has_recipe = opt->recipe_given;
	if (opt->recipe_given) {
		struct mend *mend;

		o.recipes = mends_load(opt->recipe_arg, keep, &mend);
		o.recipe = mend;
	}
	o.has_today = opt->as_of_given;
	if (opt->as_of_given)
		o.today = tool_day("as-of", opt->as_of_arg);
	return o;
}

static struct dialect_told dialect(const struct options *opt, const struct tool *tool,
                                   const struct rules *rules)
{
	struct dialect_told d = { .delimiter = opt->delimiter_arg, .quote = opt->quote_arg };

	d.form = strcmp(opt->from_arg, "csv") == 0          ? FORM_CSV
	         : strcmp(opt->from_arg, "tsv") == 0        ? FORM_TSV
	         : strcmp(opt->from_arg, "tsv-quoted") == 0 ? FORM_TSV_QUOTED
	                                                    : FORM_AUTO;
	d.preamble_told = opt->preamble_given;
	if (opt->preamble_given)
		d.preamble = tool_count("preamble", opt->preamble_arg, 0, 1000000);
	if (opt->cell_lines_given)
		d.cell_lines = tool_count("cell-lines", opt->cell_lines_arg, 1, 1000000);
	if (!d.delimiter && d.form == FORM_AUTO)
		d.delimiter = rules_argument(rules, "delimiter");
	if (!d.delimiter && d.form == FORM_AUTO && tool->columns)
		d.delimiter = "tab"; /* what engines hand over: never guessed from a part of it */
	return d;
}

/* The header line, which the tools after this one must be able to read. */
static void put_header(struct passes *job, struct arena *keep)
{
	struct buf line = { 0 };
	struct tsv_header names;
	struct fault fault = { 0 };

	if (!rows_put_header(&job->rows, &line))
		die_usage("every column is dropped");
	if (!tsv_header_read(&names, keep, (struct str){ line.p, line.n - 1 }, &fault))
		die(STATUS_INPUT, "the table to be written: %s", fault.text);
	if (job->rows.survivors->dupes) {
		struct buf lost = { 0 };

		buf_bytes(&lost, line.p, line.n - 1);
		buf_text(&lost, "\tkept_line\n");
		out_take(job->rows.survivors->dupes, &lost);
		buf_release(&lost);
	}
	if (!job->rows.headerless && !job->rows.silent)
		out_take(job->out, &line);
	buf_release(&line);
}

/* A profile may have to do without what the other tools need. */
static void say_lacking(const struct plan *p)
{
	for (size_t i = 0; i < role_count; i++)
		if (roles[i].needed && plan_absent(p, str_of(roles[i].name)))
			note("no column of the file is %s, which the other tools need", roles[i].name);
}

/* What hangs on whole columns cannot be had from a part of the table. */
static void check_whole(const struct options *opt, const struct plan *p)
{
	if (opt->columns_given && (repairs_wait(p) || tables_asked(p)))
		die_usage("a part of a table does not tell what is usual in all of it: with -C "
		          "take fills and "
		          "limits from --recipe, and leave out rules of the whole table");
	if (opt->write_recipe_given && !p->mends)
		die_usage("--write-recipe: nothing is filled or limited; see --fill and --outlier");
}

/* --max-rejects, or none under --check: a number of rows, or a share of them in percent. */
struct limit {
	bool asked, percent;
	double most;
};

static struct limit limit_of(const struct options *opt)
{
	struct limit l = { .asked = opt->check_given || opt->max_rejects_given };
	size_t n = opt->max_rejects_given ? strlen(opt->max_rejects_arg) : 0;

	l.percent = n && opt->max_rejects_arg[n - 1] == '%';
	if (l.percent)
		opt->max_rejects_arg[n - 1] = '\0';
	if (n)
		l.most = tool_number("max-rejects", opt->max_rejects_arg, 0, l.percent ? 100 : 1e15);
	return l;
}

/* The answer no ends the program, and so leaves the output unwritten where it has a name. */
static void answer(struct tool *tool, const struct limit *l, const struct passes *job,
                   const struct buf *no)
{
	const struct rows_tally *all = job->all;
	double rejected = (double)all->rejected, in = (double)all->in;

	if (all->in && !all->kept) {
		tool_write_stats(tool);
		die(STATUS_INPUT, "no usable rows%s%s", *all->first ? "; the first, " : "", all->first);
	}
	if (no->n) {
		tool_write_stats(tool);
		die(STATUS_NO, "%.*s", STR_ARG(buf_view(no)));
	}
	if (!l->asked || (l->percent ? rejected * 100 <= l->most * in : rejected <= l->most))
		return;
	tool_write_stats(tool);
	die(STATUS_NO, "%llu of %llu rows are rejected", (unsigned long long)all->rejected,
	    (unsigned long long)all->in);
}

static void print_or_list(const struct options *opt)
{
	if (!opt->list_rules_given && !opt->print_profile_given)
		return;
	if (opt->print_profile_given && !opt->profile_given)
		die_usage("--print-profile needs --profile");
	opt->list_rules_given ? rules_list() : rules_print_profile(opt->profile_arg);
	tool_printed();
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct reader reader = { 0 };
	struct survivors survivors = { 0 };
	struct passes job = { .rows.reader = &reader, .rows.survivors = &survivors, .feed = &reader.feed };
	struct plan *plan = &job.rows.plan;
	struct rules rules = { 0 };
	struct arena arena = { 0 };
	struct limit limit;
	struct buf no = { 0 }; /* what does not hold of the whole table */

	options_read(&opt, &tool, argc, argv);
	print_or_list(&opt);
	limit = limit_of(&opt);
	if (opt.print_columns_given)
		tool_names_only(&tool);
	tool_wants_input(&tool);
	rules_choose(&rules, &arena,
	             &(struct choice){ opt.profile_arg, opt.rules_arg, opt.map_arg, opt.map_given });
	plan->told = told(&opt, &tool, &arena);
	job.rows.headerless = tool.columns && !tool.names_only;
	job.rows.silent = opt.check_given;
	source_init(&reader.feed.source, tool.files, tool.n_files, tool.progress);
	reader_open(&reader,
	            &(struct reader_options){ .dialect = dialect(&opt, &tool, &rules),
	                                      .encoding = opt.encoding_arg,
	                                      .names_option = tool.columns ? "columns" : "header",
	                                      .names = tool.columns ? tool.columns : opt.header_arg,
	                                      .may_be_empty = tool.columns != NULL });
	plan->file = source_name(&reader.feed.source, 0);
	if (opt.profile_given && strcmp(opt.profile_arg, "auto") == 0)
		rules_choose_by_header(&rules, &arena, &reader.feed.header, plan->file);
	else if (!rules.n)
		rules_offer(&reader.feed.header, plan->file);
	asks_add(&rules, &arena,
	         &(struct asks){ opt.fill_arg, opt.outlier_arg, opt.hygiene_arg, opt.fill_given,
	                         opt.outlier_given, opt.hygiene_given, &plan->told,
	                         &reader.feed.header });
	plan_make(plan, &arena, &rules, reader.feed.header.name, reader.feed.header.columns);
	say_lacking(plan);
	check_whole(&opt, plan);
	survivors_init(&survivors, plan,
	               &(struct survivors_told){ opt.key_arg, opt.keep_arg, opt.dupes_arg });
	columns_choose(plan, &arena,
	               &(struct columns_told){ opt.only_arg, opt.drop_arg, opt.rename_arg,
	                                       opt.rename_given });

	job.rows.copies = !plan->steps && !job.rows.headerless && !plan->ordered;
	for (size_t c = 0; c < plan->columns; c++)
		job.rows.copies &= !plan->column[c].dropped;
	job.threads = tool.threads;
	job.out = out_open(tool.output);
	job.rejects = opt.rejects_given ? out_open_private(opt.rejects_arg, "rejects") : NULL;
	job.rows.rejects = opt.rejects_given;
	survivors.dupes = opt.dupes_given ? out_open_private(opt.dupes_arg, "dupes") : NULL;
	put_header(&job, &arena);
	if (job.rejects)
		out_write(job.rejects, str_of(REJECTS_HEADER));
	passes_run(&job);
	source_close(&reader.feed.source);
	if (job.rejects)
		out_close(job.rejects);
	if (survivors.dupes)
		out_close(survivors.dupes);
	if (plan->steps)
		tables_judge(plan, job.all->step, job.rows.sample, &no);
	tell(&tool, &arena, &job);
	answer(&tool, &limit, &job, &no);
	if (opt.write_recipe_given)
		repairs_save(plan, opt.write_recipe_arg, WRITER);
	tool_write_stats(&tool);
	tool.stats = NULL; /* its names are in the arena */
	reader_close(&reader);
	plan_release(plan);
	survivors_release(&survivors);
	passes_release(&job);
	buf_release(&no);
	arena_release(&arena);
	return options_close(&opt, &tool, job.out);
}
