/* seg-predict - say what customers will do, and which segment they are in, by a model. */
#include "asked.h"

#include <math.h>

#include "calibration.h"
#include "common.h"
#include "day.h"
#include "lifetime.h"
#include "num.h"

#define DRAWS_MOST 100000
#define FOLDS_MOST 1000
#define HORIZON_MOST 18262 /* days: 50 years */
#define WRITER OPTIONS_PARSE_PACKAGE " " OPTIONS_PARSE_VERSION

/* 90d, 52w, 12mo, or a day after that of --as-of. */
static struct span read_span(const struct predict *p, const char *option, const char *text)
{
	static const struct {
		const char *suffix;
		double days;
	} unit[] = { { "d", 1 }, { "w", 7 }, { "mo", 0 } };
	struct str whole = str_of(text);
	int32_t day;

	for (size_t i = 0; i < sizeof(unit) / sizeof(*unit); i++) {
		struct str suffix = str_of(unit[i].suffix), number = { text, whole.n - suffix.n };
		uint64_t n;

		if (whole.n <= suffix.n || memcmp(text + number.n, suffix.p, suffix.n) != 0 ||
		    !num_parse_count(number, HORIZON_MOST, &n) || n == 0)
			continue;
		if (unit[i].days > 0 ? (double)n * unit[i].days <= HORIZON_MOST : n <= 600)
			return (struct span){ (double)n * unit[i].days, unit[i].days > 0 ? 0 : n };
	}
	if (day_parse_iso(whole, &day)) {
		if (!p->has_as_of)
			die_usage("--%s: a date needs --as-of: the day that times were counted to",
			          option);
		if (day > p->as_of && day - p->as_of <= HORIZON_MOST)
			return (struct span){ day - p->as_of, 0 };
	}
	die_usage("--%s: not a time such as 90d, 52w or 12mo, or a date after --as-of: %s (at most "
	          "50 years)",
	          option, quote_text(text).text);
}

static void list_kinds(void)
{
	for (size_t i = 0; i < kind_count; i++)
		if (kinds[i].train)
			printf("%s\t%s\n", kinds[i].name, kinds[i].help);
	tool_printed();
}

static void read_lifetimes(struct predict *p, const struct options *opt)
{
	p->unit = opt->unit_arg;
	if (p->unit && !lifetime_unit_find(str_of(p->unit)))
		die_usage("--unit: not D, W or M: %s", quote_text(p->unit).text);
	p->has_as_of = opt->as_of_given;
	if (p->has_as_of)
		p->as_of = tool_day("as-of", opt->as_of_arg);
	p->horizon = read_span(p, "horizon", opt->horizon_arg);
	p->discount = tool_number("discount", opt->discount_arg, 0, 10);
	p->margin = tool_number("margin", opt->margin_arg, 0, 1);
	p->draws = tool_count("draws", opt->draws_arg, 0, DRAWS_MOST);
	p->next_order = opt->next_order_given;
	if (p->next_order && !p->has_as_of)
		die_usage("--next-order needs --as-of: the day that times were counted to");
}

