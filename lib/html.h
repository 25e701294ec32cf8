/* html - pages that are complete in themselves and run nothing.
 * Floor 5. Markup is constants of ours; what is data goes through html_text or html_attribute, or as %s through
 * html_put, and nowhere else. No scripts, no style attributes, no data in ids and classes. */
#ifndef SEG_HTML_H
#define SEG_HTML_H

#include "buf.h"

/* The sink for text: cleaned as by text_clean, and & < > " ' escaped. */
void html_text(struct buf *b, struct str data);

/* The sink for attributes: a blank, the name, and the value in double quotes, cleaned and escaped. */
void html_attribute(struct buf *b, const char *name, struct str data);

/* Markup as by printf; only %s (goes through html_text), %u, %zu, %.1f (a one-decimal number without needless 0)
 * and %% are understood. */
void html_put(struct buf *b, const char *markup, ...) __attribute__((format(printf, 2, 3)));

/* From the doctype to <body>. The style sheet is a constant of ours; its SHA-256 stands in the policy, so that the
 * browser takes this one and no other, and runs and loads nothing. */
void html_open(struct buf *b, const char *title, const char *style);
void html_close(struct buf *b);

#endif
