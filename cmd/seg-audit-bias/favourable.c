/* favourable - which outcomes are good for the person. */
#include "favourable.h"

#include "buf.h"
#include "diag.h"
#include "num.h"

#define BY_DEFAULT "1,yes,true"
#define SHOWN_BYTES 300 /* of the values that are listed in a message */

static bool same(struct str a, struct str b)
{
	double x, y;

	return str_eq(a, b) || (num_parse(a, &x) && num_parse(b, &y) && x == y);
}

/* Marks the values that are `one`; false when there are none. */
static bool mark(bool *favourable, const struct tally_values *v, struct str one)
{
	bool any = false;

	for (size_t i = 0; i < v->n; i++) {
		if (!v->name[i].n || !same(one, v->name[i]))
			continue;
		favourable[i] = any = true;
	}
	return any;
}

static void die_without(const struct tally_values *v, const char *column, const char *list)
{
	struct buf there = { 0 };

	for (size_t i = 0; i < v->n && there.n < SHOWN_BYTES; i++)
		if (v->name[i].n)
			buf_printf(&there, "%s%s", there.n ? " " : "", quote(v->name[i]).text);
	buf_char(&there, '\0');
	if (there.n > 1)
		die(STATUS_USAGE, "--favourable: no row has %s = %s; the values are: %s",
		    shown(str_of(column)).text,
		    list ? quote_text(list).text : "'1', 'yes' or 'true'", there.p);
	buf_release(&there);
}

struct axis favourable_axis(struct arena *a, const struct tally *t, size_t of, const char *column,
                            const char *list)
{
	const struct tally_values *v = &t->values[of];
	struct str rest = str_of(list ? list : BY_DEFAULT), one;
	bool *favourable = ARENA_ARRAY(a, bool, v->n), any = false;
	struct axis axis;

	while (str_split(&rest, ',', &one))
		any |= mark(favourable, v, one);
	if (!any)
		die_without(v, column, list);
	rest = str_of(list ? list : "");
	while (any && str_split(&rest, ',', &one))
		if (!mark(favourable, v, one))
			note("--favourable: no row has %s = %s", shown(str_of(column)).text,
			     quote(one).text);
	axis = axis_of_outcome(a, t, of, str_of(column), favourable);
	if (any && !list)
		note("favourable is %s = %s (--favourable chooses others)",
		     shown(str_of(column)).text, quote(axis.name[0]).text);
	return axis;
}