static void read_chances(struct predict *p, const struct options *opt)
{
	p->target = opt->target_arg;
	p->positive = opt->positive_arg;
	p->features = opt->features_arg;
	p->folds = tool_count("folds", opt->folds_arg, 0, FOLDS_MOST);
	if (p->folds == 1)
		die_usage("--folds: 1 fold leaves nothing to learn from; 0 holds nothing back");
	p->penalty = NAN;
	if (strcmp(opt->penalty_arg, "auto") != 0)
		p->penalty = tool_number("penalty", opt->penalty_arg, 0, 1e9);
	p->weight = opt->weight_arg;
	p->time = opt->time_arg;
	p->lasso = tool_number("lasso", opt->lasso_arg, 0, 1e9);
	p->class_weight = NAN;
	if (strcmp(opt->class_weight_arg, "balanced") != 0)
		p->class_weight = tool_number("class-weight", opt->class_weight_arg, 1e-6, 1e6);
	p->calibrate = opt->calibrate_arg;
	if (!opt->calibrate_given && (p->folds == 0 || (p->kind && strcmp(p->kind, "linear") == 0)))
		p->calibrate = "none";
	if (strcmp(p->calibrate, "auto") != 0 && strcmp(p->calibrate, "none") != 0 &&
	    !calibration_find(str_of(p->calibrate)))
		die_usage("--calibrate: not auto, platt, isotonic or none: %s",
		          quote_text(p->calibrate).text);
	if (p->folds == 0 && (p->time || strcmp(p->calibrate, "none") != 0))
		die_usage("--folds=0 holds nothing back: --time and --calibrate need folds");
	p->explain = tool_count("explain", opt->explain_arg, 0, PREDICT_REASONS_MOST);
	p->decides = opt->gain_given || opt->cost_given;
	if (opt->gain_given != opt->cost_given)
		die_usage(
			"--gain and --cost go together: what a yes brings, and what trying costs");
	if (p->decides) {
		p->gain = tool_number("gain", opt->gain_arg, 0, 1e15);
		p->cost = tool_number("cost", opt->cost_arg, 0, 1e15);
	}
	p->budget = NAN;
	if (opt->budget_given)
		p->budget = tool_number("budget", opt->budget_arg, 0, 1e15);
	p->profit = opt->write_profit_arg;
	if ((opt->budget_given || p->profit) && !p->decides)
		die_usage("--budget and --write-profit need --gain and --cost: what a yes brings, "
		          "and what trying costs");
	if ((opt->budget_given || p->profit) && p->tool->columns)
		die_usage("--budget and --write-profit look at all rows at once: not with -C");
}

static const struct kind *find_kind(const struct options *opt)
{
	const struct kind *kind = kind_find(str_of(opt->train_arg));

	if (!kind || !kind->train)
		die_usage("--train: no kind %s; --list names them all", quote_text(opt->train_arg).text);
	asked_check(opt, str_of(kind->name), true);
	return kind;
}

/* Every kind that is not in the table is one of segments, or unknown to this seg. */
static void apply(struct predict *p, const struct options *opt)
{
	const struct kind *kind;

	model_open(&p->model, p->path);
	asked_check(opt, p->model.kind, false);
	kind = kind_find(p->model.kind);
	(kind ? kind->apply : segment_apply)(p);
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	int status;

	options_read(&opt, &tool, argc, argv);
	if (opt.list_given)
		list_kinds();
	if (!opt.model_given && !opt.train_given)
		die_usage("-m is missing: the model to go by (or --train: the kind to fit)");
	if (opt.model_given && opt.train_given)
		die_usage("-m goes by a model and --train makes one: give one of them");
	if (opt.print_columns_given && opt.train_given)
		die_usage("--print-columns: for a model that is read with -m; --train needs rows");
	if (opt.print_columns_given)
		tool_names_only(&tool);
	if (opt.names_given && opt.train_given)
		die_usage("--names is for models of segments, which seg-cluster fits");
	if (opt.check_given && opt.train_given)
		die_usage("--check asks whether rows come as those of the model did: it needs -m");
	if (opt.write_model_given && !opt.train_given)
		die_usage("-M keeps what --train fits: --train is missing");
	struct predict p = { .tool = &tool,
		             .path = opt.model_arg,
		             .write = opt.write_model_arg,
		             .writer = WRITER,
		             .metrics = opt.write_metrics_arg,
		             .check = opt.check_given,
		             .names = opt.names_arg,
		             .recipe = opt.recipe_arg,
		             .id = opt.id_arg,
		             .kind = opt.train_arg,
		             .seed = tool_count("seed", opt.seed_arg, 0, UINT64_MAX),
		             .confidence = tool_number("confidence", opt.confidence_arg, 0.01, 0.9999) };

	read_lifetimes(&p, &opt);
	read_chances(&p, &opt);
	if (opt.train_given)
		find_kind(&opt)->train(&p);
	else
		apply(&p, &opt);

	arena_release(&p.keep);
	input_close(&p.in);
	status = options_close(&opt, &tool, p.out);
	return p.check && p.drifted ? STATUS_NO : status;
}
