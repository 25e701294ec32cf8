/* expr_value - what an expression comes to. */
#include "expr_value.h"

#include <math.h>
#include <stdlib.h>

#include "expr_functions.h"
#include "memory.h"

static struct str operand(const struct expr *e, const struct expr_rows *rows, size_t row)
{
	return e->kind == EXPR_COLUMN ? rows->cell(rows->from, row, e->column) : e->text;
}

static bool compare(const struct expr *e, const struct expr_rows *rows, size_t row)
{
	struct str a = operand(e->a, rows, row), b = operand(e->b, rows, row);
	struct exact x, y;
	int order;

	if (!a.n || !b.n) { /* a missing cell is equal to the empty text, and neither less nor greater than anything */
		if (e->less && e->greater)
			return a.n != b.n;
		return e->equal && !e->less && !e->greater && a.n == b.n;
	}
	if (exact_parse(a, &x) && exact_parse(b, &y))
		order = (x.units > y.units) - (x.units < y.units);
	else
		order = str_cmp(a, b);
	return order < 0 ? e->less : order > 0 ? e->greater : e->equal;
}

bool expr_value_holds(const struct expr *e, const struct expr_rows *rows, size_t row)
{
	if (e->kind == EXPR_NOT)
		return !expr_value_holds(e->a, rows, row);
	if (e->op == EXPR_AND)
		return expr_value_holds(e->a, rows, row) && expr_value_holds(e->b, rows, row);
	if (e->op == EXPR_OR)
		return expr_value_holds(e->a, rows, row) || expr_value_holds(e->b, rows, row);
	return compare(e, rows, row);
}

/* The rows an aggregate looks at: their cells, those that are missing left out. */
struct taken {
	struct str *cell;
	size_t *row;
	size_t n;         /* cells that are there, or rows when no column is named */
	size_t all;       /* the same without the condition */
	struct str *rest; /* cells of the window the condition does not hold for; behind `cell` */
	__int128 *number;
	struct str bad; /* the first cell that is no number */
};

static struct expr_result none(void)
{
	return (struct expr_result){ .kind = EXPR_RESULT_NONE };
}

static struct expr_result whole(int64_t n)
{
	return (struct expr_result){ .kind = EXPR_RESULT_NUMBER, .number = exact_of(n) };
}

static struct expr_result real(double x)
{
	return isfinite(x) ? (struct expr_result){ .kind = EXPR_RESULT_REAL, .real = x } : none();
}

static struct expr_result text(struct str s)
{
	return (struct expr_result){ .kind = s.n ? EXPR_RESULT_TEXT : EXPR_RESULT_NONE, .text = s };
}

static struct expr_result bad(struct str cell)
{
	return (struct expr_result){ .kind = EXPR_RESULT_BAD, .text = cell };
}

static struct expr_result exact(const struct exact_sum *sum)
{
	struct expr_result r = { .kind = EXPR_RESULT_NUMBER };

	return exact_sum_result(sum, &r.number) ? r : bad((struct str){ 0 });
}

static void take_rows(struct taken *t, const struct expr *e, const struct expr_rows *rows)
{
	size_t rest = rows->n;

	t->cell = memory_get(rows->n, sizeof(*t->cell));
	t->row = memory_get(rows->n, sizeof(*t->row));
	for (size_t i = 0; i < rows->n; i++) {
		struct str cell = { 0 };

		if (e->days && rows->day && rows->as_of - (int64_t)rows->day(rows->from, i) >= e->days)
			continue;
		if (e->column != SIZE_MAX) {
			cell = rows->cell(rows->from, i, e->column);
			if (!cell.n)
				continue;
		}
		t->all++;
		if (e->a && !expr_value_holds(e->a, rows, i)) {
			t->cell[--rest] = cell;
			continue;
		}
		t->row[t->n] = i;
		t->cell[t->n++] = cell;
	}
	t->rest = t->cell + rest;
}

/* The sum of n cells; false when one is no number. */
static bool sum_of(struct taken *t, const struct str *cell, size_t n, struct exact_sum *sum)
{
	struct exact x;

	for (size_t i = 0; i < n; i++) {
		if (!exact_parse(cell[i], &x)) {
			t->bad = cell[i];
			return false;
		}
		exact_sum_add(sum, x);
	}
	return true;
}

