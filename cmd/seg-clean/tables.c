/* tables - rules that hold for a whole table or do not. */
#include "tables.h"

#include <math.h>

#include "diag.h"
#include "kinds.h"
#include "num.h"

/* MIN..MAX, MIN.. or ..MAX; or N, which is the one that is asked for. */
struct range {
	bool has_least, has_most;
	struct exact least, most;
};

static const char *bind_range(struct plan *p, struct step *s, struct str argument)
{
	struct range *r = ARENA_NEW(p->keep, struct range);
	const char *dots = argument.n > 1 ? memmem(argument.p, argument.n, "..", 2) : NULL;
	struct str low = { argument.p, dots ? (size_t)(dots - argument.p) : argument.n };
	struct str high = dots ? (struct str){ dots + 2, argument.n - low.n - 2 } : low;

	s->own = r;
	s->text = argument;
	r->has_least = low.n > 0;
	r->has_most = high.n > 0;
	if ((low.n && !exact_parse(low, &r->least)) || (high.n && !exact_parse(high, &r->most)) ||
	    !(low.n + high.n) || (low.n && high.n && r->least.units > r->most.units))
		return "say N, MIN..MAX, MIN.. or ..MAX";
	return NULL;
}

static const char *bind_numbers(struct plan *p, struct step *s, struct str argument)
{
	return holds_amounts(p, s->column)
	               ? bind_range(p, s, argument)
	               : "a column here is no number: give it the type number or money first";
}

static bool within(const struct range *r, double x)
{
	return (!r->has_least || x >= exact_double(r->least)) &&
	       (!r->has_most || x <= exact_double(r->most));
}

static const char *bind_share(struct plan *p, struct step *s, struct str argument)
{
	bool percent = argument.n && argument.p[argument.n - 1] == '%';
	double *share = ARENA_NEW(p->keep, double);

	s->own = share;
	s->text = argument;
	if (!num_parse((struct str){ argument.p, argument.n - percent }, share))
		return "a share is a number from 0 to 1, or from 0% to 100%";
	*share /= percent ? 100 : 1;
	return *share >= 0 && *share <= 1 ? NULL : "a share is a number from 0 to 1, or from 0% to 100%";
}

static const char *bind_freshness(struct plan *p, struct step *s, struct str argument)
{
	uint64_t days;

	if (!p->told.has_today)
		return "this rule needs --as-of=DATE, the day that counts as today";
	if (!num_parse_count(argument, 100000, &days))
		return "say how many days old the newest date may be";
	s->text = argument;
	s->other[0] = (size_t)days;
	s->limit.moment.day = p->told.today;
	return NULL;
}

static const char *bind_has(struct plan *p, struct step *s, struct str argument)
{
	s->own = words_of(p, argument);
	s->text = argument;
	return argument.n ? NULL : "this rule needs values: A,B,C";
}

/* What every rule here sees of a row. */
static const char *run_count(struct cleaning *row, const struct step *s)
{
	struct step_tally *t = &row->count[s->number];
	const struct value *v = s->column == SIZE_MAX ? NULL : &row->value[s->column];

	t->rows++;
	if (!v)
		return NULL;
	t->empty += !v->text.n;
	if (v->has_moment && (!t->dated || v->moment.day > t->newest)) {
		t->dated = true;
		t->newest = v->moment.day;
	}
	if (row->sample && s->kind->samples)
		sample_add(&row->sample[s->number], v->text);
	return NULL;
}

static bool judge_rows(const struct verdict *v)
{
	buf_printf(v->said, "%llu rows are kept", (unsigned long long)v->count->rows);
	return within(v->step->own, (double)v->count->rows);
}

static double share(uint64_t part, uint64_t of)
{
	return of ? (double)part / (double)of : 0;
}

static bool judge_missing(const struct verdict *v)
{
	double missing = share(v->count->empty, v->count->rows);

	buf_printf(v->said, "%.4g%% of the cells are missing", 100 * missing);
	return missing <= *(const double *)v->step->own;
}

static bool judge_unique(const struct verdict *v)
{
	uint64_t once = 0;

	for (size_t i = 0; i < v->sample->map.n; i++)
		once += v->sample->value[i].n == 1;
	buf_printf(v->said, "%.4g%% of the values come once", 100 * share(once, v->sample->seen));
	return !v->sample->seen || share(once, v->sample->seen) >= *(const double *)v->step->own;
}

static bool judge_freshness(const struct verdict *v)
{
	int32_t age = v->step->limit.moment.day - v->count->newest;
	char day[DAY_TEXT];

	if (!v->count->dated) {
		buf_text(v->said, "there is no date");
		return false;
	}
	day_print(day, v->count->newest);
	buf_printf(v->said, "the newest date is %.*s, %d days before --as-of", DAY_TEXT, day, age);
	return age <= (int32_t)v->step->other[0];
}

