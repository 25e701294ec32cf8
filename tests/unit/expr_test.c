/* The expression language: what it comes to, by hand, and where it points when it is wrong. */
#include "expr_value.h"

#include <string.h>

#include "check.h"
#include "num.h"

#define ROWS 6
#define COLUMNS 3

/* day, then amount, category, city; empty is missing */
static const struct {
	int32_t day;
	const char *cell[COLUMNS];
} table[ROWS] = {
	{ 0, { "10", "tea", "Rome" } },  { 10, { "250.5", "nut", "" } },
	{ 20, { "", "tea", "Oslo" } },   { 30, { "100", "nut", "Bern" } },
	{ 90, { "-3", "tea", "Oslo" } }, { 100, { "99.99", "", "Rome" } },
};
static const char *const names[COLUMNS] = { "amount", "category", "city" };

static struct expr_columns columns;

static struct str cell(const void *from, size_t row, size_t column)
{
	(void)from;
	for (size_t k = 0; k < COLUMNS; k++)
		if (str_is(columns.name[column], names[k]))
			return str_of(table[row].cell[k]);
	return (struct str){ 0 };
}

static int32_t day(const void *from, size_t row)
{
	(void)from;
	return table[row].day;
}

/* The value as text: "-" when missing, "!" and the cell when bad. */
static const char *value(const char *text)
{
	static char out[128];
	struct arena keep = { 0 };
	struct expr_problem problem;
	struct expr_result r;
	const struct expr *e;
	size_t n = 0;

	columns.n = 0;
	e = expr_parse(&keep, str_of(text), true, &columns, &problem);
	if (!e) {
		snprintf(out, sizeof(out), "%zu: %s", problem.at, problem.what);
		arena_release(&keep);
		return out;
	}
	r = expr_value(e, &(struct expr_rows){ .n = ROWS, .cell = cell, .day = day, .as_of = 100 });
	switch (r.kind) {
	case EXPR_RESULT_NONE:
		out[n++] = '-';
		break;
	case EXPR_RESULT_NUMBER:
		n = exact_print(out, r.number);
		break;
	case EXPR_RESULT_REAL:
		n = num_print(out, r.real);
		break;
	case EXPR_RESULT_BAD:
		out[n++] = '!';
		/* fallthrough */
	case EXPR_RESULT_TEXT:
		memcpy(out + n, r.text.p, r.text.n);
		n += r.text.n;
	}
	out[n] = '\0';
	arena_release(&keep);
	return out;
}

static void is(const char *text, const char *wanted)
{
	const char *got = value(text);

	if (!CHECK(strcmp(got, wanted) == 0, "%s is %s", text, wanted))
		printf("# got %s\n", got);
}

int main(void)
{
	is("count()", "6");
	is("count(amount)", "5");
	is("count([category=\"tea\"])", "3");
	is("count(amount[category=\"tea\"])", "2");
	is("count(amount[amount>=100])@365d", "2");
	is("count(amount[amount>=100])@80d", "1");
	is("count()@1d", "1");
	is("count()@11d", "2");
	is("sum(amount)", "457.49");
	is("sum(amount[city='nowhere'])", "0");
	is("mean(amount)", "91.498");
	is("min(amount)", "-3");
	is("max(amount)", "250.5");
	is("median(amount)", "99.99");
	is("p50(amount)", "99.99");
	is("p90(amount)", "190.3"); /* numpy.quantile([-3, 10, 99.99, 100, 250.5], 0.9) */
	is("p25(amount)", "10");
	/* statistics.stdev of Python 3.11 */
	CHECK_NEAR(strtod(value("sd(amount)"), NULL), 101.23960450337604, 1e-14, "sd(amount)");
	is("first(city)", "Rome");
	is("last(city[category=\"tea\"])", "Oslo");
	is("mode(city)", "Oslo"); /* Oslo and Rome twice: the first in byte order */
	is("distinct(city)", "3");
	is("share([category=\"tea\"])", "0.5");
	is("share(amount[category = 'nut'])", "0.7661369647423987");
	is("days_since(amount[amount>=100])", "70");
	is("days_since([category='none'])", "-");
	is("slope(amount[category!=\"tea\" and category!=\"\"])", "-7.525");
	is("mean(amount[amount > 1000])", "-");
	is("sum(amount) / count()", "76.24833333333333");
	is("2 * (count() - 1) - -3", "13");
	is("1 / (count() - 6)", "-");
	is("count([not (category='tea' or category='nut')])", "1");
	is("count([category='tea' or category='nut' and amount>200])", "4");
	is("count([city=\"\"])", "1");
	is("count([city!=\"\"])", "5");
	is("count([amount<\"\"])", "0");
	is("count([amount <= -3])", "1");
	is("count([city > 'N'])", "4");
	is("sum(city)", "!Rome");
	is("first(city) + 1", "!Rome");
	is("first(amount) + 1", "11");

	is("", "0: a function or a number is missing here");
	is("cnt()", "0: not a function: count sum mean min max sd median p90 first last mode "
	            "distinct share days_since or slope");
	is("count(amount[amount>=])", "21: a column, a number or a text in quotes is missing here");
	is("count(amount[amount])", "19: a comparison is missing here: = != < <= > or >=");
	is("count(amount", "12: a ) is missing here");
	is("count(amount[amount=1)", "21: a ] is missing here");
	is("sum()", "4: a column is missing here");
	is("count()@30", "8: a window such as 365d is missing here");
	is("count() count()", "8: this is too much");
	is("count([city='Rome])", "12: a quote that is not closed");
	is("count([(city='Rome'])", "19: a ) is missing here");
	is("1.2.3", "0: not a number");
	return check_done();
}
