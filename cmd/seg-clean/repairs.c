/* repairs - rules that mend cells by what is usual in their column: fill and outlier. */
#include "repairs.h"

#include <stdio.h>

#include "diag.h"
#include "kinds.h"
#include "sample.h"

#define VALUES_LEAST 5       /* to speak of what is usual */
#define PERCENT_STEPS 100000 /* a share is told to thousandths of a percent */
#define PERCENT_STEP (EXACT_ONE / 1000)

/* A normal column's standard deviation is 1.4826 times the median distance from its median. */
static const struct exact mad_of_normal = { 1482600000 };

/* What a step of either rule keeps; the mend is shared by both of a column. */
struct repair {
	struct mend *mend;
	const struct way *way;
	struct exact factor;
	struct value fill;
	bool settled, whole; /* whole: of a column of whole numbers */
	size_t flag;         /* the column that tells of outliers, or of what was missing */
};

struct way {
	const char *name;
	bool numbers;
	/* From a sorted sample that is large enough; false, and nothing changes, when there is no spread. */
	bool (*fences)(const struct repair *r, const struct sample *s, struct exact *least,
	               struct exact *most);
};

static bool around(struct exact low, struct exact high, struct exact width, struct exact *least,
                   struct exact *most)
{
	*least = low;
	*most = high;
	return width.units > 0 && exact_add(least, (struct exact){ -width.units }) &&
	       exact_add(most, width);
}

/* Tukey (1977): so many interquartile ranges beyond the quartiles. */
static bool fences_iqr(const struct repair *r, const struct sample *s, struct exact *least,
                       struct exact *most)
{
	struct exact low = sample_quantile(s, 1, 4, false), high = sample_quantile(s, 3, 4, false),
		     width = { 0 };

	return exact_times((struct exact){ high.units - low.units }, r->factor, &width) &&
	       around(low, high, width, least, most);
}

/* So many standard deviations from the median, where the distances' median tells of the deviation. */
static bool fences_mad(const struct repair *r, const struct sample *s, struct exact *least,
                       struct exact *most)
{
	struct exact middle = sample_quantile(s, 1, 2, false), width = { 0 };

	return exact_times(sample_distance(s, middle), mad_of_normal, &width) &&
	       exact_times(width, r->factor, &width) && around(middle, middle, width, least, most);
}

/* What is beyond the values that this many percent of all do not exceed, and as many reach. */
static bool fences_share(const struct repair *r, const struct sample *s, struct exact *least,
                         struct exact *most)
{
	unsigned k = (unsigned)(r->factor.units / PERCENT_STEP);

	*least = sample_quantile(s, k, PERCENT_STEPS, false);
	*most = sample_quantile(s, PERCENT_STEPS - k, PERCENT_STEPS, false);
	return least->units < most->units;
}

static const struct way ways[] = { { "median", true, NULL },    { "mode", false, NULL },
	                           { "const:", false, NULL },   { "recipe", false, NULL },
	                           { "iqr", true, fences_iqr }, { "mad", true, fences_mad },
	                           { "p", true, fences_share } };
enum { MEDIAN, MODE, CONST, RECIPE, IQR, MAD, SHARE };

static bool is_whole(const struct plan *p, size_t column)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].column == column && p->step[i].type && p->step[i].type->read == read_integer)
			return true;
	return false;
}

/* The mend of the step's column: from the recipe when there is one; false when that has none. */
static bool repair_new(struct plan *p, struct step *s, const struct way *way)
{
	struct repair *r = ARENA_NEW(p->keep, struct repair);
	struct str name = p->column[s->column].name;
	size_t i = 0, k = 0;

	s->own = r;
	*r = (struct repair){ .way = way, .whole = is_whole(p, s->column), .flag = SIZE_MAX };
	while (i < p->mends && !str_eq(p->mend[i].name, name))
		i++;
	r->mend = &p->mend[i];
	while (k < p->told.recipes && !str_eq(p->told.recipe[k].name, name))
		k++;
	if (i == p->mends)
		p->mend[p->mends++] =
			k < p->told.recipes ? p->told.recipe[k] : (struct mend){ .name = name };
	r->settled = p->told.has_recipe;
	return !p->told.has_recipe || k < p->told.recipes;
}

/* The text that is filled in, as a value that later steps can add up and compare. */
static void set_fill(struct repair *r)
{
	r->fill.text = r->mend->fill;
	r->fill.has_amount = exact_parse(r->mend->fill, &r->fill.amount);
	r->fill.has_moment = day_parse_moment(r->mend->fill, &r->fill.moment);
}

