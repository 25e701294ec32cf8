/* protect_test - small counts cannot be worked out. Oracle: every table that fits what is published, tried one by one. */
#include "protect.h"

#include "check.h"
#include "rng.h"
#include "sheet.h"

#define MOST 6

/* What an attacker knows of a list: marks, shown counts, the total. Can the FEW at `at` be x? Hidden large ones reach
 * from least to anything, so that one of them takes any rest. */
static bool possible(const enum protect *mark, size_t n, uint64_t least, uint64_t hidden, size_t at,
                     uint64_t x)
{
	uint64_t low = x, high = x;
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		if (i == at || mark[i] == PROTECT_SHOWN)
			continue;
		low += mark[i] == PROTECT_FEW ? 1 : least;
		high += least - 1;
		open |= mark[i] == PROTECT_MANY;
	}
	return low <= hidden && (open || hidden <= high);
}

static bool list_is_safe(const enum protect *mark, const uint64_t *count, size_t n, uint64_t least)
{
	uint64_t hidden = 0;

	for (size_t i = 0; i < n; i++)
		hidden += mark[i] == PROTECT_SHOWN ? 0 : count[i];
	for (size_t i = 0; i < n; i++)
		for (uint64_t x = 1; mark[i] == PROTECT_FEW && x < least; x++)
			if (!possible(mark, n, least, hidden, i, x))
				return false;
	return true;
}

static void check_lists(void)
{
	size_t broken = 0, given_up = 0;

	for (uint64_t round = 0; round < 20000; round++) {
		struct rng r = rng_stream(1, "protect lists", round);
		size_t n = 1 + (size_t)rng_below(&r, MOST);
		uint64_t count[MOST], least = 2 + rng_below(&r, 9);
		enum protect mark[MOST];

		for (size_t i = 0; i < n; i++)
			count[i] = rng_below(&r, rng_below(&r, 2) ? 2 * least : 60);
		if (!protect_list(mark, count, n, least))
			given_up++;
		else
			broken += !list_is_safe(mark, count, n, least);
		for (size_t i = 0; i < n; i++)
			broken += mark[i] == PROTECT_SHOWN && count[i] && count[i] < least;
	}
	CHECK(broken == 0,
	      "in 20,000 random lists every hidden small count can be any from 1 to least - 1");
	CHECK(given_up < 8000, "and the total is seldom hidden too: %zu times", given_up);
}

/* All tables that fit what is told of a small one: cell by cell, each line's rest kept. Marks in found[] every value
 * that a FEW can have. */
struct search {
	const enum protect *mark;
	size_t rows, columns;
	uint64_t least, row[4], column[4], value[9];
	bool found[9][6];
	/* of a sheet; NULL: every total is told */
	const uint64_t *most, *events;
	const bool *row_told, *column_told;
};

/* Whether the events of what is hidden are enough for the customers in it. */
static bool has_events(const struct search *s)
{
	uint64_t customers = 0, events = 0;

	for (size_t i = 0; i < s->rows * s->columns; i++)
		if (s->mark[i] != PROTECT_SHOWN) {
			customers += s->value[i];
			events += s->events[i];
		}
	return customers <= events;
}

static bool is_told(const bool *told, size_t k)
{
	return !told || told[k];
}

static void search(struct search *s, const uint64_t *count, size_t at)
{
	size_t r = at / s->columns, c = at % s->columns;
	uint64_t low, high;

	if (at == s->rows * s->columns) {
		for (size_t i = 0; i < at && (!s->events || has_events(s)); i++)
			if (s->mark[i] == PROTECT_FEW)
				s->found[i][s->value[i]] = true;
		return;
	}
	low = high = count[at];
	if (s->mark[at] != PROTECT_SHOWN) {
		low = s->mark[at] == PROTECT_FEW ? 1 : s->least;
		high = s->mark[at] == PROTECT_FEW ? s->least - 1
		       : s->most                  ? s->most[at]
		                                  : s->row[r];
	}
	for (uint64_t v = low; v <= high && v <= s->row[r] && v <= s->column[c]; v++) {
		if ((c + 1 == s->columns && v != s->row[r] && is_told(s->row_told, r)) ||
		    (r + 1 == s->rows && v != s->column[c] && is_told(s->column_told, c)))
			continue;
		s->value[at] = v;
		s->row[r] -= v;
		s->column[c] -= v;
		search(s, count, at + 1);
		s->row[r] += v;
		s->column[c] += v;
	}
}

