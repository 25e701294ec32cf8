/* report - sections that measure and draw, and the forms a report is written in. */
#include "report.h"

#include "figure.h"
#include "text.h"

const struct section *section_find(struct str name)
{
	for (size_t i = 0; i < section_count; i++)
		if (str_is(name, sections[i].name))
			return &sections[i];
	return NULL;
}

void report_measure(struct report *r, const struct sources *s)
{
	for (unsigned after = 0; after <= 2; after++)
		for (size_t i = 0; i < section_count; i++)
			if (sections[i].after == after)
				sections[i].measure(&r->table[i], r, s);
}

const struct table *report_table(const struct report *r, const char *section)
{
	return &r->table[section_find(str_of(section)) - sections];
}

enum unit report_unit(const struct report *r, const char *column)
{
	static const char *const money[] = { "spend",   "mean_order", "first_amount",
		                             "revenue", "margin",     "clv" };
	size_t n = strlen(column), days = strlen("_days");

	for (size_t i = 0; i < sizeof(money) / sizeof(*money); i++)
		if (strcmp(column, money[i]) == 0)
			return UNIT_MONEY;
	if (strcmp(column, r->set.value) == 0)
		return UNIT_MONEY;
	return n > days && strcmp(column + n - days, "_days") == 0 ? UNIT_DAYS : UNIT_PLAIN;
}

const char *report_say(const struct report *r, const struct cell *c)
{
	struct buf b = { 0 };
	const char *said;

	if (c->kind == CELL_TEXT || c->kind == CELL_LABEL)
		text_clean(&b, c->text);
	else if (c->kind == CELL_COUNT)
		figure_count(&b, c->count);
	else if (c->kind == CELL_FEW)
		buf_printf(&b, "<%llu", (unsigned long long)c->count);
	else if (c->kind == CELL_MANY)
		buf_printf(&b, "≥%llu", (unsigned long long)c->count);
	else if (c->unit == UNIT_MONEY)
		figure_money(&b, cell_value(c), r->set.currency);
	else if (c->unit == UNIT_SHARE)
		figure_percent(&b, cell_value(c));
	else if (c->unit == UNIT_DAYS || c->unit == UNIT_INDEX)
		figure_whole(&b, cell_value(c));
	else if (c->unit == UNIT_RATIO)
		figure_ratio(&b, cell_value(c));
	else
		figure_number(&b, cell_value(c));
	said = arena_str(r->keep, buf_view(&b)).p;
	buf_release(&b);
	return said;
}

const char *report_word(const struct report *r, uint64_t n)
{
	struct buf b = { 0 };
	const char *said;

	figure_word(&b, n);
	said = arena_str(r->keep, buf_view(&b)).p;
	buf_release(&b);
	return said;
}

const struct cell *report_measured(const struct report *r, const char *section, const char *measure)
{
	static const struct cell missing;
	const struct cell *row = table_row(report_table(r, section), measure);

	return row ? row + 1 : &missing;
}

void report_heading(struct buf *b, const char *topic, const char *finding)
{
	buf_text(b, "\n\n");
	text_capitals(b, str_of(topic));
	buf_char(b, '\n');
	text_wrap(b, "", "", str_of(finding));
	text_rule(b, "─");
}
