/* text - words and tables for a terminal: UTF-8, at most 80 columns wide.
 * Floor 5. Data comes in through text_clean or text_name, the only two ways; after that it is plain UTF-8 without
 * anything a terminal or a browser obeys. Widths count columns: wide characters are two, combining ones none. */
#ifndef SEG_TEXT_H
#define SEG_TEXT_H

#include "buf.h"

#define TEXT_COLUMNS 80
#define TEXT_NAME 60 /* characters of a name that are shown */

/* Data made safe: tabs and line ends become blanks; other control and format characters (escape sequences, bidi
 * controls, zero-width marks but for joiners) are dropped; bytes that are not UTF-8 become U+FFFD. */
void text_clean(struct buf *b, struct str data);

/* The same, and what is longer than TEXT_NAME characters ends in an ellipsis. */
void text_name(struct buf *b, struct str data);

/* Columns that clean text takes. */
size_t text_width(struct str clean);

/* Clean text in capitals. */
void text_capitals(struct buf *b, struct str clean);

/* Clean text in a field of `width` columns; text that is wider ends in an ellipsis. */
void text_left(struct buf *b, struct str clean, size_t width);
void text_right(struct buf *b, struct str clean, size_t width);

/* A paragraph broken into lines of at most TEXT_COLUMNS; `first` stands before the first line, `rest` before the
 * others. Words that are wider than a line are broken too. */
void text_wrap(struct buf *b, const char *first, const char *rest, struct str clean);

/* A bar of share * width columns in eighths, share in [0, 1], filled up with blanks to `width`; whatever is not zero
 * shows. NaN (undefined) is blank. */
void text_bar(struct buf *b, double share, size_t width);

/* One glyph per value, from zero to the largest of them; NaN is a blank. */
void text_spark(struct buf *b, const double *value, size_t n);

/* A line of TEXT_COLUMNS glyphs. */
void text_rule(struct buf *b, const char *glyph);

#endif
