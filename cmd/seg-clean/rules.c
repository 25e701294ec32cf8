/* rules - a list of what is asked of columns. */
#include "rules.h"

#include "diag.h"
#include "tsv.h"

void rules_add(struct rules *r, struct arena *keep, struct rule rule)
{
	if (r->n == r->room) {
		struct rule *more;

		r->room = r->room ? 2 * r->room : 32;
		more = ARENA_ARRAY(keep, struct rule, r->room);
		if (r->n)
			memcpy(more, r->rule, r->n * sizeof(*more));
		r->rule = more;
	}
	r->rule[r->n++] = rule;
}

/* A line without its end; false when there is none left. */
static bool next_line(struct str *rest, struct str *line)
{
	if (!str_split(rest, '\n', line))
		return false;
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* Where each part of a rule stands in a line. */
struct places {
	size_t column, rule, argument, severity, columns;
};

static void read_header(struct places *at, const char *file, struct str line)
{
	struct arena a = { 0 };
	struct tsv_header h;
	struct fault f = { 0 };
	struct place place = { file, 1, NULL };

	if (!tsv_header_read(&h, &a, line, &f))
		die_at(place, "%s", f.text);
	at->column = tsv_header_find(&h, str_of("column"));
	at->rule = tsv_header_find(&h, str_of("rule"));
	at->argument = tsv_header_find(&h, str_of("argument"));
	at->severity = tsv_header_find(&h, str_of("severity"));
	at->columns = h.columns;
	if (at->column == SIZE_MAX || at->rule == SIZE_MAX || at->argument == SIZE_MAX)
		die_at(place,
		       "a rules file begins with the names column, rule and argument, and tabs "
		       "between them, not %s",
		       quote(line).text);
	arena_release(&a);
}

void rules_read(struct rules *r, struct arena *keep, const char *file, struct str text)
{
	struct places at = { 0 };
	struct str line;
	size_t number = 0;

	r->file = file;
	if (str_utf8_bad(text) != text.n)
		die_at((struct place){ file, 0, NULL }, "not UTF-8 text");
	if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0)
		text.p += 3, text.n -= 3;
	while (next_line(&text, &line)) {
		struct rule rule = { .line = ++number };
		struct str rest = line, cell;
		struct buf scratch = { 0 };

		if (number == 1) {
			read_header(&at, file, line);
			continue;
		}
		if (!line.n)
			continue;
		for (size_t c = 0; str_split(&rest, '\t', &cell); c++) {
			struct str kept = arena_str(keep, tsv_text(cell, &scratch));

			if (c >= at.columns)
				die_at((struct place){ file, number, NULL },
				       "more cells than the header names columns");
			if (c == at.column)
				rule.column = kept;
			else if (c == at.rule)
				rule.rule = kept;
			else if (c == at.argument)
				rule.argument = kept;
			else if (c == at.severity)
				rule.severity = kept;
		}
		buf_release(&scratch);
		if (!rule.column.n || !rule.rule.n)
			die_at((struct place){ file, number, NULL },
			       "a rule needs a column and a rule");
		rules_add(r, keep, rule);
	}
	if (!number)
		die_at((struct place){ file, 0, NULL }, "empty rules file: no header line");
}
