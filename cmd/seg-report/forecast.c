/* forecast - what seg-predict measured, and what came of the chances it gave. */
#include "forecast.h"

#include <stdlib.h>

#include <math.h>

#include "fair.h"
#include "num.h"
#include "sections.h"
#include "side.h"
#include "tenths.h"
#include "tsv.h"

static const char *const columns[FORECAST_COLUMNS] = { "segment", "metric", "value", "lower", "upper" };
static const char *const tenth_columns[TENTH_COLUMNS] = { "group", "customers", "expected",
	                                                  "came",  "lower",     "upper" };

/* The metrics of seg-predict, in the order in which they are read. */
static const struct {
	const char *name;
	enum unit unit;
} known[] = { { "rate", UNIT_SHARE },
	      { "auc", UNIT_RATIO },
	      { "pr_auc", UNIT_RATIO },
	      { "log_loss", UNIT_RATIO },
	      { "brier", UNIT_RATIO },
	      { "brier_rate", UNIT_RATIO },
	      { "calibration_slope", UNIT_RATIO },
	      { "calibration_intercept", UNIT_RATIO },
	      { "ece", UNIT_RATIO },
	      { "ks", UNIT_RATIO },
	      { "lift_10", UNIT_PLAIN },
	      { "gain_10", UNIT_SHARE },
	      { "orders", UNIT_PLAIN },
	      { "value", UNIT_MONEY },
	      { "clv", UNIT_MONEY } };
#define KNOWN (sizeof(known) / sizeof(*known))

static size_t place_of(struct str metric)
{
	size_t i = 0;

	while (i < KNOWN && !str_is(metric, known[i].name))
		i++;
	return i;
}

static enum unit unit_of(struct str metric)
{
	size_t i = place_of(metric);

	return i < KNOWN ? known[i].unit : UNIT_RATIO;
}

/* All customers first, then segments in byte order; the metrics of each as above, others behind them. */
static int in_order(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;
	size_t i = place_of(x[FORECAST_METRIC].text), k = place_of(y[FORECAST_METRIC].text);
	int segments = str_cmp(x->text, y->text);

	if (segments)
		return segments;
	return i != k ? (i > k) - (i < k) : str_cmp(x[FORECAST_METRIC].text, y[FORECAST_METRIC].text);
}

/* Whether the size of a segment is told, and with it anything else. */
static bool is_told(const struct report *r, struct str segment)
{
	const struct table *t = report_table(r, "segments");

	for (size_t i = 0; i < t->rows; i++)
		if (table_at(t, i, 0)->kind == CELL_TEXT && str_eq(table_at(t, i, 0)->text, segment))
			return table_at(t, i, 1)->kind == CELL_COUNT;
	return false;
}

void forecast_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct frame *f = side_frame(s, SIDE_METRICS);
	bool by_segment = f && side_has(f, "segment");

	table_init(t, r->keep, columns, FORECAST_COLUMNS);
	t->keys = 2;
	for (size_t i = 0; f && i < f->rows; i++) {
		struct cell segment = by_segment ? side_segment(r, f, i) : (struct cell){ 0 };
		struct cell *row;
		enum unit unit;

		if (segment.text.n && !is_told(r, segment.text))
			continue;
		row = table_add(t);
		if (segment.text.n)
			row[FORECAST_SEGMENT] = segment;
		row[FORECAST_METRIC] = side_text(r, f, i, "metric");
		unit = unit_of(row[FORECAST_METRIC].text);
		row[FORECAST_VALUE] = cell_number(side_number(f, i, "value"), unit);
		row[FORECAST_LOWER] = cell_number(side_number(f, i, "low"), unit);
		row[FORECAST_UPPER] = cell_number(side_number(f, i, "high"), unit);
	}
	if (t->rows)
		qsort(t->cell, t->rows, FORECAST_COLUMNS * sizeof(*t->cell), in_order);
}

