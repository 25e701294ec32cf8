/* seg-audit-bias - audit outcomes and segments for fairness between groups. */
#include "options.h"

#include "adjust.h"
#include "audit.h"
#include "common.h"
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
	printf("metric\tof\tjudged\tformula\thelp\n");
	for (size_t i = 0; i < metric_count; i++) {
		const struct metric *m = &metrics[i];

		printf("%s\t%s%s%s\t%s\t%s\t%s\n", m->name, metric_of(m->of[0]),
		       m->ofs > 1 ? "," : "", m->ofs > 1 ? metric_of(m->of[1]) : "",
		       finding_judged_name(m->judged), m->formula, m->help);
	}
	tool_printed();
}

static _Noreturn void print_columns(const struct options *opt, struct tool *tool, struct count *c)
{
	struct out *out = out_open(tool->output);

	if (opt->partial_given)
		tool_put_names(out, state_columns(c));
	else
		write_rows(out, &(struct findings){ 0 }, false);
	exit(tool_close(tool, out));
}

static void check_options(const struct options *opt)
{
	if (!opt->group_given)
		die_usage("--group: name the columns whose values are the groups");
	if (!opt->outcome_given && !opt->segment_given)
		die_usage("--outcome or --segment: name the column to be audited");
	if (opt->favourable_given && !opt->outcome_given)
		die_usage("--favourable: wants --outcome");
	if (opt->label_given && !opt->outcome_given)
		die_usage("--label: wants --outcome, which is compared with it");
	if ((opt->positive_given || opt->predicted_given) && !opt->label_given)
		die_usage("--%s: wants --label", opt->positive_given ? "positive" : "predicted");
	if (opt->outcome_given && opt->segment_given && strcmp(opt->outcome_arg, opt->segment_arg) == 0)
		die_usage("--outcome and --segment: the same column %s",
		          quote_text(opt->outcome_arg).text);
	if (opt->label_given && strcmp(opt->outcome_arg, opt->label_arg) == 0)
		die_usage("--outcome and --label: the same column %s", quote_text(opt->label_arg).text);
	if (opt->expect_rows_given && !opt->merge_given)
		die_usage("--expect-rows: wants --merge");
	if (opt->policy_given && opt->partial_given)
		die_usage("--policy: a --partial has no verdicts");
}

static struct rules read_rules(const struct options *opt, struct arena *a, struct policy *policy)
{
	struct rules r = { .confidence = tool_number("confidence", opt->confidence_arg, 0.5, 0.999999),
		           .min_n = tool_count("min-n", opt->min_n_arg, 0, 1000000000),
		           .adjust = adjust_find(opt->adjust_arg) };

	if (!r.adjust)
		die_usage("--adjust: not holm, bh or none: %s", quote_text(opt->adjust_arg).text);
	if (opt->reference_given)
		reference_read(&r, opt->reference_arg);
	if (opt->policy_given) {
		*policy = policy_read(a, opt->policy_arg);
		metrics_check_policy(policy, (bool[]){ opt->outcome_given, opt->segment_given,
		                                       opt->label_given });
		r.policy = policy;
	}
	return r;
}

/* Counts what the input holds: rows, or states of them. */
static void read_input(struct count *c, struct input *in, struct tool *tool, const struct options *opt)
{
	if (opt->merge_given)
		tool->columns = state_columns(c);
	tool_input(tool, in);
	if (opt->merge_given)
		count_states(c, in, tool->threads);
	else
		count_rows(c, in, tool->threads);
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
	check_options(&opt);
	rules = read_rules(&opt, &arena, &policy);
	count_plan(&count, &(struct count_names){ .groups = opt.group_arg,
	                                          .outcome = opt.outcome_arg,
	                                          .label = opt.label_arg,
	                                          .segment = opt.segment_arg,
	                                          .depth = tool_count("intersect", opt.intersect_arg,
	                                                              1, COUNT_DEPTH_MOST) });
	if (opt.print_columns_given)
		print_columns(&opt, &tool, &count);
	read_input(&count, &in, &tool, &opt);

	if (count_any(&count) && !opt.partial_given)
		audit_find(&findings, &arena, &tool, &count,
		           &(struct audit_values){ opt.favourable_arg, opt.positive_arg, opt.predicted_arg },
		           &rules);
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
