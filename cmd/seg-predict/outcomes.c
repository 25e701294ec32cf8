/* outcomes - what examples teach: what came of each, how much it counts, and when that was known. */
#include "outcomes.h"

#include <math.h>
#include <stdlib.h>

#include "day.h"
#include "diag.h"
#include "num.h"

static bool is_yes(struct str cell)
{
	static const char *const yes[] = { "yes", "Yes", "YES", "1", "true", "True", "TRUE" };

	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		if (str_is(cell, yes[i]))
			return true;
	return false;
}

bool outcomes_cell(const struct predict *p, struct str cell, double *out)
{
	*out = NAN;
	if (!cell.n)
		return true;
	if (strcmp(p->kind, "linear") == 0)
		return num_parse(cell, out);
	*out = p->positive ? str_is(cell, p->positive) : is_yes(cell);
	return true;
}

/* Refuses yes and no of which one is missing. */
static void check_classes(const struct examples *e, const struct predict *p, const char *target)
{
	uint64_t yes = 0, no = 0, fewer;

	for (size_t i = 0; i < e->n; i++) {
		yes += e->outcome[i] > 0;
		no += e->outcome[i] == 0;
	}
	if (!yes)
		die(STATUS_INPUT, "%s: no row is %s (some are %s): --positive says which value counts",
		    target, p->positive ? quote_text(p->positive).text : "yes, 1 or true",
		    quote(e->other).text);
	if (!p->positive)
		note("%s: %s counts (--positive chooses another)", target, quote(e->positive).text);
	fewer = yes < no ? yes : no;
	if (fewer < 5)
		die(STATUS_INPUT, "%llu yes and %llu no: at least 5 of each are needed to learn anything",
		    (unsigned long long)yes, (unsigned long long)no);
	if (fewer < 30)
		warn("%llu yes and %llu no: fewer than 30 of one, so the weights are drawn "
		     "strongly towards 0 and "
		     "what they say is very uncertain",
		     (unsigned long long)yes, (unsigned long long)no);
}

static void read_target(struct examples *e, const struct predict *p, const struct frame *f)
{
	e->outcome = memory_large(e->n, sizeof(double));
	for (size_t i = 0; i < e->n; i++) {
		struct str cell = frame_cell(f, e->row[i], e->target);

		if (!outcomes_cell(p, cell, &e->outcome[i]))
			die_at(frame_place(f, e->row[i], e->target), "not a number: %s",
			       quote(cell).text);
		if (e->outcome[i] > 0 && !e->positive.n)
			e->positive = cell;
		if (e->outcome[i] == 0 && !e->other.n)
			e->other = cell;
	}
}

static void check_target(const struct examples *e, const struct predict *p)
{
	struct quoted target = shown(p->in.header.name[e->target]);
	uint64_t unknown = 0;

	if (strcmp(p->kind, "linear") != 0)
		check_classes(e, p, target.text);
	for (size_t i = 0; i < e->n; i++)
		unknown += isnan(e->outcome[i]) != 0;
	if (unknown)
		note("%llu row%s without %s: not learned from", (unsigned long long)unknown,
		     unknown == 1 ? "" : "s", target.text);
}

/* What each row counts: its own weight, times that of its class. */
static void read_weights(struct examples *e, const struct predict *p, const struct frame *f,
                         struct arena *keep)
{
	size_t column = p->weight ? input_column(&p->in, p->weight) : SIZE_MAX;
	double yes = 0, no = 0, of_yes = p->class_weight;

	if (!p->weight && of_yes == 1)
		return;
	e->weight = ARENA_ARRAY(keep, double, e->n);
	for (size_t i = 0; i < e->n; i++) {
		struct str cell = column == SIZE_MAX ? str_of("1") : frame_cell(f, e->row[i], column);

		if (!num_parse(cell, &e->weight[i]) || !(e->weight[i] > 0))
			die_at(frame_place(f, e->row[i], column), "not a weight above 0: %s",
			       quote(cell).text);
		yes += e->outcome[i] > 0 ? e->weight[i] : 0;
		no += e->outcome[i] == 0 ? e->weight[i] : 0;
	}
	if (strcmp(p->kind, "linear") == 0)
		return;
	if (isnan(of_yes))
		of_yes = no / yes;
	for (size_t i = 0; i < e->n; i++)
		e->weight[i] *= e->outcome[i] > 0 ? of_yes : 1;
}

/* --- folds by time --- */

/* target_churn_90d takes 90 days to be known; a name without such an end, none. */
static int32_t window_of(struct str name)
{
	size_t from = name.n;
	uint64_t days;

	if (!name.n || name.p[name.n - 1] != 'd')
		return 0;
	while (from > 0 && name.p[from - 1] != '_')
		from--;
	if (!from || !num_parse_count((struct str){ name.p + from, name.n - 1 - from }, 36500, &days))
		return 0;
	return (int32_t)days;
}

static int day_order(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/* About equally many rows a fold, but those of one day together; how many folds come of it. */
static void deal_by_time(struct examples *e, size_t folds, struct arena *keep)
{
	int32_t *day = memory_get(e->n, sizeof(*day));

	memcpy(day, e->day, e->n * sizeof(*day));
	qsort(day, e->n, sizeof(*day), day_order);
	e->fold_from = ARENA_ARRAY(keep, int32_t, folds);
	e->folds = 0;
	for (size_t i = 0; i < folds; i++) {
		int32_t from = day[i * e->n / folds];

		if (!e->folds || from > e->fold_from[e->folds - 1])
			e->fold_from[e->folds++] = from;
	}
	free(day);
	for (size_t i = 0; i < e->n; i++) {
		uint32_t fold = 0;

		while (fold + 1 < e->folds && e->fold_from[fold + 1] <= e->day[i])
			fold++;
		e->fold[i] = fold;
	}
}

static void read_times(struct examples *e, const struct predict *p, const struct frame *f,
                       struct arena *keep)
{
	size_t column = input_column(&p->in, p->time);
	struct str name = f->in->header.name[e->target];

	e->day = ARENA_ARRAY(keep, int32_t, e->n);
	for (size_t i = 0; i < e->n; i++) {
		struct str cell = frame_cell(f, e->row[i], column);
		struct moment moment;

		if (!day_parse_moment(cell, &moment))
			die_at(frame_place(f, e->row[i], column), "not a date: %s", quote(cell).text);
		e->day[i] = moment.day;
	}
	deal_by_time(e, p->folds, keep);
	if (e->folds < 2)
		die(STATUS_INPUT, "--time: all rows have the same %s, so none is later than what it could learn from",
		    shown(str_of(p->time)).text);
	e->window = window_of(name);
	if (e->window)
		note("%s is known %d days after %s: rows are judged by those whose outcome was "
		     "known by then",
		     shown(name).text, e->window, shown(str_of(p->time)).text);
	else
		note("%s: its name says no days, such as _90d, so outcomes count as known at once",
		     shown(name).text);
}

void outcomes_read(struct examples *e, const struct predict *p, const struct frame *f, struct arena *keep)
{
	if (!e->outcome)
		read_target(e, p, f);
	check_target(e, p);
	read_weights(e, p, f, keep);
	if (p->time)
		read_times(e, p, f, keep);
}

bool examples_may_teach(const struct examples *e, size_t example, size_t fold)
{
	if (fold == SIZE_MAX)
		return true;
	if (!e->day)
		return e->fold[example] != fold;
	return e->fold[example] < fold && e->day[example] + e->window <= e->fold_from[fold];
}
