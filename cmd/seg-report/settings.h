/* settings - what was asked for, and which columns were found to be there. */
#ifndef SEG_REPORT_SETTINGS_H
#define SEG_REPORT_SETTINGS_H

#include "census.h"
#include "period.h"

struct settings {
	const char *title, *currency;
	const char *id, *segment, *value;    /* names of columns */
	const char *typical[CENSUS_TYPICAL]; /* those whose medians are shown; NULL: fewer */
	const struct names *names;           /* NULL: they keep their own */
	bool public;                         /* cells as for strangers */
	bool has_value, has_orders;          /* whether the columns are there */
	uint64_t min_cell;
	double confidence;
	const struct period_kind *cohort; /* periods of those who began together; NULL: no orders */
	bool headerless;                  /* -C: tables have no header line */
	const char *style;                /* of the page */
};

#endif
