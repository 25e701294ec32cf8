/* report - sections that measure and draw, and the forms a report is written in.
 * A section measures a census into its table, then draws from tables alone: no figure is drawn that is not in one.
 * A new section is a file like segments.c and its row in sections.c. */
#ifndef SEG_REPORT_H
#define SEG_REPORT_H

#include "settings.h"
#include "table.h"
#include "timeline.h"

#define REPORT_SECTIONS 32 /* room for */
#define SIDES 7            /* kinds of files beside the customers */
#define REPORT_FOLLOWED 30 /* customers, of whom a curve is drawn */
#define REPORT_SPAN 180    /* days, compared with as many before */

/* What is measured. */
struct sources {
	const struct census *census;
	const struct purchases *orders;  /* NULL: not given */
	const struct timeline *timeline; /* what they say; NULL: the same */
	const struct frame *customers;
	const struct frame *side[SIDES]; /* see side.h; NULL: not given */
	const struct own_kpis *own_kpis;
};

struct report {
	struct settings set;
	struct arena *keep;
	struct table table[REPORT_SECTIONS]; /* of sections[] */
	struct {
		bool *hidden; /* of each group of the census: what it brought is not told, */
		bool total;   /* nor what all did */
		struct triangle *triangle; /* see triangle.h */
	} privacy;
	bool drawn[REPORT_SECTIONS]; /* asked for; an empty section draws nothing all the same */
};

struct section {
	const char *name, *topic, *help;
	bool front;     /* stands before the contents, without a heading */
	unsigned after; /* 1: measures other sections' tables, and so after them; 2: and after those */
	void (*measure)(struct table *t, struct report *r, const struct sources *s);
	bool (*there)(const struct report *r); /* whether there is anything to draw; NULL: other sections draw it */
	void (*text)(struct buf *b, const struct report *r);
	void (*html)(struct buf *b, const struct report *r);
	const char *needs, *within; /* when its table may be empty; when other sections draw it */
};

extern const struct section sections[];
extern const size_t section_count;
const struct section *section_find(struct str name);

/* A form; tsv is one table unless several sections are named, the others are all of them. */
struct format {
	const char *name, *suffix, *help;
	void (*write)(struct buf *b, const struct report *r);
	bool tables; /* for programs: nothing is drawn */
	bool one;    /* without --section it is the segments alone */
};
extern const struct format formats[];
extern const size_t format_count;
/* The form asked for, else the one of the output's suffix, else text; NULL: not said. A suffix that promises another
 * form ends the program (exit 2). */
const struct format *format_choose(const char *asked, const char *output);
void report_measure(struct report *r, const struct sources *s);
const struct table *report_table(const struct report *r, const char *section);
/* How people read the numbers of a column of customers. */
enum unit report_unit(const struct report *r, const char *column);

/* A cell as people read it; "" when there is nothing to say. Lives as long as the report. */
const char *report_say(const struct report *r, const struct cell *c);
const char *report_word(const struct report *r, uint64_t n); /* "two" */
/* One measure of a table whose rows are measures. */
const struct cell *report_measured(const struct report *r, const char *section, const char *measure);

/* In text: a topic in capitals, the finding, a rule. */
void report_heading(struct buf *b, const char *topic, const char *finding);

#endif
