/* timeline_test - months, spans, cohorts and second orders of a handful of customers, counted by hand. */
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "day.h"

#define UNIT 1000000000 /* of an amount */

static const char *const customers[] = { "customer_id", "a", "b", "c", "d" };

/* Without order_id a customer's day is one order; z is nobody's. */
static const char *const orders[] = { "customer_id\torder_date\tamount",
	                              "a\t2025-01-10\t10",
	                              "a\t2025-02-05\t20",
	                              "a\t2025-02-20\t5",
	                              "a\t2025-03-20\t2",
	                              "a\t2025-04-30\t7",
	                              "b\t2025-02-01\t8",
	                              "b\t2025-03-31\t9",
	                              "b\t2025-04-01\t-3",
	                              "c\t2025-03-15\t4",
	                              "c\t2025-03-15\t6",
	                              "d\t2025-04-02\t1",
	                              "z\t2025-02-02\t100" };

/* The header, then the rows from the last to the first when `back`. */
static void write_lines(char *path, const char *const *line, size_t n, bool back)
{
	FILE *f = fdopen(mkstemp(path), "w");

	fprintf(f, "%s\n", line[0]);
	for (size_t i = 1; i < n; i++)
		fprintf(f, "%s\n", line[back ? n - i : i]);
	fclose(f);
}

#define LENGTH(list) (sizeof(list) / sizeof(*(list)))

struct made {
	struct arena keep;
	struct timeline t;
	struct cohorts cohorts;
	uint64_t strangers;
	bool fine;
};

static void make(struct made *m, size_t least, size_t threads, bool back)
{
	static const size_t group_of[] = { 0, 0, 1, 1 };
	char people[] = "/tmp/seg-timeline-XXXXXX", bought[] = "/tmp/seg-timeline-XXXXXX";
	char *files[] = { people };
	struct input in;
	struct frame frame;
	struct purchases p;

	*m = (struct made){ 0 };
	write_lines(people, customers, LENGTH(customers), false);
	write_lines(bought, orders, LENGTH(orders), back);
	input_open(&in, files, 1, NULL, PROGRESS_NEVER);
	frame_load(&frame, &in, threads);
	purchases_read(&p, &frame,
	               &(struct purchases_options){ .path = bought,
	                                            .id = 0,
	                                            .id_name = "customer_id",
	                                            .progress = PROGRESS_NEVER,
	                                            .threads = threads });
	m->fine = timeline_take(&m->t, &m->keep, &p,
	                        &(struct timeline_options){ .cohort = period_kind_find("month"),
	                                                    .group_of = group_of,
	                                                    .groups = 2,
	                                                    .span = 30,
	                                                    .least = least,
	                                                    .threads = threads });
	cohort_result(&m->cohorts, &m->keep, &m->t.cohorts, 1);
	m->strangers = p.strangers;
	purchases_release(&p);
	frame_release(&frame);
	input_close(&in);
	unlink(people);
	unlink(bought);
}

static bool is_sum(const struct timeline_sum *s, uint64_t who, uint64_t bought, int amount)
{
	return s->customers == who && s->orders == bought && s->amount == (__int128)amount * UNIT;
}

static bool is_cell(const struct cohort_cell *c, uint64_t active, uint64_t later, uint64_t bought,
                    int amount)
{
	return c->active == active && c->later == later && c->orders == bought &&
	       c->amount == (__int128)amount * UNIT;
}

static int32_t day_of(int month, int day)
{
	int32_t out = 0;

	day_from_civil(2025, month, day, &out);
	return out;
}

static void check_months(const struct timeline *t)
{
	int32_t february = period_kind_find("month")->of(day_of(2, 1));

	CHECK(t->first_day == day_of(1, 10) && t->last_day == day_of(4, 30),
	      "the span of the data");
	CHECK(t->first == february && t->months == 3, "January is not whole");
	CHECK(is_sum(&t->sum[0], 2, 3, 33) && is_sum(&t->sum[1], 2, 2, 11) && is_sum(&t->sum[2], 1, 1, 4),
	      "months of the first group; a refund is no order");
	CHECK(is_sum(&t->sum[3], 0, 0, 0) && is_sum(&t->sum[4], 1, 1, 10) && is_sum(&t->sum[5], 1, 1, 1),
	      "of the second; a customer's day is one order");
	CHECK(is_sum(&t->sum_of_all[0], 2, 3, 33) && is_sum(&t->sum_of_all[1], 3, 3, 21) &&
	              is_sum(&t->sum_of_all[2], 2, 2, 5),
	      "of all of them, without strangers");
}

static void check_spans(const struct timeline *t)
{
	CHECK(t->compared, "111 days hold two spans of 30");
	CHECK(is_sum(&t->spans_of_all.now, 2, 2, 5) && is_sum(&t->spans_of_all.before, 3, 3, 21) &&
	              t->spans_of_all.both == 1,
	      "the last 30 days begin on the first of April");
	CHECK(t->spans[0].both == 1 && t->spans[1].both == 0 && is_sum(&t->spans[1].now, 1, 1, 1),
	      "by group");
}

static void check_cohorts(const struct cohorts *c)
{
	CHECK(c->n == 4 && c->cohort[0].ages == 4 && c->cohort[3].ages == 1, "one cohort a month");
	CHECK(is_cell(&c->cohort[0].cell[0], 1, 1, 1, 10) && is_cell(&c->cohort[0].cell[1], 1, 1, 2, 25) &&
	              is_cell(&c->cohort[0].cell[3], 1, 1, 1, 7),
	      "the one of January");
	CHECK(is_cell(&c->cohort[1].cell[1], 1, 1, 1, 9) && is_cell(&c->cohort[1].cell[2], 0, 0, 0, -3),
	      "a refund is money of its month, and nobody who came");
	CHECK(c->all.customers == 3 && c->followed[1] == 2 && c->followed[2] == 1 &&
	              is_cell(&c->all.cell[1], 1, 1, 1, 9),
	      "all but the first, each age over those who were followed that long");
}

static void check_second(const struct timeline_second *s)
{
	bool event = false;
	int32_t censored = 0;

	for (size_t i = 0; i < s->n; i++) {
		event |= s->subject[i].event && s->subject[i].time == 58 && s->subject[i].group == 1;
		censored += s->subject[i].event ? 0 : s->subject[i].time;
	}
	CHECK(s->n == 3, "who began in January may have been a customer before");
	CHECK(event, "b came back after 58 days, with the middle first day");
	CHECK(censored == 46 + 28, "c and d were followed up to the last day");
	CHECK(s->groups == 3 && s->most[0] == UNIT && s->least[1] == (__int128)8 * UNIT &&
	              s->least[2] == (__int128)10 * UNIT,
	      "thirds by what the first day brought");
}

int main(void)
{
	struct made once, again;

	make(&once, 1, 1, false);
	CHECK(once.fine && once.t.any && once.strangers == 1, "it is read");
	check_months(&once.t);
	check_spans(&once.t);
	check_cohorts(&once.cohorts);
	check_second(&once.t.second);
	make(&again, 2, 3, true);
	CHECK(again.t.second.groups == 1, "one curve for all where a third is fewer than two");
	CHECK(memcmp(once.t.sum, again.t.sum, 6 * sizeof(*once.t.sum)) == 0 &&
	              memcmp(&once.t.spans_of_all, &again.t.spans_of_all, sizeof(once.t.spans_of_all)) == 0,
	      "the same from three threads and rows that stand the other way round");
	check_cohorts(&again.cohorts);
	arena_release(&once.keep);
	arena_release(&again.keep);
	return check_done();
}