static int number_order(const void *a, const void *b)
{
	__int128 x = *(const __int128 *)a, y = *(const __int128 *)b;

	return (x > y) - (x < y);
}

static int text_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool make_numbers(struct taken *t)
{
	struct exact x;

	t->number = memory_get(t->n, sizeof(*t->number));
	for (size_t i = 0; i < t->n; i++) {
		if (!exact_parse(t->cell[i], &x)) {
			t->bad = t->cell[i];
			return false;
		}
		t->number[i] = x.units;
	}
	return true;
}

/* Hyndman and Fan's type 7, exactly but for the tenth decimal. */
static struct expr_result quantile(struct taken *t, size_t percent)
{
	size_t h = (t->n - 1) * percent, at = h / 100;
	struct exact_sum sum;
	__int128 step = 0, part = (__int128)(h % 100);

	qsort(t->number, t->n, sizeof(*t->number), number_order);
	sum = (struct exact_sum){ .units = t->number[at] };
	if (part && __builtin_sub_overflow(t->number[at + 1], t->number[at], &step))
		return bad((struct str){ 0 });
	exact_sum_add(&sum, (struct exact){ step / 100 * part + (step % 100 * part + 50) / 100 });
	return exact(&sum);
}

static struct expr_result mode(struct taken *t)
{
	struct str top = { 0 };
	size_t most = 0;

	qsort(t->cell, t->n, sizeof(*t->cell), text_order);
	for (size_t i = 0, end; i < t->n; i = end) {
		for (end = i + 1; end < t->n && str_eq(t->cell[i], t->cell[end]); end++)
			;
		if (end - i > most) {
			most = end - i;
			top = t->cell[i];
		}
	}
	return text(top);
}

static struct expr_result distinct(struct taken *t)
{
	int64_t n = 0;

	qsort(t->cell, t->n, sizeof(*t->cell), text_order);
	for (size_t i = 0; i < t->n; i++)
		n += i == 0 || !str_eq(t->cell[i - 1], t->cell[i]);
	return whole(n);
}

static struct expr_result share(struct taken *t, const struct expr *e, size_t rows)
{
	struct exact_sum part = { 0 }, all = { 0 };
	struct exact x, y;

	if (e->column == SIZE_MAX)
		return t->all ? real((double)t->n / (double)t->all) : none();
	if (!sum_of(t, t->cell, t->n, &part) ||
	    !sum_of(t, t->rest, (size_t)(t->cell + rows - t->rest), &all))
		return bad(t->bad);
	exact_sum_merge(&all, &part);
	if (!exact_sum_result(&part, &x) || !exact_sum_result(&all, &y))
		return bad((struct str){ 0 });
	return y.units ? real(exact_double(x) / exact_double(y)) : none();
}

static double mean_of(const __int128 *number, size_t n)
{
	struct exact_sum sum = { 0 };
	struct exact x;

	for (size_t i = 0; i < n; i++)
		exact_sum_add(&sum, (struct exact){ number[i] });
	return exact_sum_result(&sum, &x) ? exact_double(x) / (double)n : NAN;
}

static double sd_of(const __int128 *number, size_t n)
{
	double mean = mean_of(number, n), sum = 0;

	for (size_t i = 0; i < n; i++) {
		double d = exact_double((struct exact){ number[i] }) - mean;

		sum += d * d;
	}
	return n > 1 ? sqrt(sum / (double)(n - 1)) : NAN;
}

/* Of the numbers against their days. */
static double slope_of(const struct taken *t, const struct expr_rows *rows)
{
	double mean = mean_of(t->number, t->n), sum = 0, squares = 0, middle = 0;

	for (size_t i = 0; rows->day && i < t->n; i++)
		middle += rows->day(rows->from, t->row[i]);
	middle /= (double)t->n;
	for (size_t i = 0; rows->day && i < t->n; i++) {
		double d = rows->day(rows->from, t->row[i]) - middle;

		sum += d * (exact_double((struct exact){ t->number[i] }) - mean);
		squares += d * d;
	}
	return squares > 0 ? sum / squares : NAN;
}

