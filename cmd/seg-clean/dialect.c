/* dialect - how a file is written: told by options, or found in its first lines. */
#include "dialect.h"

#include "diag.h"

/* --delimiter as it may be said. */
static const struct {
	const char *name;
	char delimiter;
} spoken[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' },
	       { "\\t", '\t' },  { "pipe", '|' },      { "blank", '\0' } };

static char one_character(const char *option, const char *text)
{
	if (strlen(text) != 1 || (unsigned char)*text < ' ' || (unsigned char)*text > '~')
		die_usage("--%s: not one character%s: %s", option,
		          strcmp(option, "quote") == 0 ? " or none" : ", tab or blank",
		          quote_text(text).text);
	return *text;
}

static char delimiter_option(const char *text)
{
	for (size_t i = 0; i < sizeof(spoken) / sizeof(*spoken); i++)
		if (strcmp(text, spoken[i].name) == 0)
			return spoken[i].delimiter;
	if (*text == '"')
		die_usage("--delimiter: not one character, tab or blank: %s", quote_text(text).text);
	return one_character("delimiter", text);
}

static char quote_option(const char *text)
{
	return strcmp(text, "none") == 0 ? '\0' : one_character("quote", text);
}

/* The delimiter that options leave no choice of; false when it is to be found. */
static bool told_delimiter(const struct dialect_told *told, char *delimiter)
{
	if (told->delimiter)
		*delimiter = delimiter_option(told->delimiter);
	else if (told->form == FORM_TSV || told->form == FORM_TSV_QUOTED)
		*delimiter = '\t';
	else
		return false;
	return true;
}

void dialect_check(const struct dialect_told *told)
{
	char delimiter, quote = told->quote ? quote_option(told->quote) : '\0';

	if (!told_delimiter(told, &delimiter))
		return;
	if (told->form >= FORM_TSV && delimiter != '\t')
		die_usage("--from: a TSV file is separated by tabs, not by --delimiter=%s",
		          told->delimiter);
	if (quote && quote == delimiter)
		die_usage("--quote and --delimiter are the same");
}

/* Tab separated files are taken as seg-tsv, which the tools here and databases write: no quotes. */
static struct csv_dialect dialect_of(const struct dialect_told *told, char delimiter, bool quoted_tabs)
{
	struct csv_dialect d = { .delimiter = delimiter };
	bool tsv = delimiter == '\t' && told->form != FORM_TSV_QUOTED && told->form != FORM_CSV &&
	           !quoted_tabs;

	d.escapes = tsv && !told->quote;
	d.quote = told->quote ? quote_option(told->quote) : tsv || !delimiter ? '\0' : '"';
	return d;
}

static const char marks[] = ",;\t|";
#define MARKS 4

/* How often each mark stands outside quotes in the first record of the text; returns its bytes. */
static size_t count_marks(struct str text, char quote, size_t count[MARKS])
{
	bool quoted = false;
	size_t i;

	memset(count, 0, MARKS * sizeof(*count));
	for (i = 0; i < text.n && (quoted || text.p[i] != '\n'); i++) {
		const char *at = quoted || !text.p[i] ? NULL : strchr(marks, text.p[i]);

		if (text.p[i] == quote)
			quoted = !quoted;
		else if (at)
			count[at - marks]++;
	}
	return i < text.n ? i + 1 : i;
}

static struct str after(struct str text, size_t n)
{
	return (struct str){ text.p + n, text.n - n };
}

static bool blank_line(struct str text, size_t n)
{
	return str_trim((struct str){ text.p, n }).n == 0;
}

/* Whether the lines that follow hold a table of three columns or more, which the line before them has not. */
static bool title(struct str text, char quote)
{
	size_t count[MARKS], one[MARKS], lines = 0, n;

	n = count_marks(text, quote, count);
	if (count[0] + count[1] + count[2] + count[3])
		return false;
	for (text = after(text, n); text.n && lines < 3; text = after(text, n)) {
		n = count_marks(text, quote, count);
		if (blank_line(text, n))
			continue;
		if (lines++ && memcmp(count, one, sizeof(one)) != 0)
			return false;
		memcpy(one, count, sizeof(one));
	}
	return lines > 1 && (one[0] > 1 || one[1] > 1 || one[2] > 1 || one[3] > 1);
}

