/* formats - the forms a report is written in. */
#include "page.h"

const struct format formats[] = {
	{ "text", ".txt", "80 columns for a terminal", page_text },
	{ "tsv", ".tsv", "one section's table, segments unless --section names another", NULL },
	{ "html", ".html", "one page, complete in itself", page_html },
};
const size_t format_count = sizeof(formats) / sizeof(*formats);
