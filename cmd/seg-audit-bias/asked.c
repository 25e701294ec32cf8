/* asked - what the options ask for, before anything is read. */
#include "asked.h"

#include "adjust.h"
#include "diag.h"
#include "test.h"
#include "tool.h"

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
		{ "write-repairs", opt->write_repairs_given, "--value or --proxies",
		  opt->value_given || opt->proxies_given },
		{ "repair-level", opt->repair_level_given, "--write-repairs", opt->write_repairs_given },
	};

	for (size_t i = 0; i < sizeof(pair) / sizeof(*pair); i++)
		if (pair[i].given && !pair[i].there)
			die_usage("--%s: wants %s", pair[i].name, pair[i].wanted);
}

void asked_check(const struct options *opt)
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
	if (opt->partial_given &&
	    (opt->write_weights_given || opt->write_thresholds_given || opt->write_repairs_given))
		die_usage("--write-%s: a --partial is no audit",
		          opt->write_weights_given      ? "weights"
		          : opt->write_thresholds_given ? "thresholds"
		                                        : "repairs");
	if (opt->write_repairs_given && opt->min_cell_given)
		die_usage(
			"--write-repairs: every value of every group is in it, also of those that "
			"--min-cell would hide; write it in a run of its own");
}

struct count_names asked_names(const struct options *opt)
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

static bool low_is_best(const char *better)
{
	if (strcmp(better, "high") != 0 && strcmp(better, "low") != 0)
		die_usage("--better: not high or low: %s", quote_text(better).text);
	return strcmp(better, "low") == 0;
}

struct audit_asked asked_of(const struct options *opt)
{
	return (struct audit_asked){ .favourable = opt->favourable_arg,
		                     .positive = opt->positive_arg,
		                     .predicted = opt->predicted_arg,
		                     .low_is_best = low_is_best(opt->better_arg),
		                     .population = opt->population_arg,
		                     .write_weights = opt->write_weights_arg,
		                     .write_thresholds = opt->write_thresholds_arg,
		                     .write_repairs = opt->write_repairs_arg,
		                     .repair_level = tool_number("repair-level",
		                                                 opt->repair_level_arg, 0, 1) };
}

struct rules asked_rules(const struct options *opt, struct arena *a, struct policy *policy)
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
