/* proxies - which columns give the group away. */
#include "proxies.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "rows.h"

static struct fair_table table_of(const struct crosstab *x)
{
	return (struct fair_table){ x->count, x->groups, x->axis->outcomes };
}

static struct finding *begin(struct findings *out, const struct metric *m, const struct crosstab *x)
{
	struct finding *row = row_of_table(out, m, x);

	row->outcome = x->axis->name[0];
	if (!x->total)
		finding_because(out, row, "%s", x->axis->lacking);
	else if (x->with_rows < 2)
		finding_because(out, row, "one group: nothing to give away");
	else if (x->ranks)
		finding_because(out, row, "numbers, in bins of about as many rows: %zu",
		                x->axis->outcomes);
	return row;
}

/* Whether the name of a column says that it is about where people live, in whatever case. */
static bool is_place(struct str column)
{
	static const char *const words[] = { "address",  "city",         "country", "county",
		                             "district", "neighbo",      "plz",     "postal",
		                             "postcode", "postleitzahl", "region",  "street",
		                             "suburb",   "town",         "zip" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t n = strlen(words[i]);

		for (size_t from = 0; from + n <= column.n; from++)
			if (strncasecmp(column.p + from, words[i], n) == 0)
				return true;
	}
	return false;
}

static void find_v(struct findings *out, const struct metric *m, const struct crosstab *x,
                   const struct rules *r)
{
	struct finding *row = begin(out, m, x);
	struct fair_test test = fair_independence(table_of(x));

	(void)r;
	row->value.value = test.cramers_v_corrected;
	if (x->with_rows > 1 && test.columns < 2)
		finding_because(out, row, "%s", x->axis->constant);
	else if (x->with_rows > 1 && isnan(row->value.value))
		finding_because(out, row, "too few rows for so many values");
	if (is_place(row->outcome))
		finding_because(out, row, "a place: often stands for origin or income");
}

static void find_information(struct findings *out, const struct metric *m, const struct crosstab *x,
                             const struct rules *r)
{
	struct finding *row = begin(out, m, x);
	double entropy = 0;

	(void)r;
	for (size_t g = 0; g < x->groups; g++) {
		double share = (double)x->n[g] / (double)x->total;

		entropy -= x->n[g] ? share * log(share) : 0;
	}
	if (x->with_rows > 1)
		row->value.value = fmin(1, fair_information(table_of(x)).mutual / entropy);
}

/* The numbers of everyone outside of a group: counts of values that are not there are 0. */
static struct ranks rest_of(struct arena *a, const struct crosstab *x, size_t g)
{
	size_t n = 0, *at = ARENA_ARRAY(a, size_t, x->groups);
	double *value;
	uint64_t *count;

	for (size_t i = 0; i < x->groups; i++)
		n += i == g ? 0 : x->ranks[i].n;
	value = ARENA_ARRAY(a, double, n);
	count = ARENA_ARRAY(a, uint64_t, n);
	for (n = 0;;) {
		double least = INFINITY;

		for (size_t i = 0; i < x->groups; i++)
			if (i != g && at[i] < x->ranks[i].n)
				least = fmin(least, x->ranks[i].value[at[i]]);
		if (isinf(least))
			break;
		value[n] = least;
		for (size_t i = 0; i < x->groups; i++)
			if (i != g && at[i] < x->ranks[i].n && x->ranks[i].value[at[i]] == least)
				count[n] += x->ranks[i].count[at[i]++];
		n++;
	}
	return (struct ranks){ value, count, n, x->total - x->n[g] };
}

static void find_auc(struct findings *out, const struct metric *m, const struct crosstab *x,
                     const struct rules *r)
{
	for (size_t g = 0; x->ranks && x->groups <= PROXIES_GROUPS_MOST && g < x->groups; g++) {
		struct arena scratch = { 0 };
		struct finding *row = row_of_group(out, m, x, g, r);

		row->outcome = x->axis->name[0];
		row->reference = str_of("rest");
		if (x->n[g] && x->with_rows > 1)
			row->value.value = ranks_superiority(x->ranks[g], rest_of(&scratch, x, g)).value;
		arena_release(&scratch);
	}
}

#define PROXIES .of = { AXIS_PROXY }, .ofs = 1

static const struct metric rows[] = {
	{ .name = "proxy_auc",
	  PROXIES,
	  .formula = "P(number in the group > number in the rest) + P(equal) / 2",
	  .help = "how well a column of numbers tells the group from the rest: 0.5 not at all, 0 "
	          "or 1 always",
	  .find = find_auc,
	  .range = METRIC_SHARE },
	{ .name = "proxy_information",
	  PROXIES,
	  .formula = "mutual information of group and column / entropy of the group",
	  .help = "share of the uncertainty about the group that the column takes away",
	  .find = find_information,
	  .range = METRIC_SHARE },
	{ .name = "proxy_v",
	  PROXIES,
	  .formula = "cramers_v_corrected of group and column",
	  .help = "how much the column gives the group away; columns are ranked by it",
	  .find = find_v,
	  .range = METRIC_SHARE },
};

const struct metrics proxies_metrics = { rows, sizeof(rows) / sizeof(*rows) };

/* A row of proxy_v. */
struct place {
	const struct finding *row;
	size_t at;
};

/* By group_by; more given away first, then by name. */
static int by_rank(const void *a, const void *b)
{
	const struct finding *x = ((const struct place *)a)->row, *y = ((const struct place *)b)->row;
	double one = isnan(x->value.value) ? -1 : x->value.value,
	       other = isnan(y->value.value) ? -1 : y->value.value;
	int order = str_cmp(x->group_by, y->group_by);

	order = order ? order : (one < other) - (one > other);
	return order ? order : str_cmp(x->outcome, y->outcome);
}

void proxies_rank(struct findings *f)
{
	struct arena scratch = { 0 };
	struct place *place = ARENA_ARRAY(&scratch, struct place, f->n);
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->row[i].metric, "proxy_v") == 0)
			place[n++] = (struct place){ &f->row[i], i };
	if (n)
		qsort(place, n, sizeof(*place), by_rank);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from; to < n && str_eq(place[to].row->group_by, place[from].row->group_by);)
			to++;
		for (size_t i = from; i < to; i++)
			finding_because(f, &f->row[place[i].at], "rank %zu of %zu", i - from + 1,
			                to - from);
	}
	arena_release(&scratch);
}
