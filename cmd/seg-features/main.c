/* seg-features - turn transactions into one row per customer. */
#include "options.h"

#include "common.h"
#include "gather.h"
#include "naming.h"
#include "places.h"
#include "scoring.h"
#include "state.h"

static int list(struct asked *a, struct options *opt, struct tool *tool)
{
	struct out *out = out_open(tool->output);
	struct buf b = { 0 };

	plan_list(&a->plan, &b);
	out_take(out, &b);
	buf_release(&b);
	arena_release(&a->plan.keep);
	return options_close(opt, tool, out);
}

/* The as-of dates: month ends since the data begin, and the as-of date itself. */
static void make_snapshots(struct table *t, struct asked *a, const struct reading *read, bool monthly)
{
	const struct period_kind *month = period_kind_find("month");
	int32_t first = month->of(read->any ? read->first : a->as_of), last = month->of(a->as_of);
	size_t room = monthly && last >= first ? (size_t)(last - first) + 2 : 1;

	t->snapshot = ARENA_ARRAY(&a->plan.keep, struct snapshot, room);
	for (int32_t m = first; monthly && m <= last; m++)
		if (month->start(m + 1) - 1 < a->as_of)
			t->snapshot[t->snapshots++].as_of = month->start(m + 1) - 1;
	t->snapshot[t->snapshots++].as_of = a->as_of;
	t->stacked = monthly;
}

static void check_rows(const struct options *opt, const struct tool *tool, const struct reading *read)
{
	uint64_t wanted;

	if (!opt->expect_rows_given)
		return;
	wanted = tool_count("expect-rows", opt->expect_rows_arg, 0, UINT64_MAX / 2);
	if (read->seen != wanted && (read->accounts || !tool->columns))
		die(STATUS_INPUT,
		    "the states account for %llu rows, not %llu: a part is missing, or came twice",
		    (unsigned long long)read->seen, (unsigned long long)wanted);
}

/* What is known of everyone: from --cuts, gathered with the customers, or from another look at them all. */
static void score(struct table *t, struct gather *g, struct groups *groups, const struct options *opt)
{
	bool apart = t->headerless && !t->partial; /* who is not here is not known */

	if (opt->cuts_given || (apart && g->asked->bins.fixed)) {
		t->snapshot[0].everyone = g->asked->cuts;
		t->scored = true;
	} else if (!apart && !t->partial) {
		scoring_run(t, groups, &g->asked->bins,
		            g->scores && groups_whole(groups) ? &g->standings : NULL);
	}
	gather_release(g);
}

/* What is known of customers beside their orders; no name may be there twice. */
static void join(struct attributes *a, struct table *t, const char *key, const struct options *opt,
                 const struct tool *tool)
{
	attributes_read(a, opt->attributes_arg, key, tool->progress);
	for (size_t c = 0; c < a->in.header.columns; c++)
		if (c != a->id && table_names(t, a->in.header.name[c]))
			die_usage("--attributes: %s is the name of a column that is written",
			          quote(a->in.header.name[c]).text);
	t->attributes = a;
}

/* Everyone is known before the first row is written. */
static void run_whole(struct table *t, struct gather *g, const struct options *opt,
                      const struct tool *tool)
{
	struct group_kind kind = gather_kind(g);
	struct groups *groups = group_run(g->reader.in, &kind, g, tool->threads);
	struct attributes attributes = { 0 };
	struct labels names[LABELS];
	struct out *side = NULL;

	check_rows(opt, tool, &g->reader.total);
	make_snapshots(t, g->asked, &g->reader.total, opt->snapshots_given);
	if (g->ranks)
		score(t, g, groups, opt);
	if (plan_has(t->plan, &set_mix) && !t->headerless && !opt->cuts_given) {
		naming_run(t, groups, names, &g->asked->plan.keep);
		plan_settle(&g->asked->plan, names);
		asked_check_names(g->asked, opt);
	}
	if (opt->write_cuts_given) {
		side = out_open_side(opt->write_cuts_arg, "write-cuts");
		everyone_write(&t->snapshot[t->snapshots - 1].everyone, t->plan->names, side);
		out_close(side);
	}
	if (opt->attributes_given)
		join(&attributes, t, g->asked->key, opt, tool);
	t->out = opt->shards_given ? out_open_shards(tool->output, g->asked->shards)
	                           : out_open(tool->output);
	if (!t->headerless)
		table_put_header(t, str_of(g->asked->key));
	table_print(t, groups);
	groups_free(groups);
	if (t->attributes)
		attributes_release(&attributes);
}

