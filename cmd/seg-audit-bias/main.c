/* seg-audit-bias - audit outcomes and segments for fairness between groups. */
#include "options.h"

#include "common.h"
#include "favourable.h"
#include "metric.h"

#define GROUPS_MOST 64 /* columns of --group */
#define FLUSH (64 * 1024)

/* What is counted of a row: the group columns, then the outcome, then the segment. */
struct job {
	struct input *in;
	size_t column[GROUPS_MOST + 2];
	size_t groups;
	size_t outcome, segment; /* places in `column`; SIZE_MAX: not asked for */
	struct tally_table table[GROUPS_MOST * 2];
	struct tally_shape shape;
	struct tally tally;
};

static void find_columns(struct job *job, struct input *in, const struct options *opt)
{
	size_t n;

	*job = (struct job){ .in = in, .outcome = SIZE_MAX, .segment = SIZE_MAX };
	n = job->groups = tool_columns(in, opt->group_arg, job->column, GROUPS_MOST, "group");
	if (opt->outcome_given)
		job->column[job->outcome = n++] = input_column(in, opt->outcome_arg);
	if (opt->segment_given)
		job->column[job->segment = n++] = input_column(in, opt->segment_arg);
	for (size_t of = job->groups; of < n; of++)
		for (size_t g = 0; g < job->groups; g++)
			job->table[job->shape.tables++] =
				(struct tally_table){ .ways = 2, .column = { g, of } };
	job->shape.columns = n;
	job->shape.table = job->table;
}

static void count_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	size_t rows = input_rows(job->in, b);

	for (size_t i = 0; i < rows; i++) {
		struct row row = tsv_row(&b->index, &b->in, i);
		struct str cell[GROUPS_MOST + 2];

		for (size_t c = 0; c < job->shape.columns; c++)
			cell[c] = row_cell(&row, job->column[c]);
		tally_add(state, &job->shape, cell);
	}
}

static void block_done(void *arg, struct block *b)
{
	input_done(((struct job *)arg)->in, b);
}

static void merge_counts(void *arg, void *state)
{
	tally_merge(&((struct job *)arg)->tally, state);
	tally_release(state);
}

/* Says of each group column that lacks the group named; when all do, nothing can be compared. */
static void check_reference(const struct job *job, struct str named)
{
	size_t with = 0;

	for (size_t g = 0; named.p && g < job->groups; g++)
		with += reference_has(&job->tally.values[g], named);
	if (named.p && !with)
		die(STATUS_USAGE, "--reference: no group %s (nor is it best, largest or overall)",
		    quote(named).text);
	for (size_t g = 0; named.p && g < job->groups; g++)
		if (!reference_has(&job->tally.values[g], named))
			note("%s has no group %s: its best group is the reference",
			     quote(job->in->header.name[job->column[g]]).text, quote(named).text);
}

/* Rows whose outcome or segment is missing are in no rate; they are said. */
static void say_missing(struct tool *tool, const struct job *job, const struct crosstab *x)
{
	tool_stat(tool, x->axis->binary ? "rows_without_outcome" : "rows_without_segment", x->missing);
	if (x->missing)
		note("%llu of %llu rows have a missing %s and are in no rate",
		     (unsigned long long)x->missing, (unsigned long long)job->tally.rows,
		     quote(x->axis->column).text);
}

/* Every table through every metric. */
static void find_all(struct findings *out, struct arena *a, struct tool *tool,
                     const struct job *job, const struct axis *axes, const struct rules *rules)
{
	for (size_t k = 0; k < job->shape.tables; k++) {
		const struct tally_table *of = &job->table[k];
		const struct axis *axis = &axes[of->column[1] == job->segment];
		struct str group_by = job->in->header.name[job->column[of->column[0]]];
		struct crosstab x;

		if (!crosstab_fits(&job->tally, k, axis))
			die(STATUS_INPUT,
			    "%s has %zu different values and %s %zu: too many (is one an id?)",
			    quote(group_by).text, job->tally.values[of->column[0]].n,
			    quote(axis->column).text, axis->outcomes);
		x = crosstab_make(a, &job->tally, k, group_by, axis);
		if (of->column[0] == 0)
			say_missing(tool, job, &x);
		metrics_find(out, &x, rules);
	}
}

static void write_rows(struct out *out, const struct findings *f, bool headerless)
{
	struct buf b = { 0 };

	if (!headerless)
		findings_put_header(&b);
	for (size_t i = 0; i < f->n; i++) {
		finding_put(&b, &f->row[i], headerless);
		if (b.n > FLUSH)
			out_take(out, &b);
	}
	out_take(out, &b);
	buf_release(&b);
}

static void list_metrics(void)
{
	printf("metric\tof\tformula\thelp\n");
	for (size_t i = 0; i < metric_count; i++)
		printf("%s\t%s\t%s\t%s\n", metrics[i].name, metrics[i].of, metrics[i].formula,
		       metrics[i].help);
	tool_printed();
}

static struct rules read_rules(const struct options *opt)
{
	struct rules r = { .confidence = tool_number("confidence", opt->confidence_arg, 0.5, 0.999999),
		           .min_n = tool_count("min-n", opt->min_n_arg, 0, 1000000000) };

	if (!opt->group_given)
		die_usage("--group: name the columns whose values are the groups");
	if (!opt->outcome_given && !opt->segment_given)
		die_usage("--outcome or --segment: name the column to be audited");
	if (opt->favourable_given && !opt->outcome_given)
		die_usage("--favourable: wants --outcome");
	if (opt->outcome_given && opt->segment_given && strcmp(opt->outcome_arg, opt->segment_arg) == 0)
		die_usage("--outcome and --segment: the same column %s",
		          quote_text(opt->outcome_arg).text);
	if (opt->reference_given)
		reference_read(&r, opt->reference_arg);
	return r;
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct input in;
	struct job job;
	struct rules rules;
	struct axis axes[2] = { 0 }; /* of the outcome and of the segment */
	struct findings findings = { 0 };
	struct arena arena = { 0 };
	struct out *out;

	options_read(&opt, &tool, argc, argv);
	if (opt.list_given)
		list_metrics();
	rules = read_rules(&opt);
	tool_input(&tool, &in);
	find_columns(&job, &in, &opt);
	tally_init(&job.tally, &job.shape);
	blocks_run(&(struct blocks){ .threads = tool.threads,
	                             .state_size = sizeof(struct tally),
	                             .fill = input_fill,
	                             .from = &in,
	                             .work = count_block,
	                             .done = block_done,
	                             .merge = merge_counts,
	                             .job = &job });
	tally_sort(&job.tally);

	tool_stat(&tool, "rows_in", in.rows);
	tool_stat(&tool, "rows_counted", job.tally.rows);
	if (in.rows) {
		if (opt.outcome_given)
			axes[0] = favourable_axis(&arena, &job.tally, job.outcome, opt.outcome_arg,
			                          opt.favourable_arg);
		if (opt.segment_given)
			axes[1] = axis_of_segments(&arena, &job.tally, job.segment,
			                           str_of(opt.segment_arg));
		check_reference(&job, rules.named);
		find_all(&findings, &arena, &tool, &job, axes, &rules);
	}
	tool_stat(&tool, "tests", findings_judge(&findings, rules.confidence));
	tool_stat(&tool, "rows_out", findings.n);
	findings_sort(&findings);

	out = out_open(tool.output);
	write_rows(out, &findings, in.headerless);
	findings_release(&findings);
	tally_release(&job.tally);
	arena_release(&arena);
	input_close(&in);
	return options_close(&opt, &tool, out);
}
