/* markdown - a report's words for a mail or a wiki. */
#include "forms.h"

#include "drawn.h"
#include "page.h"
#include "text.h"

/* Data as text: whatever could be markup, a link or a reference to a person gets a backslash. */
static void put(struct buf *b, struct str data)
{
	struct buf clean = { 0 };

	text_clean(&clean, data);
	for (size_t i = 0; i < clean.n; i++) {
		char c = clean.p[i];
		bool www = c == '.' && i >= 3 && (clean.p[i - 1] | 32) == 'w' &&
		           (clean.p[i - 2] | 32) == 'w';

		if (strchr("\\`*_[]<>|&#~@$!", c) || www ||
		    (c == ':' && i + 1 < clean.n && clean.p[i + 1] == '/'))
			buf_char(b, '\\');
		buf_char(b, c);
	}
	buf_release(&clean);
}

static void put_words(struct buf *b, const char *words)
{
	put(b, str_of(words));
}

static void put_findings(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "findings");

	for (size_t i = 0; i < t->rows; i++) {
		buf_printf(b, "%zu. **", i + 1);
		put(b, table_text(t, i, "sentence"));
		buf_text(b, "** ");
		put(b, table_text(t, i, "detail"));
		buf_char(b, '\n');
	}
}

static void put_segments(struct buf *b, const struct report *r)
{
	struct drawn d = drawn_make(r);

	put_words(b, d.finding);
	buf_text(b, ".\n\n| | Segment | Customers | % of customers |");
	buf_text(b, r->set.has_value ? " % of revenue |" : "");
	for (size_t k = 0; k < d.typicals; k++) {
		struct drawn_label label = drawn_label(r, d.typical[k]);

		buf_char(b, ' ');
		put_words(b, label.upper);
		buf_text(b, *label.upper ? " " : "");
		put_words(b, label.lower);
		buf_text(b, " |");
	}
	buf_text(b, r->set.has_value ? "\n|---|---|---:|---:|---:|" : "\n|---|---|---:|---:|");
	for (size_t k = 0; k < d.typicals; k++)
		buf_text(b, "---:|");
	for (size_t i = 0; i < d.rows; i++) {
		const struct drawn_segment *s = &d.segment[i];

		buf_text(b, "\n| ");
		put_words(b, s->tag);
		buf_text(b, " | ");
		put_words(b, s->name);
		for (size_t k = SEGMENT_CUSTOMERS; k < SEGMENT_TYPICAL + d.typicals; k++) {
			size_t column = k < SEGMENT_TYPICAL
			                        ? k
			                        : SEGMENT_TYPICAL + d.typical[k - SEGMENT_TYPICAL];

			if (k == SEGMENT_VALUE || k == SEGMENT_VALUE_SHARE_LOWER ||
			    k == SEGMENT_VALUE_SHARE_UPPER ||
			    (k == SEGMENT_VALUE_SHARE && !r->set.has_value))
				continue;
			buf_text(b, " | ");
			put_words(b, report_say(r, &s->cell[column]));
		}
		buf_text(b, " |");
	}
	buf_text(b, "\n\n");
	put_words(b, d.reading);
	buf_printf(b, "%s%s", *d.reading && *d.rounding ? " " : "", d.rounding);
	buf_text(b, *d.reading || *d.rounding ? "\n" : "");
	if (d.contrast) {
		buf_char(b, '\n');
		put_words(b, d.contrast);
		buf_char(b, '\n');
	}
	if (*d.intervals) {
		buf_char(b, '\n');
		put_words(b, d.intervals);
		buf_char(b, '\n');
	}
}

/* The finding, and what stands below the rule as an indented block, in which nothing is markup. */
static void put_drawing(struct buf *b, struct str text)
{
	struct str line;
	bool figure = false;

	str_split(&text, '\n', &line); /* two blank lines and the topic, which is the heading here */
	str_split(&text, '\n', &line);
	str_split(&text, '\n', &line);
	while (str_split(&text, '\n', &line)) {
		if (!figure && line.n >= 3 && memcmp(line.p, "─", 3) == 0) {
			figure = true;
			buf_char(b, '\n');
			continue;
		}
		if (!figure) {
			put(b, line);
		} else if (line.n) {
			buf_text(b, "    ");
			buf_str(b, line);
		}
		buf_char(b, '\n');
	}
}

void forms_markdown(struct buf *b, const struct report *r)
{
	struct buf text = { 0 };

	buf_text(b, "# ");
	put_words(b, page_title(r));
	buf_char(b, '\n');
	if (*page_span(r)) {
		buf_char(b, '\n');
		put_words(b, page_span(r));
		buf_char(b, '\n');
	}
	if (!report_table(r, "segments")->rows)
		buf_text(b, "\nThere are no customers.\n");
	for (size_t i = 0; i < section_count; i++) {
		if (!r->drawn[i] || !sections[i].there || !sections[i].there(r))
			continue;
		buf_printf(b, "\n## %s\n\n", sections[i].topic);
		buf_clear(&text);
		if (strcmp(sections[i].name, "findings") == 0) {
			put_findings(b, r);
		} else if (strcmp(sections[i].name, "segments") == 0) {
			put_segments(b, r);
		} else {
			sections[i].text(&text, r);
			put_drawing(b, buf_view(&text));
		}
	}
	buf_release(&text);
}
