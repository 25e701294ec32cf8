/* formats - the forms a report is written in. */
#include <strings.h>

#include "diag.h"
#include "forms.h"
#include "page.h"

const struct format formats[] = {
	{ "text", ".txt", "80 columns for a terminal", page_text, false, false },
	{ "tsv", ".tsv", "the table of segments, or of the sections named", forms_tsv, true, true },
	{ "markdown", ".md", "words and tables for a mail or a wiki", forms_markdown, false, false },
	{ "html", ".html", "one page, complete in itself", page_html, false, false },
	{ "json", ".json", "the tables of all sections", forms_json, true, false },
};
const size_t format_count = sizeof(formats) / sizeof(*formats);

/* What people expect of a report and is none of these, and what serves them. */
static const struct {
	const char *suffix, *instead;
} others[] = {
	{ ".pdf", "a page, as in -o report.html, and print it" },
	{ ".docx", "a page, as in -o report.html, which word processors open" },
	{ ".doc", "a page, as in -o report.html, which word processors open" },
	{ ".odt", "a page, as in -o report.html, which word processors open" },
	{ ".htm", "a page, as in -o report.html" },
	{ ".xlsx", "a table, as in -o report.tsv, which spreadsheets open" },
	{ ".xls", "a table, as in -o report.tsv, which spreadsheets open" },
	{ ".ods", "a table, as in -o report.tsv, which spreadsheets open" },
	{ ".csv", "a table, as in -o report.tsv, which spreadsheets open" },
};

static bool ends(const char *name, const char *suffix)
{
	size_t n = strlen(name), tail = strlen(suffix);

	return n > tail && strcasecmp(name + n - tail, suffix) == 0;
}

const struct format *format_choose(const char *asked, const char *output)
{
	for (size_t i = 0; asked && i < format_count; i++)
		if (strcmp(asked, formats[i].name) == 0)
			return &formats[i];
	for (size_t i = 0; output && i < format_count; i++)
		if (ends(output, formats[i].suffix))
			return &formats[i];
	for (size_t i = 0; output && i < sizeof(others) / sizeof(*others); i++)
		if (ends(output, others[i].suffix))
			die_usage("--output: no %s is written here: write %s", others[i].suffix,
			          others[i].instead);
	return &formats[0];
}
