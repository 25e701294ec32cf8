/* picked - which columns of the customers the report is made from. */
#include "picked.h"

#include "diag.h"
#include "names.h"

/* Recency, orders and value when one of them is there, else the first columns of numbers. */
static void find_typical(struct settings *set, struct census_columns *col, const struct frame *f,
                         size_t id)
{
	const char *const usual[CENSUS_TYPICAL] = { "recency_days", "orders", set->value };
	const struct input *in = f->in;
	bool any = false;
	size_t n = 0;

	for (size_t k = 0; k < CENSUS_TYPICAL; k++) {
		col->typical[k] = input_find(in, usual[k]);
		set->typical[k] = usual[k];
		any |= col->typical[k] != SIZE_MAX;
	}
	if (any || !f->rows)
		return;
	memset(set->typical, 0, sizeof(set->typical));
	for (size_t c = 0; c < in->header.columns && n < CENSUS_TYPICAL; c++) {
		if (c == id || c == col->segment || !frame_is_numeric(f, c))
			continue;
		col->typical[n] = c;
		set->typical[n++] = in->header.name[c].p;
	}
	if (n)
		note("no column recency_days, orders or %s: the typical customer is shown by "
		     "%s%s%s%s%s",
		     set->value, set->typical[0], n > 1 ? ", " : "", n > 1 ? set->typical[1] : "",
		     n > 2 ? ", " : "", n > 2 ? set->typical[2] : "");
}

/* As in clv_lo and clv_hi. */
static bool is_end(struct str name)
{
	const char *last = name.p + name.n - 3;

	return name.n > 3 && (memcmp(last, "_lo", 3) == 0 || memcmp(last, "_hi", 3) == 0);
}

/* Columns that may set a segment apart: not those that only say again what another column of seg-features says, nor
 * what models are fed with, nor how well a customer fits, nor the ends of intervals. */
static void find_traits(struct census_columns *col, struct arena *keep, const struct input *in, size_t id)
{
	static const char *const left_out[] = { "r_score",      "f_score",   "m_score",
		                                "segment_fit",  "revenue",   "spend_share",
		                                "spend_decile", "max_order", "p90_order",
		                                "median_order" };

	col->trait = ARENA_ARRAY(keep, size_t, in->header.columns);
	for (size_t c = 0; c < in->header.columns; c++) {
		struct str name = in->header.name[c];
		bool out = c == id || c == col->segment ||
		           (name.n > 5 && memcmp(name.p, "btyd_", 5) == 0) || is_end(name);

		for (size_t i = 0; i < sizeof(left_out) / sizeof(*left_out); i++)
			out |= str_is(name, left_out[i]);
		if (!out)
			col->trait[col->traits++] = c;
	}
}

static struct str name_of(const void *names, struct str segment)
{
	return names_of(names, segment);
}

struct census_columns picked_find(struct settings *set, struct arena *keep,
                                  const struct picked_asked *asked, const struct frame *f, size_t segment)
{
	const struct input *in = f->in;
	struct census_columns col = { .segment = segment,
		                      .orders = input_find(in, "orders"),
		                      .recency = input_find(in, "recency_days"),
		                      .first = input_find(in, "first_order"),
		                      .last = input_find(in, "last_order") };

	if (set->names) {
		col.name = name_of;
		col.names = set->names;
	}
	set->segment = in->header.name[segment].p;
	set->value = asked->value;
	if (str_is(str_of(set->value), "segment") || str_is(str_of(set->value), "customers") ||
	    str_is(str_of(set->value), "share"))
		die_usage("--value: the table has a column %s of its own: rename yours",
		          quote_text(set->value).text);
	col.value = asked->value_given ? input_column(in, asked->value) : input_find(in, asked->value);
	set->has_value = col.value != SIZE_MAX;
	set->has_orders = col.orders != SIZE_MAX;
	col.tenure = input_find(in, "tenure_days");
	find_traits(&col, keep, in, input_find(in, asked->id));
	find_typical(set, &col, f, input_find(in, asked->id));
	if (!set->has_value)
		note("no column '%s': nothing is said of revenue (--value names one)", set->value);
	return col;
}
