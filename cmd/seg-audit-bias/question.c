/* question - what is asked of the tables that were counted, by the options given. */
#include "question.h"

#include "favourable.h"
#include "measured.h"

static struct question *ask(struct questions *q, struct axis axis, enum count_kind from)
{
	q->row[q->n] = (struct question){ axis, from, COUNT_NONE, false, false };
	return &q->row[q->n++];
}

static bool any_missing(const struct tally *t, size_t column)
{
	for (size_t i = 0; i < t->values[column].n; i++)
		if (!t->values[column].name[i].n)
			return true;
	return false;
}

/* Asks what is missing of a column, if anything is. */
static struct question *ask_missing(struct questions *q, struct arena *a, const struct count *c,
                                    size_t column, enum count_kind from)
{
	if (column == COUNT_NONE || column < c->groups || !any_missing(&c->tally, column))
		return NULL;
	ask(q, axis_of_missing(a, &c->tally, column, c->name[column]), from)->low_is_best = true;
	return &q->row[q->n - 1];
}

static void ask_proxies(struct questions *q, struct arena *a, const struct count *c)
{
	for (size_t i = 0; i < c->proxies; i++) {
		size_t table = 0;
		struct question *asked;
		bool numeric;
		struct axis axis;

		while (table < c->shape.tables &&
		       (c->table[table].kind != COUNT_PROXY || c->table[table].column != c->proxy[i]))
			table++;
		if (table == c->shape.tables) /* its own group is the only one */
			continue;
		axis = axis_of_proxy(a, &c->tally, table, c->proxy[i], c->name[c->proxy[i]], &numeric);
		asked = ask(q, axis, COUNT_PROXY);
		asked->column = c->proxy[i];
		asked->numeric = numeric;
		asked = ask_missing(q, a, c, c->proxy[i], COUNT_PROXY);
		if (asked)
			asked->column = c->proxy[i];
	}
}

static struct axis *keep(struct arena *a, struct axis axis)
{
	struct axis *kept = ARENA_NEW(a, struct axis);

	*kept = axis;
	return kept;
}

struct meant question_meant(struct arena *a, const struct count *c, const struct audit_asked *asked)
{
	const struct tally *t = &c->tally;
	struct meant m = { NULL, NULL, NULL };

	if (c->outcome != COUNT_NONE)
		m.favourable = keep(a, favourable_axis(a, t, c->outcome, c->name[c->outcome].p,
		                                       asked->favourable, "favourable"));
	if (c->label != COUNT_NONE)
		m.positive = keep(a, favourable_axis(a, t, c->label, c->name[c->label].p,
		                                     asked->positive, "positive"));
	if (c->label != COUNT_NONE && c->outcome != COUNT_NONE)
		m.predicted = keep(a, favourable_axis(a, t, c->outcome, c->name[c->outcome].p,
		                                      asked->predicted ? asked->predicted : asked->positive,
		                                      "predicted"));
	return m;
}

struct questions questions_find(struct arena *a, const struct count *c, const struct meant *m,
                                const struct audit_asked *asked)
{
	const struct tally *t = &c->tally;
	struct questions q = { ARENA_ARRAY(a, struct question, 16 + 2 * c->proxies), 0 };

	if (m->favourable)
		ask(&q, *m->favourable, COUNT_RATES);
	if (c->segment != COUNT_NONE)
		ask(&q, axis_of_segments(a, t, c->segment, c->name[c->segment]), COUNT_RATES);
	if (m->predicted)
		ask(&q, axis_of_errors(a, m->predicted, m->positive), COUNT_RATES);
	if (c->strata) {
		ask(&q, *m->favourable, COUNT_STRATA);
		q.row[q.n - 1].axis.kind = AXIS_STRATA;
	}
	if (c->score != COUNT_NONE)
		ask(&q, axis_of_scores(a, t, c->score, c->name[c->score], m->positive), COUNT_SCORE);
	if (c->value != COUNT_NONE)
		ask(&q, axis_of_values(a, t, c->value, c->name[c->value]), COUNT_VALUE)->low_is_best =
			asked->low_is_best;
	if (c->actual != COUNT_NONE) {
		ask(&q, axis_of_actual(a, t, c->value, c->name[c->value], c->actual), COUNT_ACTUAL);
		q.row[q.n] = q.row[q.n - 1];
		q.row[q.n].low_is_best = true;
		q.row[q.n++].axis.kind = AXIS_MISS;
	}
	if (asked->population)
		ask(&q, axis_of_everyone(a), COUNT_RATES);
	ask_missing(&q, a, c, c->outcome, COUNT_RATES);
	ask_missing(&q, a, c, c->segment, COUNT_RATES);
	ask_missing(&q, a, c, c->label, COUNT_RATES);
	ask_missing(&q, a, c, c->score, COUNT_SCORE);
	ask_missing(&q, a, c, c->value, COUNT_VALUE);
	ask_missing(&q, a, c, c->actual, COUNT_ACTUAL);
	ask_proxies(&q, a, c);
	return q;
}

bool question_is_of(const struct question *q, const struct count *c, size_t k)
{
	const struct count_table *of = &c->table[k];

	return of->kind == q->from && (of->kind != COUNT_PROXY || of->column == q->column);
}
