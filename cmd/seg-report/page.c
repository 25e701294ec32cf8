/* page - the report as one HTML page, and as one text. */
#include "page.h"

#include "html.h"
#include "text.h"

#define DEFAULT_TITLE "Customer report"

static const char *say(const struct report *r, const char *measure)
{
	return report_say(r, report_measured(r, "methods", measure));
}

static bool has_own_title(const struct report *r)
{
	return !str_is(str_of(r->set.title), DEFAULT_TITLE);
}

const char *page_title(const struct report *r)
{
	return has_own_title(r) ? arena_printf(r->keep, DEFAULT_TITLE ": %s", r->set.title)
	                        : DEFAULT_TITLE;
}

static const char *span(const struct report *r)
{
	if (!*say(r, "first_order"))
		return "";
	return arena_printf(r->keep, "%s to %s", say(r, "first_order"), say(r, "last_order"));
}

static const char *counted(const struct report *r, const char *figure, const char *noun)
{
	const char *n = say(r, figure);

	return arena_printf(r->keep, "%s %s%s", n, noun, strcmp(n, "1") == 0 ? "" : "s");
}

const char *page_span(const struct report *r)
{
	if (!*span(r))
		return "";
	return arena_printf(r->keep, "%s, %s; %s", span(r), counted(r, "days", "day"),
	                    counted(r, "rows_read", "customer"));
}

static bool nobody(const struct report *r)
{
	return !report_table(r, "segments")->rows;
}

static bool wanted(const struct report *r, size_t i)
{
	return r->drawn[i] && sections[i].there && sections[i].there(r);
}

/* --- html --- */

void page_section_open(struct buf *b, const char *id, const char *topic, const char *finding)
{
	html_put(b,
	         "<section id=\"%s\" aria-labelledby=\"%s-h\">\n<div class=\"words\">\n<p "
	         "class=\"kicker\">%s</p>\n"
	         "<h2 id=\"%s-h\">%s</h2>\n",
	         id, id, topic, id, finding);
}

void page_section_close(struct buf *b)
{
	buf_text(b, "</section>\n\n");
}

static void put_fact(struct buf *b, const char *name, const char *value)
{
	if (*value)
		html_put(b, "<div><dt>%s</dt><dd>%s</dd></div>\n", name, value);
}

/* "Rows of orders used 404,777 of 541,909", with the way to where it says why not all. */
static void put_rows(struct buf *b, const struct report *r)
{
	const char *used = say(r, "orders_used"), *read = say(r, "orders_read");

	if (!*used)
		return;
	html_put(b, "<div><dt>Rows of orders used</dt><dd>%s%s", strcmp(used, read) ? used : "all",
	         strcmp(used, read) ? " of " : " ");
	html_put(b, "%s", read);
	if (strcmp(used, read) != 0 && r->drawn[section_find(str_of("methods")) - sections])
		buf_text(b, " (<a href=\"#methods\">why not all</a>)");
	buf_text(b, "</dd></div>\n");
}

static void put_masthead(struct buf *b, const struct report *r)
{
	buf_text(b, "<header class=\"mast\">\n");
	if (has_own_title(r))
		buf_text(b, "<p class=\"kicker\">" DEFAULT_TITLE "</p>\n");
	html_put(b, "<h1>%s</h1>\n<p class=\"sub\">Who buys, and what they bring%s%s</p>\n<dl class=\"facts\">\n",
	         r->set.title, *span(r) ? ", " : "", span(r));
	put_fact(b, "Last order", say(r, "last_order"));
	put_fact(b, "Days of data", say(r, "days"));
	put_fact(b, "Customers", say(r, "rows_read"));
	put_fact(b, "Segments", say(r, "segments"));
	put_rows(b, r);
	buf_text(b, "</dl>\n</header>\n\n");
}

static void put_contents(struct buf *b, const struct report *r)
{
	buf_text(b, "<nav class=\"contents\" aria-label=\"Contents\"><ol>\n");
	for (size_t i = 0; i < section_count; i++)
		if (wanted(r, i) && !sections[i].front)
			html_put(b, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].name,
			         sections[i].topic);
	buf_text(b, "</ol></nav>\n\n");
}

void page_html(struct buf *b, const struct report *r)
{
	html_open(b, page_title(r), r->set.style);
	buf_text(b, "<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n<div "
	            "class=\"page\">\n\n");
	put_masthead(b, r);
	buf_text(b, "<main id=\"main\">\n\n");
	if (nobody(r))
		buf_text(b, "<div class=\"lead\"><p><b>There are no customers.</b> The input has a "
		            "header and no "
		            "rows.</p></div>\n");
	for (int front = 1; front >= 0; front--) {
		for (size_t i = 0; i < section_count; i++)
			if (wanted(r, i) && sections[i].front == (front == 1))
				sections[i].html(b, r);
		if (front)
			put_contents(b, r);
	}
	html_put(b,
	         "</main>\n\n<footer><p>%s%s. This file is complete in itself: it loads nothing "
	         "and sends nothing.</p>"
	         "</footer>\n</div>\n",
	         has_own_title(r) ? DEFAULT_TITLE ": " : "", r->set.title);
	html_close(b);
}

/* --- text --- */

static void put_title(struct buf *b, const struct report *r)
{
	struct buf title = { 0 }, name = { 0 };

	text_name(&name, str_of(r->set.title));
	if (has_own_title(r))
		buf_text(&title, DEFAULT_TITLE ": ");
	buf_str(&title, buf_view(&name));
	buf_clear(&name);
	text_capitals(&name, buf_view(&title));
	text_wrap(b, "", "", buf_view(&name));
	buf_release(&name);
	buf_release(&title);
}

void page_text(struct buf *b, const struct report *r)
{
	put_title(b, r);
	text_rule(b, "━");
	if (*span(r))
		text_wrap(b, "", "", str_of(page_span(r)));
	if (nobody(r))
		buf_text(b, "\nThere are no customers: the input has a header and no rows.\n");
	for (size_t i = 0; i < section_count; i++)
		if (wanted(r, i))
			sections[i].text(b, r);
}