static bool judge_has(const struct verdict *v)
{
	const struct words *w = v->step->own;

	for (size_t i = 0; i < w->n; i++)
		if (map_find(&v->sample->map, w->word[i], map_hash(w->word[i])) == MAP_NONE) {
			buf_printf(v->said, "no row has %s", quote(w->word[i]).text);
			return false;
		}
	return true;
}

static double figure_total(const struct sample *s)
{
	struct exact sum;

	return sample_sum(s, &sum) ? exact_double(sum) : INFINITY;
}

static double figure_mean(const struct sample *s)
{
	return figure_total(s) / (double)s->seen;
}

static double figure_median(const struct sample *s)
{
	return exact_double(sample_quantile(s, 1, 2, false));
}

/* With n - 1; 0 for one number. */
static double figure_sd(const struct sample *s)
{
	double mean = figure_mean(s), squares = 0;

	for (size_t i = 0; i < s->map.n; i++) {
		double d = exact_double(s->value[i].amount) - mean;

		squares += (double)s->value[i].n * d * d;
	}
	return s->seen > 1 ? sqrt(squares / (double)(s->seen - 1)) : 0;
}

static const struct {
	const char *name;
	double (*of)(const struct sample *s); /* sorted, and not empty */
} figures[] = { { "total", figure_total },
	        { "mean", figure_mean },
	        { "median", figure_median },
	        { "sd", figure_sd } };

/* The figure that the rule is called after is in the range. Without a number there is none. */
static bool judge_figure(const struct verdict *v)
{
	double x = 0;

	sample_sort(v->sample);
	if (!v->sample->seen) {
		buf_text(v->said, "there is no number");
		return false;
	}
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
		if (strcmp(v->step->kind->name, figures[i].name) == 0)
			x = figures[i].of(v->sample);
	if (isfinite(x))
		buf_double(v->said, x);
	else
		buf_text(v->said, "too large to be told");
	return within(v->step->own, x);
}

bool tables_asked(const struct plan *p)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].kind->judge)
			return true;
	return false;
}

bool tables_judge(const struct plan *p, struct step_tally *count, struct sample *sample, struct buf *no)
{
	struct buf said = { 0 };

	for (size_t i = 0; i < p->steps; i++) {
		const struct step *s = &p->step[i];
		struct quoted column =
			shown(s->column == SIZE_MAX ? str_of("*") : p->column[s->column].name);

		buf_clear(&said);
		if (!s->kind->judge ||
		    s->kind->judge(&(struct verdict){ s, &count[i], &sample[i], &said }))
			continue;
		if (s->warns)
			count[i].warned++;
		else
			count[i].found++;
		buf_printf(&said, ", but %s asks for %s", s->kind->name, quote(s->text).text);
		if (s->warns || no->n)
			warn("%s: %.*s", column.text, STR_ARG(buf_view(&said)));
		else
			buf_printf(no, "%s: %.*s", column.text, STR_ARG(buf_view(&said)));
	}
	buf_release(&said);
	return no->n == 0;
}

const struct rule_kind table_kinds[] = {
	{ "row-count", "MIN..MAX", "for the column *: so many rows are kept", STAGE_TABLE,
	  .whole = true, .bind = bind_range, .run = run_count, .judge = judge_rows },
	{ "share-missing", "SHARE", "at most this share of the cells is empty: 0.05 or 5%",
	  STAGE_TABLE, .bind = bind_share, .run = run_count, .judge = judge_missing },
	{ "share-unique", "SHARE", "at least this share of the values comes only once", STAGE_TABLE,
	  .bind = bind_share, .run = run_count, .judge = judge_unique, .samples = true },
	{ "freshness", "DAYS", "the newest date is at most so many days before --as-of",
	  STAGE_TABLE, .bind = bind_freshness, .run = run_count, .judge = judge_freshness },
	{ "has", "A,B,...", "each of these values comes", STAGE_TABLE, .bind = bind_has,
	  .run = run_count, .judge = judge_has, .samples = true },
	{ "total", "MIN..MAX", "the sum of the column", STAGE_TABLE, .bind = bind_numbers,
	  .run = run_count, .judge = judge_figure, .samples = true },
	{ "mean", "MIN..MAX", "the mean of the column", STAGE_TABLE, .bind = bind_numbers,
	  .run = run_count, .judge = judge_figure, .samples = true },
	{ "median", "MIN..MAX", "the median of the column", STAGE_TABLE, .bind = bind_numbers,
	  .run = run_count, .judge = judge_figure, .samples = true },
	{ "sd", "MIN..MAX", "the standard deviation of the column", STAGE_TABLE,
	  .bind = bind_numbers, .run = run_count, .judge = judge_figure, .samples = true },
	{ 0 },
};