/* The column NAME and an ending. */
static size_t flag_column(struct plan *p, struct str of, const char *ending)
{
	struct str name = str_of(arena_printf(p->keep, "%.*s%s", STR_ARG(of), ending));
	size_t c = plan_find(p, name);

	if (c == SIZE_MAX) {
		c = p->columns++;
		p->column[c] = (struct plan_column){ name, SIZE_MAX, false };
	}
	return c;
}

/* HOW=flag: whether the cells that were missing are told in a column of their own. */
static bool take_flag(struct str *how)
{
	static const struct str flag = { "=flag", 5 };
	bool told = how->n > flag.n && memcmp(how->p + how->n - flag.n, flag.p, flag.n) == 0;

	if (told)
		how->n -= flag.n;
	return told;
}

static const char *bind_fill(struct plan *p, struct step *s, struct str argument)
{
	bool flagged = take_flag(&argument);
	bool constant = argument.n > 6 && memcmp(argument.p, "const:", 6) == 0;
	bool numbers = holds_amounts(p, s->column);
	const struct way *way = constant                     ? &ways[CONST]
	                        : str_is(argument, "median") ? &ways[MEDIAN]
	                        : str_is(argument, "mode")   ? &ways[MODE]
	                        : str_is(argument, "recipe") ? &ways[RECIPE]
	                                                     : NULL;
	struct repair *r;
	struct exact x;

	if (!way || (way == &ways[RECIPE] && !p->told.has_recipe))
		return "fill with median, mode or const:VALUE";
	if (way->numbers && !numbers)
		return "a column here is no number: give it the type number or money first";
	if (!repair_new(p, s, way))
		return "the recipe does not name this column";
	r = s->own;
	if (constant && !r->settled) {
		r->mend->fill = arena_str(p->keep, (struct str){ argument.p + 6, argument.n - 6 });
		r->settled = true;
	}
	if (!r->settled || !p->told.has_recipe)
		r->mend->flagged = flagged;
	if (r->mend->flagged)
		r->flag = flag_column(p, p->column[s->column].name, "_was_missing");
	if (r->settled && !r->mend->fill.n)
		return "the recipe has no fill for this column";
	if (r->settled && numbers && !exact_parse(r->mend->fill, &x))
		return "the column is of numbers, what is filled in is none";
	set_fill(r);
	return NULL;
}

static void look(struct cleaning *row, const struct step *s, struct str text)
{
	if (row->sample && !row->findings)
		sample_add(&row->sample[s->number], text);
}

static const char *run_fill(struct cleaning *row, const struct step *s)
{
	const struct repair *r = s->own;
	struct value *v = &row->value[s->column];

	if (!r->settled) {
		look(row, s, v->text);
		return NULL;
	}
	/* What an earlier cleaning told of a cell that it filled stays. */
	if (r->flag != SIZE_MAX && (!v->text.n || !row->value[r->flag].text.n))
		row->value[r->flag].text = str_of(v->text.n ? "0" : "1");
	if (!v->text.n && r->fill.text.n) {
		*v = r->fill;
		row_mended(row, s);
	}
	return NULL;
}

/* Below 50 percent, and told exactly. */
static bool is_share(struct exact percent)
{
	return percent.units < 50 * (__int128)EXACT_ONE && percent.units % PERCENT_STEP == 0;
}

/* iqr3=cap: a way with its factor, and what becomes of what is beyond. */
static const struct way *read_fence(struct str argument, struct exact *factor, enum mend_outside *outside)
{
	struct str how, act = argument;

	if (!str_split(&act, '=', &how) || !act.n || !mend_outside_find(str_trim(act), outside))
		return NULL;
	for (size_t i = IQR; i <= SHARE; i++) {
		size_t n = strlen(ways[i].name);

		if (how.n > n && memcmp(how.p, ways[i].name, n) == 0 &&
		    exact_parse((struct str){ how.p + n, how.n - n }, factor) && factor->units > 0)
			return i == SHARE && !is_share(*factor) ? NULL : &ways[i];
	}
	return NULL;
}

static const char *bind_outlier(struct plan *p, struct step *s, struct str argument)
{
	struct exact factor = { 0 };
	enum mend_outside outside = MEND_NOTHING;
	bool told = str_is(argument, "recipe") && p->told.has_recipe;
	const struct way *way = told ? &ways[RECIPE] : read_fence(argument, &factor, &outside);
	struct repair *r;

	if (!way)
		return "say iqr3=cap, mad5=cap or, in percent and below 50, p0.1=cap; instead of "
		       "cap "
		       "also flag or reject";
	if (!holds_amounts(p, s->column))
		return "a column here is no number: give it the type number or money first";
	if (!repair_new(p, s, way))
		return "the recipe does not name this column";
	r = s->own;
	r->factor = factor;
	if (!r->settled)
		r->mend->outside = outside;
	if (r->mend->outside == MEND_NOTHING)
		return "the recipe has no limits for this column";
	if (r->mend->outside == MEND_FLAG)
		r->flag = flag_column(p, p->column[s->column].name, "_outlier");
	return NULL;
}

