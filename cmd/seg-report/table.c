/* table - what a section has measured. */
#include "table.h"

#include <math.h>

#include "arena.h"
#include "day.h"
#include "layout.h"
#include "tsv.h"

void table_init(struct table *t, struct arena *keep, const char *const *column, size_t columns)
{
	*t = (struct table){ .keep = keep, .column = column, .columns = columns, .keys = 1 };
}

struct cell *table_add(struct table *t)
{
	struct cell *row;

	if (t->rows == t->room) {
		struct cell *more;

		t->room = t->room ? 2 * t->room : 8;
		more = ARENA_ARRAY(t->keep, struct cell, t->room * t->columns);
		if (t->rows)
			memcpy(more, t->cell, t->rows * t->columns * sizeof(*more));
		t->cell = more;
	}
	row = t->cell + t->rows++ * t->columns;
	return row;
}

const struct cell *table_row(const struct table *t, const char *first)
{
	for (size_t r = 0; r < t->rows; r++)
		if (str_is(table_at(t, r, 0)->text, first))
			return table_at(t, r, 0);
	return NULL;
}

struct str table_text(const struct table *t, size_t row, const char *column)
{
	for (size_t k = 0; k < t->columns; k++)
		if (strcmp(t->column[k], column) == 0)
			return table_at(t, row, k)->text;
	return (struct str){ 0 };
}

struct cell cell_text(const char *text)
{
	return (struct cell){ .kind = CELL_TEXT, .text = str_of(text) };
}

struct cell cell_day(struct arena *keep, int32_t day)
{
	char text[DAY_TEXT + 1] = { 0 };

	day_print(text, day);
	return (struct cell){ .kind = CELL_TEXT, .text = arena_str(keep, str_of(text)), .number = day };
}

struct cell cell_count(uint64_t n, uint64_t least)
{
	if (n && n < least)
		return (struct cell){ .kind = CELL_FEW, .count = least };
	return (struct cell){ .kind = CELL_COUNT, .count = n };
}

struct cell cell_protected(uint64_t n, enum protect mark, uint64_t least)
{
	if (mark == PROTECT_SHOWN)
		return cell_count(n, 0);
	return (struct cell){ .kind = mark == PROTECT_FEW ? CELL_FEW : CELL_MANY, .count = least };
}

struct cell cell_money(struct exact x)
{
	return (struct cell){ .kind = CELL_MONEY, .unit = UNIT_MONEY, .money = x };
}

struct cell cell_number(double x, enum unit unit)
{
	if (isnan(x))
		return (struct cell){ 0 };
	return (struct cell){ .kind = CELL_NUMBER, .unit = unit, .number = x };
}

double cell_value(const struct cell *c)
{
	switch (c->kind) {
	case CELL_COUNT:
		return (double)c->count;
	case CELL_MONEY:
		return exact_double(c->money);
	case CELL_NUMBER:
		return c->number;
	default:
		return NAN;
	}
}

void table_print_cell(struct buf *b, const struct cell *c, bool headerless)
{
	switch (c->kind) {
	case CELL_MISSING:
		cell_put(b, (struct str){ 0 }, headerless);
		break;
	case CELL_TEXT:
	case CELL_LABEL:
		tsv_put(b, c->text);
		break;
	case CELL_COUNT:
		buf_printf(b, "%llu", (unsigned long long)c->count);
		break;
	case CELL_FEW:
		buf_printf(b, "<%llu", (unsigned long long)c->count);
		break;
	case CELL_MANY:
		buf_printf(b, ">=%llu", (unsigned long long)c->count);
		break;
	case CELL_MONEY:
		exact_put(b, c->money);
		break;
	case CELL_NUMBER:
		buf_double(b, c->number);
		break;
	}
}

void table_print(struct buf *b, const struct table *t, bool headerless)
{
	for (size_t k = 0; k < t->columns && !headerless; k++) {
		buf_text(b, t->column[k]);
		buf_char(b, k + 1 < t->columns ? '\t' : '\n');
	}
	for (size_t r = 0; r < t->rows; r++)
		for (size_t k = 0; k < t->columns; k++) {
			table_print_cell(b, table_at(t, r, k), headerless);
			buf_char(b, k + 1 < t->columns ? '\t' : '\n');
		}
}
