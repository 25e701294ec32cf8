/* asked - what the options ask for, before anything is read. */
#include "asked.h"

#include "diag.h"
#include "num.h"
#include "rfmgrid.h"

static const struct period *period_asked(const char *option, const char *name)
{
	const struct period *p = period_named(name);

	if (!p)
		die_usage("--%s: not D, W or M: %s", option, quote_text(name).text);
	return p;
}

/* 64M and 1G are powers of two. */
static size_t size_asked(const char *option, const char *text)
{
	struct str s = str_of(text);
	unsigned shift = 0;
	uint64_t n;

	if (s.n && strchr("KMG", s.p[s.n - 1]))
		shift = s.p[--s.n] == 'K' ? 10 : s.p[s.n] == 'M' ? 20 : 30;
	if (!num_parse_count(s, (uint64_t)1 << 30, &n) || !n)
		die_usage("--%s: not a size such as 64M: %s", option, quote_text(text).text);
	return (size_t)n << shift;
}

void asked_read(struct asked *a, const struct options *opt)
{
	struct plan *p = &a->plan;

	p->category = opt->category_arg;
	p->category_given = opt->category_given;
	p->channel = opt->channel_arg;
	p->channel_given = opt->channel_given;
	p->event = opt->event_arg;
	p->member = opt->account_given ? opt->id_arg : NULL;
	a->key = opt->account_given ? opt->account_arg : opt->id_arg;
	plan_windows(p, opt->windows_arg);
	bins_read(&a->bins, opt->bins_arg);
	plan_sets(p, opt->set_arg);
	for (unsigned i = 0; i < opt->add_given; i++)
		additions_add(&a->additions, p, opt->add_arg[i]);
	for (unsigned i = 0; i < opt->target_given; i++)
		targets_add(&a->targets, p, opt->target_arg[i]);
	if (opt->shards_given)
		a->shards = tool_count("shards", opt->shards_arg, 1, OUT_SHARDS);
	p->folds = plan_sums(p) && !a->additions.n && !a->targets.n && !opt->snapshots_given;
	if (opt->memory_given)
		a->memory = size_asked("memory", opt->memory_arg);
	a->has_as_of = opt->as_of_given;
	if (a->has_as_of)
		a->as_of = tool_day("as-of", opt->as_of_arg);
	p->grid = rfmgrid_choose(opt->grid_arg, a->bins.n, &p->keep);
	if (!p->grid && opt->grid_given)
		die_usage("--grid: %s is not for %zu bins", quote_text(opt->grid_arg).text, a->bins.n);
	p->period = period_asked("period", opt->period_arg);
	p->unit = period_asked("unit", opt->unit_arg);
	if (a->bins.fixed)
		everyone_fixed(&a->cuts, &a->bins);
	if (opt->cuts_given)
		everyone_read(&a->cuts, opt->cuts_arg, &p->keep);
	if (a->cuts.names)
		plan_settle(p, a->cuts.names);
}

void asked_check_names(const struct asked *a, const struct options *opt)
{
	if (plan_names(&a->plan, str_of(a->key)))
		die_usage("--%s: %s is the name of a column that is written",
		          opt->account_given ? "account" : "id", quote_text(a->key).text);
	for (size_t k = 0; k < a->additions.n; k++)
		if (plan_names(&a->plan, str_of(a->additions.of[k].name)))
			die_usage("--add: %s is the name of a column that is written",
			          quote_text(a->additions.of[k].name).text);
}

/* Who names what nothing looks at expects something else. */
static void check_idle(const struct plan *p, const struct options *opt)
{
	if (opt->windows_given && !plan_has(p, &set_windows))
		die_usage("--windows: only the set windows has any: name it in --set");
	if ((opt->period_given || opt->unit_given) && !plan_has(p, &set_btyd))
		die_usage("--%s: only the set btyd counts in it: name it in --set",
		          opt->period_given ? "period" : "unit");
	if ((opt->bins_given || opt->grid_given) && !plan_has(p, &set_rfm) && !opt->write_cuts_given)
		die_usage("--%s: only the set rfm has scores: name it in --set",
		          opt->bins_given ? "bins" : "grid");
	if (opt->category_given && !plan_keeps(p, p->category))
		die_usage("--category: nothing that is asked for looks at it; the set mix does");
	if (opt->channel_given && !plan_keeps(p, p->channel))
		die_usage("--channel: nothing that is asked for looks at it; the set mix does");
}

/* Combinations that cannot be. */
void asked_check(const struct asked *a, const struct options *opt, const struct tool *tool)
{
	if (!a->has_as_of && tool->columns)
		die_usage("--columns needs --as-of: the last date of a part of the data is "
		          "nobody's today");
	if (!a->has_as_of && (opt->partial_given || opt->merge_given))
		die_usage(
			"--%s needs --as-of: the last date of a part of the data is nobody's today",
			opt->partial_given ? "partial" : "merge");
	if (!a->has_as_of && opt->sorted_given)
		die_usage("--sorted needs --as-of: rows are written before the last date is known");
	if (opt->attributes_given && (opt->sorted_given || opt->partial_given || tool->columns))
		die_usage("--attributes: who has no orders is only known where all orders are; "
		          "leave --%s out",
		          opt->sorted_given    ? "sorted"
		          : opt->partial_given ? "partial"
		                               : "columns");
	if (opt->sorted_given && (opt->write_cuts_given || opt->snapshots_given || a->targets.n))
		die_usage(
			"--sorted: rows are written before all customers are known; leave --%s out",
			opt->write_cuts_given  ? "write-cuts"
			: opt->snapshots_given ? "snapshots"
					       : "target");
	if (opt->write_cuts_given && (opt->cuts_given || opt->partial_given || tool->columns))
		die_usage("--write-cuts needs all customers and no --cuts, --partial or --columns");
	if (opt->cuts_given && a->bins.fixed)
		die_usage("--cuts has the values that part scores, and so has --bins=fixed: leave "
		          "one out");
	if (opt->expect_rows_given && !opt->merge_given)
		die_usage("--expect-rows checks what --merge reads");
	if (opt->shards_given && (!opt->partial_given || !tool->output))
		die_usage("--shards: parts what --partial writes among files: give --partial and "
		          "--output=NAME, for NAME.0, NAME.1 ...");
	if (opt->snapshots_given && (opt->partial_given || opt->merge_given || opt->cuts_given))
		die_usage("--snapshots: the states of --partial know one as-of date, and so does "
		          "--cuts");
	check_idle(&a->plan, opt);
	asked_check_names(a, opt);
	if (opt->account_given && str_is(str_of(opt->account_arg), opt->id_arg))
		die_usage("--account: %s is the column of the customers", quote_text(opt->id_arg).text);
}
