/* second - the columns of the table of second orders, for whoever draws it. */
#ifndef SEG_REPORT_SECOND_H
#define SEG_REPORT_SECOND_H

/* A point of a curve: of those whose first order brought more than `above` and up to `up_to`. */
enum {
	SECOND_GROUP,
	SECOND_DAY,
	SECOND_ABOVE,
	SECOND_UP_TO,
	SECOND_FOLLOWED,
	SECOND_SHARE,
	SECOND_LOWER,
	SECOND_UPPER,
	SECOND_COLUMNS
};

#endif
