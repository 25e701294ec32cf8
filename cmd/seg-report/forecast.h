/* forecast - the columns of the tables of the forecast, for whoever draws them. */
#ifndef SEG_REPORT_FORECAST_H
#define SEG_REPORT_FORECAST_H

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

#endif
