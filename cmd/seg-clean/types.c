/* types - what a cell may hold, and the one form it is written in. */
#include "types.h"

#include "num.h"

static const char *read_text(struct value *v, enum date_order order, struct buf *made)
{
	(void)v, (void)order, (void)made;
	return NULL;
}

static const char *read_id(struct value *v, enum date_order order, struct buf *made)
{
	(void)order, (void)made;
	v->text = str_trim(v->text);
	return NULL;
}

static void set_amount(struct value *v, struct exact amount, struct buf *made)
{
	char *p = made->p + made->n;

	v->amount = amount;
	v->has_amount = true;
	v->text = (struct str){ p, exact_print(p, amount) };
	made->n += v->text.n;
}

static const char *read_number(struct value *v, enum date_order order, struct buf *made)
{
	struct exact amount;
	double x;

	(void)order;
	v->text = str_trim(v->text);
	if (!v->text.n)
		return NULL;
	if (exact_parse(v->text, &amount)) {
		set_amount(v, amount, made);
		return NULL;
	}
	return num_parse(v->text, &x) ? NULL : "not a number"; /* too fine or too large: kept as it is */
}

/* Takes a currency sign or a three-letter code off one end of s; true when there was one. */
static bool take_currency(struct str *s)
{
	static const char *const signs[] = { "$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5" };
	size_t letters = 0;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t n = strlen(signs[i]);

		if (s->n > n && memcmp(s->p, signs[i], n) == 0) {
			*s = str_trim((struct str){ s->p + n, s->n - n });
			return true;
		}
		if (s->n > n && memcmp(s->p + s->n - n, signs[i], n) == 0) {
			*s = str_trim((struct str){ s->p, s->n - n });
			return true;
		}
	}
	while (letters < s->n && s->p[letters] >= 'A' && s->p[letters] <= 'Z')
		letters++;
	if (letters == 3) {
		*s = str_trim((struct str){ s->p + 3, s->n - 3 });
		return true;
	}
	letters = 0;
	while (letters < s->n && s->p[s->n - 1 - letters] >= 'A' && s->p[s->n - 1 - letters] <= 'Z')
		letters++;
	if (letters == 3)
		*s = str_trim((struct str){ s->p, s->n - 3 });
	return letters == 3;
}

/* Digits with commas before every third one, counted from the point: 1,240.00. */
static bool drop_thousands(struct str s, struct buf *plain)
{
	const char *point = memchr(s.p, '.', s.n);
	size_t whole = point ? (size_t)(point - s.p) : s.n;

	buf_clear(plain);
	for (size_t i = 0; i < s.n; i++) {
		bool mark = s.p[i] == ',';

		if (i < whole && i > 0 && mark != ((whole - i) % 4 == 0))
			return false;
		if (mark && (i == 0 || i > whole))
			return false;
		if (!mark)
			buf_char(plain, s.p[i]);
	}
	return true;
}

/* -$1,240.00, ($5.00), 12.50 EUR: one sign, one currency, one decimal point. */
static const char *read_money(struct value *v, enum date_order order, struct buf *made)
{
	struct str s = str_trim(v->text);
	struct exact amount;
	bool negative = false;
	char digits[64];
	struct buf plain = { digits, 0, sizeof(digits) };

	(void)order;
	v->text = s;
	if (!s.n)
		return NULL;
	if (exact_parse(s, &amount)) {
		set_amount(v, amount, made);
		return NULL;
	}
	if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')') {
		negative = true;
		s = str_trim((struct str){ s.p + 1, s.n - 2 });
	}
	if (!negative && s.p[0] == '-') {
		negative = true;
		s = str_trim((struct str){ s.p + 1, s.n - 1 });
	}
	if (take_currency(&s) && s.n && !negative && s.p[0] == '-') {
		negative = true;
		s.p++, s.n--;
	}
	if (!s.n || s.p[0] == '-' || s.n > sizeof(digits))
		return "not an amount";
	if (memchr(s.p, ',', s.n)) {
		if (!drop_thousands(s, &plain))
			return "not an amount (a decimal point and commas for thousands are "
			       "understood)";
		s = buf_view(&plain);
	}
	if (!exact_parse(s, &amount))
		return "not an amount";
	if (negative)
		amount.units = -amount.units;
	set_amount(v, amount, made);
	return NULL;
}

static const char *read_moment(struct value *v, enum date_order order, struct moment *m)
{
	v->text = str_trim(v->text);
	if (!v->text.n)
		return NULL;
	if (day_parse_moment(v->text, m))
		return NULL;
	if (order != DATES_UNKNOWN)
		return day_parse(v->text, (enum day_order)order, m) ? NULL
		       : order == DATES_YMD ? "not a date (year, month, day)"
		       : order == DATES_DMY ? "not a date (day, month, year)"
		                            : "not a date (month, day, year)";
	if (day_parse(v->text, DAY_YMD, m))
		return NULL;
	return day_parse(v->text, DAY_DMY, m) || day_parse(v->text, DAY_MDY, m)
	               ? "day or month first? say --dates=dmy or --dates=mdy"
	               : "not a date";
}

static const char *read_time(struct value *v, enum date_order order, struct buf *made)
{
	struct moment m;
	const char *wrong = read_moment(v, order, &m);
	char *p = made->p + made->n;

	if (wrong || !v->text.n)
		return wrong;
	v->text = (struct str){ p, day_print_moment(p, &m) };
	made->n += v->text.n;
	return NULL;
}

static const char *read_date(struct value *v, enum date_order order, struct buf *made)
{
	struct moment m;
	const char *wrong = read_moment(v, order, &m);
	char *p = made->p + made->n;

	if (wrong || !v->text.n)
		return wrong;
	v->text = (struct str){ p, day_print(p, m.day) };
	made->n += v->text.n;
	return NULL;
}

const struct type types[] = {
	{ "id", "kept as it is, without blanks around it; leading zeros count", false, false, read_id },
	{ "text", "kept as it is", false, false, read_text },
	{ "number", "digits with a decimal point", false, true, read_number },
	{ "money", "an amount: sign or parentheses, currency, thousands commas", false, true, read_money },
	{ "date", "a day; argument: its order ymd, dmy or mdy", true, false, read_date },
	{ "time", "a day and perhaps a time; argument: as for date", true, false, read_time },
};
const size_t type_count = sizeof(types) / sizeof(*types);

const struct type *type_find(struct str name)
{
	for (size_t i = 0; i < type_count; i++)
		if (str_is(name, types[i].name))
			return &types[i];
	return NULL;
}
