/* favourable - which values of a column are meant: outcomes good for the person, positive labels. */
#include "favourable.h"

#include "buf.h"
#include "diag.h"
#include "num.h"

#define BY_DEFAULT "1,yes,true"
#define OPPOSITE "0,no,false"
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

static _Noreturn void die_without(const struct tally_values *v, const char *column,
                                  const char *list, const char *option)
{
	struct buf there = { 0 };

	for (size_t i = 0; i < v->n && there.n < SHOWN_BYTES; i++)
		if (v->name[i].n)
			buf_printf(&there, "%s%s", there.n ? " " : "", quote(v->name[i]).text);
	buf_char(&there, '\0');
	die(STATUS_USAGE, "--%s: no row has %s = %s; the values are: %s", option,
	    shown(str_of(column)).text, list ? quote_text(list).text : "'1', 'yes' or 'true'", there.p);
}

/* Whether no value asks to be meant: all are missing, or plainly the opposite. */
static bool none_wanted(const struct tally_values *v)
{
	bool plain[v->n + 1];
	struct str rest = str_of(OPPOSITE), one;

	for (size_t i = 0; i < v->n; i++)
		plain[i] = !v->name[i].n;
	while (str_split(&rest, ',', &one))
		mark(plain, v, one);
	for (size_t i = 0; i < v->n; i++)
		if (!plain[i])
			return false;
	return true;
}

struct axis favourable_axis(struct arena *a, const struct tally *t, size_t of, const char *column,
                            const char *list, const char *option)
{
	const struct tally_values *v = &t->values[of];
	struct str rest = str_of(list ? list : BY_DEFAULT), one;
	bool *favourable = ARENA_ARRAY(a, bool, v->n), any = false;
	struct axis axis;

	while (str_split(&rest, ',', &one))
		any |= mark(favourable, v, one);
	if (!any && !none_wanted(v))
		die_without(v, column, list, option);
	rest = str_of(list ? list : "");
	while (any && str_split(&rest, ',', &one))
		if (!mark(favourable, v, one))
			note("--%s: no row has %s = %s", option, shown(str_of(column)).text,
			     quote(one).text);
	axis = axis_of_outcome(a, t, of, str_of(column), favourable);
	if (!any) {
		axis.name[0] = str_of(list ? list : BY_DEFAULT);
		note("--%s: no row has %s = %s", option, shown(str_of(column)).text,
		     quote(axis.name[0]).text);
	} else if (!list) {
		note("%s is %s = %s (--%s chooses others)", option, shown(str_of(column)).text,
		     quote(axis.name[0]).text, option);
	}
	return axis;
}
