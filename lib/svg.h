/* svg - bars and fluid plots inside a page.
 * Floor 5. Lengths are percentages and attributes, colours are classes of the page's style sheet. In a plot the outer
 * svg is the plot area itself, so that text keeps its size on every sheet; labels hang outside into the padding. */
#ifndef SEG_SVG_H
#define SEG_SVG_H

#include <stdbool.h>

#include "buf.h"

/* A bar beside its own number: `share` of the cell, in [0, 1], with its interval as a thin line. NaN draws nothing. */
void svg_bar(struct buf *b, const char *class, double share, double low, double high);

/* A share on a track from 0 to 1 with its interval as a darker block; `words` say the same. */
void svg_track(struct buf *b, double share, double lower, double upper, const char *words);

/* Columns side by side from zero to the largest, the last one in the accent (or the class given); `words` say the same,
 * NULL when they stand beside it. */
void svg_spark(struct buf *b, const double *value, size_t n, const char *last_class,
               unsigned height, const char *words);

/* A plot of the unit square, y upwards. The id is a constant and the page's own. */
struct svg_plot {
	const char *id;
	const char *title; /* what is plotted */
	const char *words; /* what it shows, with the numbers a reader would take from it */
	unsigned height;   /* px */
	bool ends;         /* lines are named at their right ends */
};

void svg_open(struct buf *b, const struct svg_plot *plot);

/* Lines and labels at 0, 1/n … 1, labelled in percent. */
void svg_percent_axes(struct buf *b, size_t across, size_t up, const char *x_title);

/* The same upwards; ticks at x, each with its label. */
void svg_axes(struct buf *b, size_t up, const double *tick, const char *const *label, size_t ticks,
              const char *x_title);

/* A vertical line at a tick that the words speak of. */
void svg_guide(struct buf *b, double x);

/* Steps: y holds from its x to the next. The band between two of them. */
void svg_steps(struct buf *b, const char *class, const double *x, const double *y, size_t n);
void svg_band(struct buf *b, const char *class, const double *x, const double *low,
              const double *high, size_t n);

/* What a line is, at its right end. */
void svg_end(struct buf *b, double y, const char *strong, const char *words);

void svg_line(struct buf *b, const char *class, const double *x, const double *y, size_t n);

/* A ring at a point of a line with up to two lines of words, moved by dx, dy px. */
struct svg_label {
	double x, y;
	int dx, dy;
	const char *strong, *soft; /* NULL: none */
	bool at_end;               /* the words end there */
	bool ring;
};
void svg_say(struct buf *b, const struct svg_label *label);

void svg_close(struct buf *b);

#endif