static struct expr_result numbers(struct taken *t, const struct expr *e, const struct expr_rows *rows)
{
	if (!make_numbers(t))
		return bad(t->bad);
	if (!t->n)
		return none();
	switch (e->function->what) {
	case EXPR_MEAN:
		return real(mean_of(t->number, t->n));
	case EXPR_SD:
		return real(sd_of(t->number, t->n));
	case EXPR_SLOPE:
		return real(slope_of(t, rows));
	case EXPR_MIN:
		return quantile(t, 0);
	case EXPR_MAX:
		return quantile(t, 100);
	default:
		return quantile(t, e->percent);
	}
}

static struct expr_result sum(struct taken *t)
{
	struct exact_sum all = { 0 };

	return sum_of(t, t->cell, t->n, &all) ? exact(&all) : bad(t->bad);
}

static struct expr_result days_since(const struct taken *t, const struct expr_rows *rows)
{
	return t->n && rows->day
	               ? whole(rows->as_of - (int64_t)rows->day(rows->from, t->row[t->n - 1]))
	               : none();
}

static struct expr_result aggregate(const struct expr *e, const struct expr_rows *rows)
{
	struct taken t = { 0 };
	struct expr_result r;

	take_rows(&t, e, rows);
	switch (e->function->what) {
	case EXPR_COUNT:
		r = whole((int64_t)t.n);
		break;
	case EXPR_SUM:
		r = sum(&t);
		break;
	case EXPR_FIRST:
		r = text(t.n ? t.cell[0] : (struct str){ 0 });
		break;
	case EXPR_LAST:
		r = text(t.n ? t.cell[t.n - 1] : (struct str){ 0 });
		break;
	case EXPR_MODE:
		r = mode(&t);
		break;
	case EXPR_DISTINCT:
		r = distinct(&t);
		break;
	case EXPR_SHARE:
		r = share(&t, e, rows->n);
		break;
	case EXPR_DAYS_SINCE:
		r = days_since(&t, rows);
		break;
	default:
		r = numbers(&t, e, rows);
	}
	free(t.cell);
	free(t.row);
	free(t.number);
	return r;
}

/* A text that is calculated with is a number, or bad. */
static struct expr_result as_number(struct expr_result r)
{
	if (r.kind != EXPR_RESULT_TEXT)
		return r;
	r.kind = exact_parse(r.text, &r.number) ? EXPR_RESULT_NUMBER : EXPR_RESULT_BAD;
	return r;
}

static double as_real(const struct expr_result *r)
{
	return r->kind == EXPR_RESULT_REAL ? r->real : exact_double(r->number);
}

static struct expr_result calculate(enum expr_op op, struct expr_result a, struct expr_result b)
{
	a = as_number(a);
	b = as_number(b);
	if (a.kind == EXPR_RESULT_BAD || b.kind == EXPR_RESULT_BAD)
		return a.kind == EXPR_RESULT_BAD ? a : b;
	if (a.kind == EXPR_RESULT_NONE || b.kind == EXPR_RESULT_NONE)
		return none();
	if (op <= EXPR_SUBTRACT && a.kind == EXPR_RESULT_NUMBER && b.kind == EXPR_RESULT_NUMBER) {
		if (op == EXPR_SUBTRACT)
			b.number.units = -b.number.units;
		return exact_add(&a.number, b.number) ? a : bad((struct str){ 0 });
	}
	switch (op) {
	case EXPR_ADD:
		return real(as_real(&a) + as_real(&b));
	case EXPR_SUBTRACT:
		return real(as_real(&a) - as_real(&b));
	case EXPR_TIMES:
		return real(as_real(&a) * as_real(&b));
	default:
		return real(as_real(&a) / as_real(&b));
	}
}

struct expr_result expr_value(const struct expr *e, const struct expr_rows *rows)
{
	switch (e->kind) {
	case EXPR_NUMBER:
		return (struct expr_result){ .kind = EXPR_RESULT_NUMBER, .number = e->number };
	case EXPR_AGGREGATE:
		return aggregate(e, rows);
	case EXPR_NEGATIVE:
		return calculate(EXPR_SUBTRACT, whole(0), expr_value(e->a, rows));
	case EXPR_BINARY:
		return calculate(e->op, expr_value(e->a, rows), expr_value(e->b, rows));
	default:
		return none();
	}
}
