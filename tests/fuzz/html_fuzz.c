/* html_fuzz - whatever the data is, text and attributes stay what they are: no markup, no end of an attribute, no
 * byte that is not UTF-8, and the browser reads back what was given but for what text_clean takes out. */
#include "fuzz.h"
#include "html.h"
#include "text.h"

static const struct {
	const char *name, *text;
} entities[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" } };

/* Undoes the escapes; anything that would begin markup aborts. */
static void undo(struct str html, struct buf *out)
{
	for (size_t i = 0; i < html.n;) {
		size_t k = 0, count = sizeof(entities) / sizeof(*entities);

		if (html.p[i] != '&') {
			if (strchr("<>\"'", html.p[i]))
				abort();
			buf_bytes(out, html.p + i++, 1);
			continue;
		}
		while (k < count && (html.n - i < strlen(entities[k].name) ||
		                     memcmp(html.p + i, entities[k].name, strlen(entities[k].name)) != 0))
			k++;
		if (k == count)
			abort();
		buf_bytes(out, entities[k].text, 1);
		i += strlen(entities[k].name);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str data = { (const char *)bytes, n };
	struct buf text = { 0 }, attribute = { 0 }, clean = { 0 }, again = { 0 };
	static const char head[] = " title=\"";

	html_text(&text, data);
	html_attribute(&attribute, "title", data);
	text_clean(&clean, data);
	undo((struct str){ text.p, text.n }, &again);
	if (again.n != clean.n || (clean.n && memcmp(again.p, clean.p, clean.n) != 0))
		abort();
	if (attribute.n != sizeof(head) - 1 + text.n + 1 ||
	    memcmp(attribute.p, head, sizeof(head) - 1) != 0 ||
	    (text.n && memcmp(attribute.p + sizeof(head) - 1, text.p, text.n) != 0) ||
	    attribute.p[attribute.n - 1] != '"')
		abort();
	buf_release(&text);
	buf_release(&attribute);
	buf_release(&clean);
	buf_release(&again);
	return 0;
}
