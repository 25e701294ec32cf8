/* report - sections that measure and draw, and the forms a report is written in.
 * A section measures a census into its table, then draws from tables alone: no figure is drawn that is not in one.
 * A new section is a file like segments.c and its row in sections.c. */
#ifndef SEG_REPORT_H
#define SEG_REPORT_H

#include "census.h"
#include "table.h"

#define REPORT_SECTIONS 16 /* room for */

/* What was asked for, and what was found to be there. */
struct settings {
	const char *title, *currency;
	const char *segment, *value;         /* names of columns */
	const char *typical[CENSUS_TYPICAL]; /* those whose medians are shown; NULL: fewer */
	bool has_value, has_orders;          /* whether the columns are there */
	uint64_t min_cell;
	double confidence;
	const char *style; /* of the page */
};

struct report {
	struct settings set;
	struct arena *keep;
	struct table table[REPORT_SECTIONS]; /* of sections[] */
	bool drawn[REPORT_SECTIONS]; /* asked for; an empty section draws nothing all the same */
};

struct section {
	const char *name, *topic, *help;
	bool front; /* stands before the contents, without a heading */
	bool after; /* measures other sections' tables, and so after them */
	void (*measure)(struct table *t, struct report *r, const struct census *c);
	bool (*there)(const struct report *r); /* whether there is anything to draw */
	void (*text)(struct buf *b, const struct report *r);
	void (*html)(struct buf *b, const struct report *r);
};

extern const struct section sections[];
extern const size_t section_count;
const struct section *section_find(struct str name);

/* A form: tsv has one table, the others all sections. */
struct format {
	const char *name, *suffix, *help;
	void (*write)(struct buf *b, const struct report *r);
};
extern const struct format formats[];
extern const size_t format_count;

void report_measure(struct report *r, const struct census *c);
const struct table *report_table(const struct report *r, const char *section);

/* A cell as people read it; "" when there is nothing to say. Lives as long as the report. */
const char *report_say(const struct report *r, const struct cell *c);
const char *report_word(const struct report *r, uint64_t n); /* "two" */

/* One measure of a table whose rows are measures. */
const struct cell *report_measured(const struct report *r, const char *section, const char *measure);

/* Words of a topic in text: its name in capitals, the finding, a rule. */
void report_heading(struct buf *b, const char *topic, const char *finding);

#endif
