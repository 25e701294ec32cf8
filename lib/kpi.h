/* kpi - what a business asks of a group of customers.
 * Floor 2. Arrays in, numbers out; NaN means undefined. Nothing depends on the order of the customers. */
#ifndef SEG_KPI_H
#define SEG_KPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A group: per customer, NaN where not known; NULL: there is no such column. */
struct kpi_group {
	size_t n;
	const double *value, *orders;   /* what each brought, in how many orders */
	const double *margin, *clv;     /* what is left of it, and what is still to come */
	const double *recency, *tenure; /* days since the last and the first order */
	bool compared;                  /* orders of two spans of days are known: */
	uint64_t before, both; /* customers with an order in the earlier one, and in either */
	/* Money per customer: spent to win one, and on one since. NaN: not given. */
	double acquisition, service;
	double margin_share; /* of what is brought, that is left; NaN: not given */
};

struct kpi {
	double value, low, high; /* bounds NaN: it describes the customers and is no estimate */
	uint64_t hits, of;       /* a rate is hits of so many customers; of = 0: it is none */
	size_t known;            /* customers behind it */
};

enum kpi_unit { KPI_COUNT, KPI_MONEY, KPI_SHARE, KPI_NUMBER, KPI_MONTHS };

struct kpi_kind {
	const char *name, *label, *help;
	enum kpi_unit unit;
	bool money; /* the revenue can be worked out from it */
	struct kpi (*of)(const struct kpi_group *g, double confidence);
};

extern const struct kpi_kind kpi_kinds[];
extern const size_t kpi_kind_count;

#define KPI_ENGAGED 30 /* days since the last order, of a customer who is engaged */
#define KPI_MONTH 30.436875

#endif
