/* seg-report - tell people what the segments are. */
#include "options.h"

#include "beside.h"
#include "picked.h"
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

/* Marks what is to be drawn. */
static void choose_sections(struct report *r, const char *names, bool one)
{
	struct str rest = str_of(names ? names : one ? "segments" : ""), name;
	size_t n = 0;

	for (size_t i = 0; i < section_count; i++)
		r->drawn[i] = !names && !one;
	for (; str_split(&rest, ',', &name); n++) {
		const struct section *s = section_find(name);

		if (!s)
			die_usage("--section: no section %s", quote(name).text);
		r->drawn[s - sections] = true;
	}
	if (names && !n)
		die_usage("--section: no section named");
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
	struct beside beside;
	struct arena arena = { 0 };
	struct buf bytes = { 0 };
	struct report report = { .keep = &arena };
	const struct format *format;
	struct crew *crew;
	struct out *out;
	size_t segment;

	options_read(&opt, &tool, argc, argv);
	format = choose_format(opt.format_arg, tool.output);
	choose_sections(&report, opt.section_arg, format->one);
	report.set =
		(struct settings){ .title = opt.title_arg,
		                   .id = opt.id_arg,
		                   .currency = opt.currency_arg,
		                   .min_cell = tool_count("min-cell", opt.min_cell_arg, 1, 1000000),
		                   .confidence = tool_number("confidence", opt.confidence_arg, 0.5, 0.9999),
		                   .style = find_style() };
	tool_input(&tool, &in);
	segment = find_segment(&opt, &in);
	if (opt.id_given)
		input_column(&in, opt.id_arg);
	frame_load(&frame, &in, tool.threads);
	columns = picked_find(&report.set, &arena,
	                      &(struct picked_asked){ opt.id_arg, opt.value_arg, opt.value_given },
	                      &frame, segment);
	crew = crew_open(tool.threads);
	census_take(&census, &arena, &frame, &columns, crew);
	crew_close(crew);
	beside_read(&beside, &report.set,
	            &(struct beside_asked){ .orders = opt.orders_arg,
	                                    .cohort = opt.cohort_arg,
	                                    .as_of = opt.as_of_arg,
	                                    .audit = opt.audit_arg,
	                                    .previous = opt.previous_arg,
	                                    .id = opt.id_arg },
	            &frame, &census, &tool);
	report_measure(&report,
	               &(struct sources){ .census = &census,
	                                  .customers = &frame,
	                                  .previous = beside.previous.given ? &beside.previous.frame : NULL,
	                                  .orders = beside.has_orders ? &beside.orders : NULL,
	                                  .timeline = beside.has_orders ? &beside.timeline : NULL,
	                                  .audit = beside.audit.given ? &beside.audit.frame : NULL });

	out = out_open(tool.output);
	report.set.headerless = in.headerless;
	format->write(&bytes, &report);
	out_take(out, &bytes);
	tool_stat(&tool, "rows_in", in.rows);
	tool_stat(&tool, "segments", census.groups);
	tool_stat(&tool, "without_value", census.all.customers - census.valued);

	beside_release(&beside);
	frame_release(&frame);
	arena_release(&arena);
	buf_release(&bytes);
	input_close(&in);
	return options_close(&opt, &tool, out);
}
