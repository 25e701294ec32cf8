/* drawn - the segments table as the drawings show it: its order, tags, and what it says in words.
 * Reads the table alone. Everything is in the report's arena. */
#ifndef SEG_DRAWN_H
#define SEG_DRAWN_H

#include "report.h"

/* The columns of the segments table. */
enum {
	SEGMENT_NAME,
	SEGMENT_CUSTOMERS,
	SEGMENT_SHARE,
	SEGMENT_VALUE,
	SEGMENT_VALUE_SHARE,
	SEGMENT_VALUE_SHARE_LOWER,
	SEGMENT_VALUE_SHARE_UPPER,
	SEGMENT_TYPICAL
};

/* The columns of the tables behind the personas. */
enum {
	TRAIT_SEGMENT,
	TRAIT_NAME,
	TRAIT_MEDIAN,
	TRAIT_ALL,
	TRAIT_INDEX,
	TRAIT_V_TEST,
	TRAIT_COLUMNS
};
enum { STAGE_SEGMENT, STAGE_NAME, STAGE_CUSTOMERS, STAGE_SHARE, STAGE_COLUMNS };
enum { SPAN_SEGMENT, SPAN_MONTH, SPAN_CUSTOMERS, SPAN_REVENUE, SPAN_COLUMNS };
extern const char *const stages[CENSUS_STAGES];

/* A row of it. */
struct drawn_segment {
	const struct cell *cell;
	const char *name, *tag; /* in words; the tag is "" for customers without a segment */
};

struct drawn {
	struct drawn_segment *segment; /* largest value first; small ones, then unnamed ones last */
	size_t rows, named;
	size_t typical[CENSUS_TYPICAL], typicals; /* medians that somebody has: 0 is the first of the table */
	double scale; /* the largest share of either kind, which fills a bar, */
	double reach; /* or the largest end of an interval, where these are drawn */
	size_t leaders; /* the fewest segments, from the largest down, that bring 75% of the value; 0: not told */
	double leaders_share, leaders_value;
	const char *names;     /* of the leaders: "Regulars and Steady" */
	const char *finding;   /* "Two segments of five bring 82% of revenue" */
	const char *contrast;  /* what the others are; NULL without leaders */
	const char *intervals; /* of the shares of the value; "" when they are not told */
	const char *reading;   /* how the medians are to be read; "" when there are none */
	const char *rounding;  /* why shares may not add up; "" when there is only one */
};

struct drawn drawn_make(const struct report *r);

/* The heading of a column of medians, in up to two lines: "Last order,", "days ago". */
struct drawn_label {
	const char *column, *upper, *lower;
	const char *narrow_upper, *narrow_lower; /* for a terminal */
};
/* What a segment is called inside a sentence. */
const char *drawn_called(const struct report *r, const struct drawn_segment *s);

/* With a capital letter, as a sentence begins. */
const char *drawn_capital(const struct report *r, const char *words);

/* A column's name as words: "Gap days". */
const char *drawn_words(const struct report *r, struct str column);

/* "64–66%", or "−3 to 2", where a dash would be taken for another minus; "" when both ends read alike. */
const char *drawn_range(const struct report *r, const struct cell *low, const struct cell *high);

struct drawn_label drawn_label(const struct report *r, size_t k);

/* " long" for a heading with a word so long that it has to be broken, else "". */
const char *drawn_long(const char *label);

#endif
