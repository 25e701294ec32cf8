/* seg-report - tell people what the segments are. */
#include "options.h"

#include "beside.h"
#include "common.h"
#include "gaps.h"
#include "names.h"
#include "orphans.h"
#include "own_kpis.h"
#include "picked.h"
#include "privacy.h"
#include "repeats.h"
#include "text.h"
#include "tool_data.h"

#define PUBLIC_CELL 10 /* the least of --public */
#define CURRENCY 8     /* columns, at most */

static const char *section_names(struct arena *keep)
{
	const char *all = "";

	for (size_t i = 0; i < section_count; i++)
		all = arena_printf(keep, "%s%s%s", all, i ? " " : "", sections[i].name);
	return all;
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
			die_usage("--section: no section %s; there are: %s", quote(name).text,
			          section_names(r->keep));
		r->drawn[s - sections] = true;
	}
	if (names && !n)
		die_usage("--section: no section named");
}

/* One segment says nothing of itself: then the classes of seg-features do. */
static size_t settle_segment(const struct options *opt, const struct frame *f, size_t segment)
{
	size_t rfm = input_find(f->in, "rfm_segment");

	if (opt->segment_given || rfm == SIZE_MAX || segment == rfm || f->rows < 2)
		return segment;
	for (size_t i = 1; i < f->rows; i++)
		if (!str_eq(frame_cell(f, i, segment), frame_cell(f, 0, segment)))
			return segment;
	note("all customers are in one segment: reporting by rfm_segment (--segment=segment "
	     "reports the one)");
	return rfm;
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

/* It stands in the middle of figures, on terminals too: a longer one would push numbers out of their columns. */
static const char *clean_currency(struct arena *keep, const char *text)
{
	struct buf b = { 0 };
	const char *out;

	text_clean(&b, str_of(text));
	if (text_width(buf_view(&b)) > CURRENCY)
		die_usage("--currency: %d columns at most, not %s: take the sign or the code",
		          CURRENCY, quote(str_of(text)).text);
	out = arena_str(keep, buf_view(&b)).p;
	buf_release(&b);
	return out;
}

static uint64_t find_min_cell(const struct options *opt)
{
	uint64_t n = tool_count("min-cell", opt->min_cell_arg, 1, 1000000);

	if (!opt->public_flag || n >= PUBLIC_CELL)
		return n;
	if (opt->min_cell_given)
		die_usage("--public: --min-cell is %d at least, not %s", PUBLIC_CELL, opt->min_cell_arg);
	return PUBLIC_CELL;
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
	struct sources sources;
	struct own_kpis own_kpis = { .n = 0 };
	struct names names;
	struct arena arena = { 0 };
	struct buf bytes = { 0 };
	struct report report = { .keep = &arena };
	const struct format *format;
	struct crew *crew;
	struct out *out;
	size_t segment;

	options_read(&opt, &tool, argc, argv);
	format = format_choose(opt.format_arg, tool.output);
	choose_sections(&report, opt.section_arg, format->one);
	report.set = (struct settings){ .title = opt.title_arg,
		                        .id = opt.id_arg,
		                        .currency = clean_currency(&arena, opt.currency_arg),
		                        .min_cell = find_min_cell(&opt),
		                        .public = opt.public_flag,
		                        .confidence = tool_number("confidence", opt.confidence_arg,
		                                                  0.5, 0.9999),
		                        .style = find_style() };
	if (opt.public_flag && opt.kpi_given)
		die_usage("--public: --kpi may give customers away: leave one of them out");
	for (unsigned i = 0; i < opt.kpi_given; i++)
		own_kpis_add(&own_kpis, &arena, opt.kpi_arg[i]);
	if (opt.names_given) {
		names_read(&names, &arena, opt.names_arg);
		report.set.names = &names;
	}
	tool_input(&tool, &in);
	segment = find_segment(&opt, &in);
	if (opt.id_given)
		input_column(&in, opt.id_arg);
	frame_load(&frame, &in, tool.threads);
	if (input_find(&in, opt.id_arg) != SIZE_MAX)
		repeats_say(&frame, input_find(&in, opt.id_arg));
	segment = settle_segment(&opt, &frame, segment);
	columns = picked_find(&report.set, &arena,
	                      &(struct picked_asked){ opt.id_arg, opt.value_arg, opt.value_given },
	                      &frame, segment);
	own_kpis_bind(&own_kpis, &arena, &frame, input_find(&in, opt.id_arg));
	crew = crew_open(tool.threads);
	census_take(&census, &arena, &frame, &columns, crew);
	crew_close(crew);
	beside_read(&beside, &report.set,
	            &(struct beside_asked){ .orders = opt.orders_arg,
	                                    .cohort = opt.cohort_arg,
	                                    .as_of = opt.as_of_arg,
	                                    .side = { opt.audit_arg, opt.previous_arg,
	                                              opt.votes_arg, opt.traits_arg, opt.metrics_arg,
	                                              opt.actions_arg, opt.costs_arg },
	                                    .id = opt.id_arg },
	            &frame, &census, &tool);
	sources = beside_sources(&beside, &census, &frame, &own_kpis);
	orphans_say(&report, &sources, opt.names_arg);
	privacy_find(&report, &census);
	report_measure(&report, &sources);
	if (opt.section_given)
		gaps_say(&report, format->tables);

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
