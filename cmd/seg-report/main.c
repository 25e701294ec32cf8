/* seg-report - tell people what the segments are. */
#include "options.h"

#include "common.h"
#include "report.h"
#include "text.h"
#include "tool_data.h"

/* The form asked for, else the one of the output's suffix, else text. */
static const struct format *choose_format(const char *asked, const char *output)
{
	for (size_t i = 0; asked && i < format_count; i++)
		if (strcmp(asked, formats[i].name) == 0)
			return &formats[i];
	for (size_t i = 0; output && i < format_count; i++) {
		size_t n = strlen(output), suffix = strlen(formats[i].suffix);

		if (n > suffix && strcmp(output + n - suffix, formats[i].suffix) == 0)
			return &formats[i];
	}
	return &formats[0];
}

/* Marks what is to be drawn; returns the one section of a table. */
static size_t choose_sections(struct report *r, const char *names, bool one)
{
	struct str rest = str_of(names ? names : one ? "segments" : ""), name;
	size_t n = 0, last = 0;

	for (size_t i = 0; i < section_count; i++)
		r->drawn[i] = !names && !one;
	while (str_split(&rest, ',', &name)) {
		const struct section *s = section_find(name);

		if (!s)
			die_usage("--section: no section %s", quote(name).text);
		last = (size_t)(s - sections);
		r->drawn[last] = true;
		n++;
	}
	if (names && !n)
		die_usage("--section: no section named");
	if (one && n > 1)
		die_usage("--section: tsv is one table: name one section");
	return last;
}

/* seg-features makes rfm_segment, and its output may come here straight. */
static size_t find_segment(const struct options *opt, const struct input *in)
{
	if (!opt->segment_given && input_find(in, opt->segment_arg) == SIZE_MAX &&
	    input_find(in, "rfm_segment") != SIZE_MAX) {
		note("no column 'segment': reporting by rfm_segment (--segment chooses another)");
		return input_find(in, "rfm_segment");
	}
	return input_column(in, opt->segment_arg);
}

/* Recency, orders and value when one of them is there, else the first columns of numbers. */
static void find_typical(struct settings *set, struct census_columns *col, const struct frame *f,
                         size_t id)
{
	const char *const usual[CENSUS_TYPICAL] = { "recency_days", "orders", set->value };
	const struct input *in = f->in;
	bool any = false;
	size_t n = 0;

	for (size_t k = 0; k < CENSUS_TYPICAL; k++) {
		col->typical[k] = input_find(in, usual[k]);
		set->typical[k] = usual[k];
		any |= col->typical[k] != SIZE_MAX;
	}
	if (any || !f->rows)
		return;
	memset(set->typical, 0, sizeof(set->typical));
	for (size_t c = 0; c < in->header.columns && n < CENSUS_TYPICAL; c++) {
		if (c == id || c == col->segment || !frame_is_numeric(f, c))
			continue;
		col->typical[n] = c;
		set->typical[n++] = in->header.name[c].p;
	}
	if (n)
		note("no column recency_days, orders or %s: the typical customer is shown by "
		     "%s%s%s%s%s",
		     set->value, set->typical[0], n > 1 ? ", " : "", n > 1 ? set->typical[1] : "",
		     n > 2 ? ", " : "", n > 2 ? set->typical[2] : "");
}

static struct census_columns find_columns(struct settings *set, const struct options *opt,
                                          const struct frame *f, size_t segment)
{
	const struct input *in = f->in;
	struct census_columns col = { .segment = segment,
		                      .orders = input_find(in, "orders"),
		                      .first = input_find(in, "first_order"),
		                      .last = input_find(in, "last_order") };

	set->segment = in->header.name[segment].p;
	set->value = opt->value_arg;
	if (str_is(str_of(set->value), "segment") || str_is(str_of(set->value), "customers") ||
	    str_is(str_of(set->value), "share"))
		die_usage("--value: the table has a column %s of its own: rename yours",
		          quote_text(set->value).text);
	col.value = opt->value_given ? input_column(in, opt->value_arg) : input_find(in, opt->value_arg);
	set->has_value = col.value != SIZE_MAX;
	set->has_orders = col.orders != SIZE_MAX;
	find_typical(set, &col, f, input_find(in, opt->id_arg));
	if (!set->has_value)
		note("no column '%s': nothing is said of revenue (--value names one)", set->value);
	return col;
}

static const char *find_style(void)
{
	for (size_t i = 0; tool_data[i].name; i++)
		if (strcmp(tool_data[i].name, "report") == 0)
			return tool_data[i].text;
	return "";
}

int main(int argc, char **argv)
{
	struct options opt;
	struct tool tool;
	struct input in;
	struct frame frame;
	struct census census;
	struct census_columns columns;
	struct arena arena = { 0 };
	struct buf bytes = { 0 };
	struct report report = { .keep = &arena };
	const struct format *format;
	struct crew *crew;
	struct out *out;
	size_t segment, table;

	options_read(&opt, &tool, argc, argv);
	format = choose_format(opt.format_arg, tool.output);
	table = choose_sections(&report, opt.section_arg, !format->write);
	report.set =
		(struct settings){ .title = opt.title_arg,
		                   .currency = opt.currency_arg,
		                   .min_cell = tool_count("min-cell", opt.min_cell_arg, 1, 1000000),
		                   .confidence = tool_number("confidence", opt.confidence_arg, 0.5, 0.9999),
		                   .style = find_style() };
	tool_input(&tool, &in);
	segment = find_segment(&opt, &in);
	if (opt.id_given)
		input_column(&in, opt.id_arg);
	frame_load(&frame, &in, tool.threads);
	columns = find_columns(&report.set, &opt, &frame, segment);
	crew = crew_open(tool.threads);
	census_take(&census, &arena, &frame, &columns, crew);
	crew_close(crew);
	report_measure(&report, &census);

	out = out_open(tool.output);
	if (format->write)
		format->write(&bytes, &report);
	else
		table_print(&bytes, &report.table[table], in.headerless);
	out_take(out, &bytes);
	tool_stat(&tool, "rows_in", in.rows);
	tool_stat(&tool, "segments", census.groups);
	tool_stat(&tool, "without_value", census.all.customers - census.valued);

	frame_release(&frame);
	arena_release(&arena);
	buf_release(&bytes);
	input_close(&in);
	return options_close(&opt, &tool, out);
}
