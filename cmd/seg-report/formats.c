/* formats - the forms a report is written in. */
#include "forms.h"
#include "page.h"

const struct format formats[] = {
	{ "text", ".txt", "80 columns for a terminal", page_text, false },
	{ "tsv", ".tsv", "the table of segments, or of the sections named", forms_tsv, true },
	{ "markdown", ".md", "words and tables for a mail or a wiki", forms_markdown, false },
	{ "html", ".html", "one page, complete in itself", page_html, false },
	{ "json", ".json", "the tables of all sections", forms_json, false },
};
const size_t format_count = sizeof(formats) / sizeof(*formats);