/* Bytes before the header: blank lines, lines that begin with # (before the header only: an order number may begin so),
 * and a title above a table. */
static size_t preamble(const struct dialect_told *told, struct str text, char quote, size_t *lines)
{
	size_t skip = 0;
	bool remarks = false;

	*lines = 0;
	while (skip < text.n && *lines < (told->preamble_told ? told->preamble : 1000)) {
		struct str rest = after(text, skip);
		const char *lf = memchr(rest.p, '\n', rest.n);
		size_t n = lf ? (size_t)(lf - rest.p) + 1 : rest.n;

		if (!told->preamble_told && !blank_line(rest, n) && rest.p[0] != '#' &&
		    !(*lines < 20 && title(rest, quote)))
			break;
		remarks |= !blank_line(rest, n);
		skip += n;
		++*lines;
	}
	if (skip == text.n && !told->preamble_told)
		skip = 0; /* nothing but remarks: then they are the table */
	if (!remarks || !skip)
		*lines = 0;
	return skip;
}

/* Words of a line, and how many of them begin as a number does. */
static size_t count_words(struct str line, size_t *numbers)
{
	size_t words = 0;

	*numbers = 0;
	for (size_t i = 0; i < line.n; i++) {
		bool blank = strchr(" \t\r\n", line.p[i]) != NULL;
		bool first = !blank && (!i || strchr(" \t\r\n", line.p[i - 1]));

		words += first;
		*numbers += first && line.p[i] >= '0' && line.p[i] <= '9';
	}
	return words;
}

/* Whether the lines, whole ones, are of as many words each, three or more, of which two are numbers in all but the
 * first. */
static bool blank_separated(struct str text, bool last)
{
	size_t lines = 0, words = 0, numbers;

	for (size_t n; text.n && lines < 20; text = after(text, n)) {
		const char *lf = memchr(text.p, '\n', text.n);
		size_t here;

		n = lf ? (size_t)(lf - text.p) + 1 : text.n;
		if (!lf && !last)
			break;
		here = count_words((struct str){ text.p, n }, &numbers);
		if (!here)
			continue;
		if (lines++ ? here != words || numbers < 2 : here < 3)
			return false;
		words = here;
	}
	return lines > 2;
}

static void say_delimiter(const char *file, char delimiter, bool quoted_tabs)
{
	if (!delimiter)
		note("%s: cells are separated by blanks (--delimiter chooses)", file);
	if (delimiter == ';' || delimiter == '|')
		note("%s: cells are separated by %s (--delimiter chooses)", file,
		     delimiter == ';' ? "semicolons" : "|");
	if (quoted_tabs)
		note("%s: cells are separated by tabs and quoted (--from chooses)", file);
}

bool dialect_find(const struct dialect_told *told, const char *file, struct str bytes, bool last,
                  struct csv_dialect *d, size_t *skip)
{
	char quote = told->quote ? quote_option(told->quote) : '"', delimiter;
	size_t lines = 0, best = 0, count[MARKS];
	struct str head;
	bool found, quoted_tabs;

	*skip = told->no_header && !told->preamble_told ? 0 : preamble(told, bytes, quote, &lines);
	head = after(bytes, *skip);
	if (!last && (!head.n || !memchr(head.p, '\n', head.n)))
		return false;
	found = !told_delimiter(told, &delimiter);
	if (found) {
		count_marks(head, quote, count);
		for (size_t m = 1; m < MARKS; m++)
			if (count[m] > count[best])
				best = m;
		delimiter = count[best] || !blank_separated(head, last) ? marks[best] : '\0';
	}
	quoted_tabs = found && delimiter == '\t' && told->form == FORM_AUTO && head.n &&
	              head.p[0] == quote;
	*d = dialect_of(told, delimiter, quoted_tabs);
	if (lines && !told->preamble_told)
		note("%s: the table begins on line %zu (--preamble chooses)", file, lines + 1);
	if (found)
		say_delimiter(file, delimiter, quoted_tabs);
	return true;
}
