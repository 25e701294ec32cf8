/* seg-audit-bias - audit outcomes and segments for fairness between groups. */
#include "options.h"

#include "adjust.h"
#include "audit.h"
#include "common.h"
#include "pool.h"
#include "state.h"
#include "test.h"
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

static struct count_names names_of(const struct options *opt)
{
	return (struct count_names){ .groups = opt->group_arg,
		                     .outcome = opt->outcome_arg,
		                     .label = opt->label_arg,
		                     .segment = opt->segment_arg,
		                     .weight = opt->weight_arg,
		                     .score = opt->score_arg,
		                     .value = opt->value_arg,
		                     .actual = opt->actual_arg,
		                     .strata = opt->strata_arg,
		                     .proxies = opt->proxies_arg,
		                     .id = opt->id_arg,
		                     .depth = tool_count("intersect", opt->intersect_arg, 1,
		                                         COUNT_DEPTH_MOST) };
}

static _Noreturn void print_columns(const struct options *opt, struct tool *tool, struct count *c)
{
	struct out *out = out_open(tool->output);
	struct count_names names = names_of(opt);

	if (opt->partial_given) {
		count_plan(c, &names, NULL);
		tool_put_names(out, state_columns(c));
	} else {
		write_rows(out, &(struct findings){ 0 }, false);
	}
	exit(tool_close(tool, out));
}

/* Options that make sense beside another only. */
static void check_pairs(const struct options *opt)
{
	const struct {
		const char *name;
		bool given;
		const char *wanted;
		bool there;
	} pair[] = {
		{ "favourable", opt->favourable_given, "--outcome", opt->outcome_given },
		{ "label", opt->label_given, "--outcome or --score, which is compared with it",
		  opt->outcome_given || opt->score_given },
		{ "positive", opt->positive_given, "--label", opt->label_given },
		{ "predicted", opt->predicted_given, "--label and --outcome",
		  opt->label_given && opt->outcome_given },
		{ "score", opt->score_given,
		  "--label, which it is compared with (--value takes any number)", opt->label_given },
		{ "actual", opt->actual_given, "--value, which it is compared with", opt->value_given },
		{ "better", opt->better_given, "--value", opt->value_given },
		{ "strata", opt->strata_given, "--outcome", opt->outcome_given },
		{ "expect-rows", opt->expect_rows_given, "--merge", opt->merge_given },
		{ "write-weights", opt->write_weights_given, "--outcome", opt->outcome_given },
		{ "write-thresholds", opt->write_thresholds_given, "--score", opt->score_given },
	};

	for (size_t i = 0; i < sizeof(pair) / sizeof(*pair); i++)
		if (pair[i].given && !pair[i].there)
			die_usage("--%s: wants %s", pair[i].name, pair[i].wanted);
}

static void check_options(const struct options *opt)
{
	if (!opt->group_given)
		die_usage("--group: name the columns whose values are the groups");
	check_pairs(opt);
	if (!opt->outcome_given && !opt->segment_given && !opt->score_given && !opt->value_given &&
	    !opt->proxies_given && !opt->population_given)
		die_usage("--outcome, --segment, --score, --value, --proxies or --population: say "
		          "what is to be audited");
	if (opt->outcome_given && opt->segment_given && strcmp(opt->outcome_arg, opt->segment_arg) == 0)
		die_usage("--outcome and --segment: the same column %s",
		          quote_text(opt->outcome_arg).text);
	if (opt->label_given && opt->outcome_given && strcmp(opt->outcome_arg, opt->label_arg) == 0)
		die_usage("--outcome and --label: the same column %s", quote_text(opt->label_arg).text);
	if (opt->test_given && opt->weight_given)
		die_usage("--test: weighted rows have Pearson's test only");
	if (opt->partial_given && opt->policy_given)
		die_usage("--policy: a --partial has no verdicts");
	if (opt->partial_given && opt->min_cell_given)
		die_usage("--min-cell: a --partial holds every count; give it to the --merge");
	if (opt->partial_given && (opt->write_weights_given || opt->write_thresholds_given))
		die_usage("--write-%s: a --partial is no audit",
		          opt->write_weights_given ? "weights" : "thresholds");
}

static bool low_is_best(const char *better)
{
	if (strcmp(better, "high") != 0 && strcmp(better, "low") != 0)
		die_usage("--better: not high or low: %s", quote_text(better).text);
	return strcmp(better, "low") == 0;
}

static struct rules read_rules(const struct options *opt, struct arena *a, struct policy *policy)
{
	struct rules r = { .confidence = tool_number("confidence", opt->confidence_arg, 0.5, 0.999999),
		           .min_n = tool_count("min-n", opt->min_n_arg, 0, 1000000000),
		           .min_cell = tool_count("min-cell", opt->min_cell_arg, 0, 1000000000),
		           .adjust = adjust_find(opt->adjust_arg),
		           .test = test_read(opt->test_arg),
		           .bootstrap = tool_count("bootstrap", opt->bootstrap_arg, 0, 1000000),
		           .seed = tool_count("seed", opt->seed_arg, 0, UINT64_MAX) };

	if (!r.adjust)
		die_usage("--adjust: not holm, bh or none: %s", quote_text(opt->adjust_arg).text);
	if (opt->reference_given)
		reference_read(&r, opt->reference_arg);
	if (opt->policy_given) {
		*policy = policy_read(a, opt->policy_arg);
		metrics_check_policy(
			policy, (bool[AXIS_KINDS]){ opt->outcome_given, opt->segment_given,
		                                    opt->label_given && opt->outcome_given,
		                                    opt->score_given, opt->value_given, opt->strata_given,
		                                    opt->proxies_given, opt->population_given, true,
		                                    opt->actual_given, opt->actual_given });
		r.policy = policy;
	}
	return r;
}

/* Counts what the input holds: rows, or states of them. */
static void read_input(struct count *c, struct input *in, struct tool *tool,
                       const struct options *opt, bool pooled)
{
	struct count_names names = names_of(opt);

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
	if (opt.print_columns_given)
		print_columns(&opt, &tool, &count);
	read_input(&count, &in, &tool, &opt, rules.min_cell > 1);

	if (!opt.partial_given)
		audit_find(&findings, &arena, &tool, &count,
		           &(struct audit_asked){ opt.favourable_arg, opt.positive_arg, opt.predicted_arg,
		                                  low_is_best(opt.better_arg), opt.population_arg,
		                                  opt.write_weights_arg, opt.write_thresholds_arg },
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
