/* forecast - the columns of the tables of the forecast, for whoever draws them. */
#ifndef SEG_REPORT_FORECAST_H
#define SEG_REPORT_FORECAST_H

#include "report.h"

/* What seg-predict measured; of everybody, the segment is missing. */
enum {
	FORECAST_SEGMENT,
	FORECAST_METRIC,
	FORECAST_VALUE,
	FORECAST_LOWER,
	FORECAST_UPPER,
	FORECAST_COLUMNS
};

/* Ten groups by chance, and all of them. */
enum {
	TENTH_GROUP,
	TENTH_CUSTOMERS,
	TENTH_EXPECTED,
	TENTH_CAME,
	TENTH_LOWER,
	TENTH_UPPER,
	TENTH_COLUMNS
};

#define TENTH_ALL "all"

/* The row of a metric of everybody, NULL: there is none; how well chances of that AUC sort. */
const struct cell *forecast_metric(const struct report *r, const char *name);
const char *forecast_sorts(double auc);

/* Whether the metrics are totals to come, of all customers and of each segment; then these draw them. */
bool forecast_is_totals(const struct report *r);
void forecast_totals_text(struct buf *b, const struct report *r);
void forecast_totals_html(struct buf *b, const struct report *r);

#endif
