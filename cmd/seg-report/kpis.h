/* kpis - the columns of the table of KPIs, for whoever draws it. */
#ifndef SEG_REPORT_KPIS_H
#define SEG_REPORT_KPIS_H

enum { KPI_SEGMENT, KPI_NAME, KPI_VALUE, KPI_LOWER, KPI_UPPER, KPI_COLUMNS };

#define KPI_ALL "all customers"

#endif