static void run_sorted(struct table *t, struct gather *g, const struct options *opt,
                       const struct tool *tool)
{
	struct table_stream stream = { .table = t };
	struct group_kind kind = gather_kind(g);

	make_snapshots(t, g->asked, &g->reader.total, false);
	t->snapshot[0].everyone = g->asked->cuts;
	t->scored = opt->cuts_given || g->asked->bins.fixed;
	t->out = opt->shards_given ? out_open_shards(tool->output, g->asked->shards)
	                           : out_open(tool->output);
	if (!t->headerless)
		table_put_header(t, str_of(g->asked->key));
	stream_run(g->reader.in, &(struct stream){ .kind = &kind,
	                                           .job = g,
	                                           .take = table_take,
	                                           .to = &stream,
	                                           .threads = tool->threads });
	check_rows(opt, tool, &g->reader.total);
	customer_release(&stream.customer);
	buf_release(&stream.row);
}

/* What was known of everyone; that of --cuts may be known of the first snapshot too. */
static void forget(struct table *t, struct asked *a)
{
	for (size_t i = 0; i < t->snapshots; i++)
		if (t->snapshot[i].everyone.within != a->cuts.within)
			everyone_release(&t->snapshot[i].everyone);
	everyone_release(&a->cuts);
}

static void close_counts(struct tool *tool, const struct reader *r, const struct table *t)
{
	const struct reading *read = &r->total;
	uint64_t rows = r->in->rows;

	tool_stat(tool, "rows_in", rows);
	tool_stat(tool, "rows_used", read->used);
	tool_stat(tool, "rows_after_as_of", read->later);
	tool_stat(tool, "rows_out", t->rows);
	tool_conserve(rows, read->used + read->later + read->accounts);
	if (read->later)
		note("%llu of %llu rows are after the as-of date and were left out",
		     (unsigned long long)read->later, (unsigned long long)rows);
	if (t->unborn)
		note("%llu customers have no order up to the as-of date and were left out",
		     (unsigned long long)t->unborn);
}

int main(int argc, char **argv)
{
	struct asked asked = { 0 };
	struct options opt;
	struct tool tool;
	struct input in;
	struct buf columns = { 0 };
	bool sorted, headerless;

	options_read(&opt, &tool, argc, argv);
	asked_read(&asked, &opt);
	if (opt.list_given)
		return list(&asked, &opt, &tool);
	asked_check(&asked, &opt, &tool);
	sorted = opt.sorted_given;
	headerless = tool.columns != NULL;

	struct gather gather = { .asked = &asked,
		                 .settles = !opt.partial_given,
		                 .ranks = opt.write_cuts_given || plan_ranks(&asked.plan),
		                 .reader = { .plan = &asked.plan,
		                             .in = &in,
		                             .merge = opt.merge_given,
		                             .limited = asked.has_as_of,
		                             .limit = asked.as_of + asked.targets.most } };
	struct reader *reader = &gather.reader;
	struct table table = { .plan = &asked.plan,
		               .reader = reader,
		               .facts = { .plan = &asked.plan },
		               .headerless = headerless || opt.partial_given,
		               .partial = opt.partial_given,
		               .additions = asked.additions.n ? &asked.additions : NULL,
		               .targets = asked.targets.n ? &asked.targets : NULL,
		               .threads = tool.threads };

	if (opt.print_columns_given) {
		struct attributes attributes = { 0 };

		if (opt.attributes_given)
			join(&attributes, &table, asked.key, &opt, &tool);
		table.stacked = opt.snapshots_given;
		table.out = out_open(tool.output);
		table_put_names(&table, str_of(asked.key));
		if (table.attributes)
			attributes_release(&attributes);
		arena_release(&asked.plan.keep);
		return options_close(&opt, &tool, table.out);
	}
	gather.scores = gather.ranks && !opt.cuts_given && !opt.snapshots_given && !table.headerless;
	plan_digest(&asked.plan, asked.as_of, asked.targets.most, reader->digest);
	if (reader->merge) {
		state_columns(&asked.plan, &columns);
		tool.columns = columns.p;
	}
	tool_input(&tool, &in);
	if (reader->merge)
		places_of_state(reader);
	else
		places_find(reader, asked.key, &opt);
	tool.columns = headerless ? opt.columns_arg : NULL;
	(sorted ? run_sorted : run_whole)(&table, &gather, &opt, &tool);
	if (table.partial)
		table_put_account(&table);
	close_counts(&tool, reader, &table);
	forget(&table, &asked);
	buf_release(&columns);
	arena_release(&asked.plan.keep);
	input_close(&in);
	return options_close(&opt, &tool, table.out);
}
