/* numbers - cells that are amounts: signs, currencies, thousands marks, decimal marks. */
#include "num.h"
#include "cleaning.h"

/* Digits with the decimal mark given, at most once, and the other mark before every third digit of the whole part,
 * counted from the decimal mark: as plain digits with a point; false when it is not so written. */
static bool plain_digits(struct str s, char decimal, char thousands, struct buf *plain)
{
	const char *point = memchr(s.p, decimal, s.n);
	size_t whole = point ? (size_t)(point - s.p) : s.n;
	bool marks = memchr(s.p, thousands, s.n) != NULL;

	buf_clear(plain);
	if (!whole || (point && whole + 1 == s.n))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool digit = c >= '0' && c <= '9';
		bool here = marks && i < whole && i > 0 && (whole - i) % 4 == 0;

		if (i == whole)
			buf_char(plain, '.');
		else if (here ? c != thousands : !digit)
			return false;
		else if (digit)
			buf_char(plain, c);
	}
	return !marks || whole > 4;
}

/* Digits and marks, in a column whose decimal mark is known or not. */
static const char *read_digits(struct cleaning *row, const struct step *s, struct str text,
                               struct value *v, struct exact *out)
{
	char a[64], b[64];
	struct buf point = { a, 0, sizeof(a) }, comma = { b, 0, sizeof(b) };
	char decimal = s->reading.decimal;
	bool p, c, money = s->type->read == read_money;
	struct evidence *e = &row->count[s->number].evidence;

	if (text.n > sizeof(a))
		return "not an amount";
	p = decimal != ',' && plain_digits(text, '.', ',', &point);
	c = decimal != '.' && plain_digits(text, ',', '.', &comma);
	if (!p && !c)
		return decimal == '.' ? (money ? "not an amount (with a decimal point)"
		                               : "not a number (with a decimal point)")
		       : decimal      ? (money ? "not an amount (with a decimal comma)"
		                               : "not a number (with a decimal comma)")
		       : money        ? "not an amount"
		                      : "not a number";
	if (!exact_parse(buf_view(p ? &point : &comma), out))
		return "a number too large or too fine to be kept exactly";
	if (decimal || !(memchr(text.p, '.', text.n) || memchr(text.p, ',', text.n)))
		return NULL;
	if (p && c) {
		e->either++;
		row->undecided = true;
	} else {
		evidence_add(e, p ? EVIDENCE_FIRST : EVIDENCE_SECOND, row->line, v->text);
		row->undecided |= c;
	}
	return NULL;
}

/* Most cells: plain digits, perhaps with a decimal point that can be nothing else. */
static bool read_plain(struct cleaning *row, const struct step *s, struct value *v)
{
	const char *point;
	struct exact amount;

	if (s->reading.decimal == ',') {
		if (memchr(v->text.p, '.', v->text.n) || !exact_parse(v->text, &amount))
			return false;
	} else if (!exact_parse(v->text, &amount)) {
		return false;
	} else if (!s->reading.decimal && (point = memchr(v->text.p, '.', v->text.n)) != NULL) {
		size_t minus = v->text.p[0] == '-', whole = (size_t)(point - v->text.p) - minus;

		if (v->text.n - whole - minus - 1 == 3 && whole <= 3 && v->text.p[minus] != '0')
			return false; /* 1.240 may be a thousand */
		evidence_add(&row->count[s->number].evidence, EVIDENCE_FIRST, row->line, v->text);
	}
	value_set_amount(row, v, amount);
	return true;
}

const char *read_number(struct cleaning *row, const struct step *s, struct value *v)
{
	const char *wrong;
	struct exact amount;
	struct str text;
	bool negative;
	double x;

	v->text = text = str_trim(v->text);
	if (!text.n || read_plain(row, s, v))
		return NULL;
	negative = text.p[0] == '-';
	wrong = read_digits(row, s, (struct str){ text.p + negative, text.n - negative }, v, &amount);
	if (wrong) /* what is too fine or too large to be exact passes as it is */
		return s->reading.decimal != ',' && num_parse(text, &x) ? NULL : wrong;
	if (negative)
		amount.units = -amount.units;
	value_set_amount(row, v, amount);
	return NULL;
}

const char *read_integer(struct cleaning *row, const struct step *s, struct value *v)
{
	const char *wrong;

	v->text = str_trim(v->text);
	if (!v->text.n)
		return NULL;
	wrong = read_number(row, s, v);
	if (wrong || !v->has_amount)
		return "not a whole number";
	return v->amount.units % EXACT_ONE ? "not a whole number" : NULL;
}

/* -$1,240.00, ($5.00), 12.50 EUR: one sign, one currency, one decimal mark. */
const char *read_money(struct cleaning *row, const struct step *s, struct value *v)
{
	struct str t = str_trim(v->text);
	const char *wrong;
	struct exact amount;
	bool negative = false;

	v->text = t;
	if (!t.n || read_plain(row, s, v))
		return NULL;
	if (t.n > 2 && t.p[0] == '(' && t.p[t.n - 1] == ')') {
		negative = true;
		t = str_trim((struct str){ t.p + 1, t.n - 2 });
	}
	if (!negative && t.n && t.p[0] == '-') {
		negative = true;
		t = str_trim((struct str){ t.p + 1, t.n - 1 });
	}
	if (currency_take(&t, &row->count[s->number].currencies) && t.n && !negative && t.p[0] == '-') {
		negative = true;
		t.p++, t.n--;
	}
	if (!t.n || t.p[0] == '-')
		return "not an amount";
	wrong = read_digits(row, s, t, v, &amount);
	if (wrong)
		return wrong;
	if (negative)
		amount.units = -amount.units;
	value_set_amount(row, v, amount);
	return NULL;
}
