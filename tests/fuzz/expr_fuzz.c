/* expr_fuzz - any text is an expression or has a place where it is none; what it comes to never breaks. */
#include "expr_value.h"
#include "fuzz.h"

static struct str cell(const void *from, size_t row, size_t column)
{
	static const char *const cells[] = { "1", "", "-2.5", "tea", "99999999999999999999999999999" };

	(void)from;
	return str_of(cells[(row + column) % 5]);
}

static int32_t day(const void *from, size_t row)
{
	(void)from;
	return (int32_t)row * 7;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct str text = { (const char *)bytes, n };
	struct arena keep = { 0 };

	for (int aggregates = 0; aggregates < 2; aggregates++) {
		struct expr_columns columns = { 0 };
		struct expr_problem problem;
		const struct expr *e = expr_parse(&keep, text, aggregates, &columns, &problem);
		struct expr_rows rows = { .n = 9, .cell = cell, .day = day, .as_of = 60 };

		if (!e && (!problem.what || problem.at > n))
			abort();
		if (e && aggregates)
			expr_value(e, &rows);
		else if (e)
			expr_value_holds(e, &rows, 3);
	}
	arena_release(&keep);
	return 0;
}