static void check_tables(void)
{
	size_t broken = 0, told = 0;

	for (uint64_t round = 0; round < 300; round++) {
		struct rng r = rng_stream(1, "protect tables", round);
		uint64_t count[9], least = 2 + rng_below(&r, 4);
		enum protect mark[9];
		struct search s = { mark,  3,         2 + (size_t)rng_below(&r, 2),
			            least, { 0 },     { 0 },
			            { 0 }, { { 0 } }, NULL,
			            NULL,  NULL,      NULL };

		for (size_t i = 0; i < s.rows * s.columns; i++) {
			count[i] = rng_below(&r, 14);
			s.row[i / s.columns] += count[i];
			s.column[i % s.columns] += count[i];
		}
		if (!sheet_table(mark, count, s.rows, s.columns, least))
			continue;
		told++;
		search(&s, count, 0);
		for (size_t i = 0; i < s.rows * s.columns; i++)
			for (uint64_t v = 1; mark[i] == PROTECT_FEW && v < least; v++)
				broken += !s.found[i][v];
	}
	CHECK(broken == 0 && told > 100, "in %zu of 300 random tables that are told, some table with the same totals fits any small count",
	      told);
}

/* Sheets: what the totals that are left tell, with the most that a cell can be and the events of all. */
static void check_sheets(void)
{
	size_t broken = 0, told = 0, taken = 0;

	for (uint64_t round = 0; round < 600; round++) {
		struct rng r = rng_stream(1, "protect sheets", round);
		uint64_t count[9], most[9], events[9], least = 2 + rng_below(&r, 3);
		enum protect mark[9];
		bool row_told[3] = { rng_below(&r, 4) > 0, true, true }, column_told[2] = { true, true };
		struct search s = { .mark = mark,
			            .rows = 3,
			            .columns = 2,
			            .least = least,
			            .most = most,
			            .events = events,
			            .row_told = row_told,
			            .column_told = column_told };

		for (size_t i = 0; i < 6; i++) {
			count[i] = rng_below(&r, 8);
			most[i] = count[i] + rng_below(&r, 3);
			events[i] = count[i] + (count[i] ? rng_below(&r, 3) : 0);
			s.row[i / 2] += count[i];
			s.column[i % 2] += count[i];
		}
		if (!sheet_protect(&(struct sheet){ mark, count, most, events, 3, 2, least,
		                                    row_told, column_told }))
			continue;
		told++;
		for (size_t k = 0; k < 3; k++) {
			s.row[k] = row_told[k] ? s.row[k] : 60;
			if (k < 2)
				s.column[k] = column_told[k] ? s.column[k] : 60;
			taken += k < 2 && !column_told[k];
		}
		search(&s, count, 0);
		for (size_t i = 0; i < 6; i++)
			for (uint64_t v = 1; mark[i] == PROTECT_FEW && v < least; v++)
				broken += !s.found[i][v];
	}
	CHECK(broken == 0 && told > 300 && taken > 30,
	      "the same in %zu of 600 random sheets, of which totals were taken back %zu times",
	      told, taken);
}

static void check_amounts(void)
{
	const struct protect_amount plain[] = { { 100, 50, 30 }, { 100, 40, 10 }, { 60, 20, 10 } };
	const struct protect_amount one[] = { { 100, 92, 3 }, { 100, 40, 10 }, { 60, 20, 10 } };
	const struct protect_amount thin[] = { { 1000, 980, 3 }, { 100, 90, 5 }, { 60, 59, 1 } };
	bool hidden[3];

	CHECK(protect_amounts(hidden, plain, 3, 0.1) && !hidden[0] && !hidden[1] && !hidden[2],
	      "nobody stands out");
	CHECK(protect_amounts(hidden, one, 3, 0.1) && hidden[0] && !hidden[1] && hidden[2],
	      "the p%% rule, and the smallest beside it");
	CHECK(!protect_amounts(hidden, thin, 2, 0.1) && hidden[0] && hidden[1],
	      "nothing is left to hide among");
	CHECK(protect_amounts(hidden, plain, 0, 0.1), "no amounts");
}

int main(void)
{
	static const uint64_t one[] = { 3, 40, 12 }, none[] = { 0, 40, 12 }, alone[] = { 3 };
	enum protect mark[3];

	CHECK(protect_list(mark, one, 3, 5) && mark[0] == PROTECT_FEW && mark[2] == PROTECT_MANY &&
	              mark[1] == PROTECT_SHOWN,
	      "the next smallest is hidden with it");
	CHECK(protect_list(mark, none, 3, 5) && mark[0] == PROTECT_SHOWN && mark[2] == PROTECT_SHOWN,
	      "nobody is no secret");
	CHECK(!protect_list(mark, alone, 1, 5), "a single small one: the total must be hidden");
	CHECK(protect_list(mark, one, 3, 1) && mark[0] == PROTECT_SHOWN,
	      "least 1 shows everything");
	check_lists();
	check_tables();
	check_sheets();
	check_amounts();
	return check_done();
}