/* The column p_X of chances beside X, of which it is known what came. */
static bool find_chances(const struct frame *f, size_t *chance, size_t *outcome)
{
	const struct tsv_header *h = &f->in->header;

	for (size_t c = 0; c < h->columns; c++) {
		struct str name = h->name[c];

		if (name.n <= 2 || memcmp(name.p, "p_", 2) != 0)
			continue;
		*chance = c;
		*outcome = tsv_header_find(h, (struct str){ name.p + 2, name.n - 2 });
		if (*outcome != SIZE_MAX)
			return true;
	}
	return false;
}

/* 1, 0, or -1: neither a yes nor a no. */
static int answer_of(struct str cell)
{
	static const char *const yes[] = { "yes", "Yes", "1", "true" }, *const no[] = { "no", "No",
		                                                                        "0", "false" };

	for (size_t i = 0; i < 4; i++)
		if (str_is(cell, yes[i]) || str_is(cell, no[i]))
			return str_is(cell, yes[i]);
	return -1;
}

static void put_tenth(struct table *t, struct report *r, struct cell group, const struct tenth *x,
                      bool hidden)
{
	struct fair_estimate e = fair_rate(x->hits, x->n, r->set.confidence);
	struct cell *row = table_add(t);

	row[TENTH_GROUP] = group;
	row[TENTH_CUSTOMERS] = cell_count(x->n, r->set.min_cell);
	row[TENTH_EXPECTED] = cell_number(x->expected, UNIT_SHARE);
	if (hidden)
		return;
	row[TENTH_CAME] = cell_number(e.value, UNIT_SHARE);
	row[TENTH_LOWER] = cell_number(e.low, UNIT_SHARE);
	row[TENTH_UPPER] = cell_number(e.high, UNIT_SHARE);
}

/* Those of whom both are known. */
static size_t read_chances(const struct frame *f, double *chance, bool *hit)
{
	size_t at, outcome, n = 0;

	if (!find_chances(f, &at, &outcome))
		return 0;
	for (size_t i = 0; i < f->rows; i++) {
		int answer = answer_of(frame_cell(f, i, outcome));
		double x;

		if (answer < 0 || !num_parse(frame_cell(f, i, at), &x) || !(x >= 0 && x <= 1))
			continue;
		chance[n] = x;
		hit[n++] = answer == 1;
	}
	return n;
}

/* The rate of all may be known from the metrics of the forecast, whatever is told here. */
static bool hide(bool *hidden, const struct tenths *x, uint64_t least)
{
	uint64_t hits[TENTHS], of[TENTHS];
	bool any = false, fine;

	for (size_t i = 0; i < x->n; i++) {
		hits[i] = x->of[i].hits;
		of[i] = x->of[i].n;
	}
	fine = protect_rates(hidden, hits, of, x->n, least);
	for (size_t i = 0; i < x->n; i++)
		any |= hidden[i] = hidden[i] || !fine || x->of[i].n < least;
	return any;
}

void calibration_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct frame *f = s->customers;
	struct arena scratch = { 0 };
	double *chance = ARENA_ARRAY(&scratch, double, f->rows + 1);
	bool *hit = ARENA_ARRAY(&scratch, bool, f->rows + 1);
	size_t n = read_chances(f, chance, hit);
	bool hidden[TENTHS] = { 0 }, any;
	struct tenths x;

	table_init(t, r->keep, tenth_columns, TENTH_COLUMNS);
	tenths_fit(&x, chance, hit, n);
	any = hide(hidden, &x, r->set.min_cell);
	for (size_t i = 0; i < x.n; i++)
		put_tenth(t, r, cell_count(i + 1, 0), &x.of[i], hidden[i]);
	if (n && !any)
		put_tenth(t, r, (struct cell){ .kind = CELL_LABEL, .text = str_of(TENTH_ALL) },
		          &x.all, false);
	arena_release(&scratch);
}
