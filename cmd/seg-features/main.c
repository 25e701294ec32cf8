/* seg-features - turn transactions into one row per customer. */
#include "options.h"

#include "common.h"
#include "customer.h"
#include "day.h"
#include "group.h"
#include "table.h"

/* What a worker needs to read a row. */
struct job {
	struct input *in;
	size_t id, time, amount, order, kind; /* columns; SIZE_MAX: not there */
	bool has_limit;
	int32_t limit;        /* rows after this day are the future */
	int32_t latest;       /* day of any row, for the default of --as-of */
	uint64_t used, later; /* rows */
};

struct tally {
	uint64_t used, later;
	int32_t latest;
};

static bool read_row(void *arg, struct block *b, size_t number, struct str *key, void *record)
{
	struct job *job = arg;
	struct purchase *p = record;
	struct tally *tally = b->tally;
	struct row row = tsv_row(&b->index, &b->in, number);
	struct str time = row_cell(&row, job->time), amount = row_cell(&row, job->amount);
	struct str order = job->order != SIZE_MAX ? row_cell(&row, job->order) : (struct str){ 0 };
	struct moment when;

	*key = row_cell(&row, job->id);
	if (!key->n) {
		fault_set(&b->fault, number, job->in->header.name[job->id].p, "no customer in this row");
		return false;
	}
	if (!day_parse_moment(time, &when)) {
		fault_set(&b->fault, number, job->in->header.name[job->time].p,
		          "not a date such as 2026-11-21: %s; clean the file with seg-clean first",
		          quote(time).text);
		return false;
	}
	if (!exact_parse(amount, &p->amount)) {
		fault_set(&b->fault, number, job->in->header.name[job->amount].p,
		          "not an amount: %s", quote(amount).text);
		return false;
	}
	if (job->has_limit && when.day > job->limit) {
		tally->later++;
		return false;
	}
	p->day = when.day;
	p->refund = job->kind != SIZE_MAX ? str_is(row_cell(&row, job->kind), "refund")
	                                  : p->amount.units < 0;
	p->order = order.n ? order_id_of_text(order) : order_id_of_day(when.day);
	if (!tally->used++ || when.day > tally->latest)
		tally->latest = when.day;
	return true;
}

static void add_row(void *job, struct group_part *part, struct group_key key, const void *record)
{
	(void)job;
	customer_add(key.state, part->own, key.number, record);
}

static void close_part(void *job, struct group_part *part)
{
	(void)job;
	order_log_count(part->own, part->state, part->n);
}

static void block_done(void *arg, struct block *b)
{
	struct job *job = arg;
	const struct tally *tally = b->tally;

	if (tally->used && (!job->used || tally->latest > job->latest))
		job->latest = tally->latest;
	job->used += tally->used;
	job->later += tally->later;
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct input in;
	struct groups groups;
	struct buf header = { 0 };
	const struct group *too_large;
	struct out *out;

	options_read(&opt, &tool, argc, argv);
	if (tool.columns && !opt.as_of_given)
		die_usage("--columns needs --as-of: the last date of a part of the data is "
		          "nobody's today");
	if (table_names(opt.id_arg))
		die_usage("--id: %s is the name of a column that is written",
		          quote_text(opt.id_arg).text);
	tool_input(&tool, &in);

	struct job job = { .in = &in,
		           .id = input_column(&in, opt.id_arg),
		           .time = input_column(&in, opt.time_arg),
		           .amount = input_column(&in, opt.amount_arg),
		           .order = opt.order_given ? input_column(&in, opt.order_arg)
		                                    : input_find(&in, opt.order_arg),
		           .kind = input_find(&in, "kind"),
		           .has_limit = opt.as_of_given };
	if (opt.as_of_given)
		job.limit = tool_day("as-of", opt.as_of_arg);
	group_run(&groups, &in,
	          &(struct group_kind){ .record_size = sizeof(struct purchase),
	                                .state_size = sizeof(struct customer),
	                                .read = read_row,
	                                .add = add_row,
	                                .close = close_part,
	                                .done = block_done,
	                                .part_size = sizeof(struct order_log),
	                                .tally_size = sizeof(struct tally) },
	          &job, tool.threads);

	struct table table = { .groups = &groups,
		               .as_of = job.has_limit ? job.limit : job.latest,
		               .headerless = in.headerless };
	if (!job.has_limit && job.used) {
		char day[DAY_TEXT];

		day_print(day, table.as_of);
		note("as of %.*s, the last date in the data (--as-of chooses another)", DAY_TEXT, day);
	}
	too_large = table_check(&table);
	if (too_large)
		die(STATUS_INPUT, "customer %s: spend is too large to be added up",
		    quote(too_large->key).text);
	if (!in.headerless)
		table_score(&table);

	out = out_open(tool.output);
	if (!in.headerless)
		table_put_header(&header, in.header.name[job.id]);
	out_take(out, &header);
	blocks_slices(&(struct slices){ .n = table_slices(&table),
	                                .threads = tool.threads,
	                                .work = table_print,
	                                .job = &table,
	                                .take = out_take,
	                                .to = out });

	tool_stat(&tool, "rows_in", in.rows);
	tool_stat(&tool, "rows_used", job.used);
	tool_stat(&tool, "rows_after_as_of", job.later);
	tool_stat(&tool, "rows_out", groups.n);
	tool_conserve(in.rows, job.used + job.later);
	if (job.later)
		note("%llu of %llu rows are after the as-of date and were left out",
		     (unsigned long long)job.later, (unsigned long long)in.rows);
	groups_release(&groups);
	buf_release(&header);
	input_close(&in);
	return options_close(&opt, &tool, out);
}
