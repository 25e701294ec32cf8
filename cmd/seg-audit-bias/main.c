/* seg-audit-bias - audit outcomes and segments for fairness between groups. */
#include "options.h"

#include "asked.h"
#include "common.h"
#include "pool.h"
#include "state.h"
#include "verdict.h"

#define FLUSH (64 * 1024)

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
	struct arena scratch = { 0 };
	size_t n;
	const struct metric *const *all = metrics_listed(&scratch, &n);

	printf("metric\tof\tjudged\tformula\thelp\n");
	for (size_t i = 0; i < n; i++) {
		const struct metric *m = all[i];

		printf("%s\t%s%s%s\t%s\t%s\t%s\n", m->name, metric_of(m->of[0]),
		       m->ofs > 1 ? "," : "", m->ofs > 1 ? metric_of(m->of[1]) : "",
		       finding_judged_name(m->judged), m->formula, m->help);
	}
	arena_release(&scratch);
	tool_printed();
}

static _Noreturn void print_columns(const struct options *opt, struct tool *tool, struct count *c)
{
	struct out *out = out_open(tool->output);
	struct count_names names = asked_names(opt);

	if (opt->partial_given) {
		count_plan(c, &names, NULL);
		tool_put_names(out, state_columns(c));
	} else {
		write_rows(out, &(struct findings){ 0 }, false);
	}
	exit(tool_close(tool, out));
}

static void say_twins(const struct twins *t, const char *id)
{
	struct twins_found found = twins_found(t);
	const char *which = t->n < TWINS_SAMPLE ? "" : "of a sample, ";

	if (found.repeats)
		warn("%s: %s%llu of %llu rows repeat an id; one row per person is expected: "
		     "doubled rows are false evidence",
		     shown(str_of(id)).text, which, (unsigned long long)found.repeats,
		     (unsigned long long)found.rows);
}

/* Counts what the input holds: rows, or states of them. */
static void read_input(struct count *c, struct input *in, struct tool *tool,
                       const struct options *opt, bool pooled)
{
	struct count_names names = asked_names(opt);

	if (opt->merge_given) {
		count_plan(c, &names, NULL);
		tool->columns = state_columns(c);
	}
	tool_input(tool, in);
	if (!opt->merge_given)
		count_plan(c, &names, &in->header);
	if (pooled)
		pool_check(c, opt->population_given);
	if (opt->merge_given)
		count_states(c, in, tool->threads);
	else
		count_rows(c, in, opt->id_arg, tool->threads);
	say_twins(&c->twins, opt->id_arg);
	if (opt->expect_rows_given && (c->accounted || !opt->columns_given)) {
		uint64_t n = tool_count("expect-rows", opt->expect_rows_arg, 0, INT64_MAX);

		if (n != c->seen)
			die(STATUS_INPUT, "--expect-rows: the states account for %llu rows, not %llu: parts are missing or there twice",
			    (unsigned long long)c->seen, (unsigned long long)n);
	}
	tool_stat(tool, "rows_in", c->seen);
	tool_stat(tool, "rows_counted", c->used);
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct input in;
	struct count count;
	struct rules rules;
	struct audit_asked asked;
	struct policy policy = { 0 };
	struct findings findings = { 0 };
	struct arena arena = { 0 };
	struct buf state = { 0 };
	struct out *out;
	size_t breaches;
	int status;

	options_read(&opt, &tool, argc, argv);
	if (opt.list_given)
		list_metrics();
	asked_check(&opt);
	rules = asked_rules(&opt, &arena, &policy);
	asked = asked_of(&opt);
	if (opt.print_columns_given)
		print_columns(&opt, &tool, &count);
	read_input(&count, &in, &tool, &opt, rules.min_cell > 1);

	if (!opt.partial_given)
		audit_find(&findings, &arena, &tool, &count, &asked, &rules);
	tool_stat(&tool, "tests", verdicts_find(&findings, &rules));
	tool_stat(&tool, "rows_out", findings.n);
	findings_sort(&findings);

	out = out_open(tool.output);
	if (opt.partial_given) {
		state_put(&state, &count);
		out_take(out, &state);
	} else {
		write_rows(out, &findings, opt.columns_given);
	}
	breaches = verdicts_breaches(&findings, rules.policy);
	buf_release(&state);
	findings_release(&findings);
	count_release(&count);
	arena_release(&arena);
	input_close(&in);
	status = options_close(&opt, &tool, out);
	return breaches ? STATUS_NO : status;
}