static const char *run_outlier(struct cleaning *row, const struct step *s)
{
	const struct repair *r = s->own;
	const struct mend *m = r->mend;
	struct value *v = &row->value[s->column];
	int side;

	if (!r->settled) {
		look(row, s, v->has_amount ? v->text : (struct str){ 0 });
		return NULL;
	}
	if (!v->text.n || !v->has_amount)
		return NULL;
	side = mend_side(m, v->amount);
	if (m->outside == MEND_FLAG)
		row->value[r->flag].text = str_of(side ? "1" : "0");
	if (!side)
		return NULL;
	if (m->outside == MEND_REJECT)
		return "far beyond what is usual in its column";
	row_mended(row, s);
	if (m->outside == MEND_CAP)
		value_set_amount(row, v, side < 0 ? m->least : m->most);
	return NULL;
}

bool repairs_wait(const struct plan *p)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].kind->mends && !((const struct repair *)p->step[i].own)->settled)
			return true;
	return false;
}

static void settle_fill(struct plan *p, struct repair *r, const char *column, struct sample *s)
{
	char *text;

	if (r->way == &ways[MODE]) {
		r->mend->fill = arena_str(p->keep, sample_mode(s));
	} else {
		sample_sort(s);
		if (s->seen) {
			text = arena_bytes(p->keep, EXACT_TEXT);
			r->mend->fill =
				(struct str){ text,
				              exact_print(text, sample_quantile(s, 1, 2, r->whole)) };
		}
	}
	if (r->mend->fill.n)
		note("%s: %llu missing cells are filled with %s, the %s of %llu values", column,
		     (unsigned long long)s->missing, quote(r->mend->fill).text, r->way->name,
		     (unsigned long long)s->seen);
	else
		note("%s: has no value, so its missing cells stay missing", column);
	set_fill(r);
}

/* Limits of whole numbers are whole, and not wider. */
static void make_whole(struct mend *m)
{
	__int128 least = m->least.units, most = m->most.units;

	m->least.units = (least / EXACT_ONE + (least > 0 && least % EXACT_ONE != 0)) * EXACT_ONE;
	m->most.units = (most / EXACT_ONE - (most < 0 && most % EXACT_ONE != 0)) * EXACT_ONE;
}

static void settle_outlier(struct repair *r, const char *column, struct sample *s)
{
	struct mend *m = r->mend;
	char least[EXACT_TEXT], most[EXACT_TEXT];

	sample_sort(s);
	if (s->seen < VALUES_LEAST) {
		note("%s: fewer than %d values, so nothing is beyond them", column, VALUES_LEAST);
		return;
	}
	if (!r->way->fences(r, s, &m->least, &m->most)) {
		note("%s: half of the values are the same, or nearly so: %s tells nothing, and "
		     "nothing is "
		     "beyond it",
		     column, r->way->name);
		return;
	}
	if (r->whole)
		make_whole(m);
	m->has_least = m->has_most = true;
	note("%s: usual is %.*s to %.*s, by %s of %llu values", column,
	     (int)exact_print(least, m->least), least, (int)exact_print(most, m->most), most,
	     r->way->name, (unsigned long long)s->seen);
}

void repairs_settle(struct plan *p, struct sample *sample)
{
	for (size_t i = 0; i < p->steps; i++) {
		struct repair *r = p->step[i].own;
		struct quoted column;

		if (!p->step[i].kind->mends || r->settled)
			continue;
		column = shown(p->column[p->step[i].column].name);
		if (r->way->fences)
			settle_outlier(r, column.text, &sample[i]);
		else
			settle_fill(p, r, column.text, &sample[i]);
		r->mend->seen = sample[i].seen;
		r->mend->missing = sample[i].missing;
		r->settled = true;
	}
}

void repairs_save(const struct plan *p, const char *path, const char *writer)
{
	mends_save(path, writer, p->mend, p->mends);
}

const struct rule_kind repair_kinds[] = {
	{ "fill", "median, mode or const:VALUE",
	  "what an empty cell takes, once the column is read; median=flag: 1 in NAME_was_missing",
	  STAGE_TYPE, .mends = true, .bind = bind_fill, .run = run_fill },
	{ "outlier", "iqr3=cap, mad5=cap or p0.1=cap",
	  "numbers far from the usual ones: cap, flag (1 in NAME_outlier) or reject", STAGE_TYPE,
	  .mends = true, .bind = bind_outlier, .run = run_outlier },
	{ 0 },
};
