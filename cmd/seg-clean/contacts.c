/* contacts - cells that reach people: e-mail addresses, telephone numbers, postcodes. */
#include "cleaning.h"

/* Telephone: calling code, the trunk prefix that is left out abroad, digits behind the code. Postcode: the forms it
 * may have, A a letter and 9 a digit. */
static const struct country {
	char name[3];
	const char *code, *trunk;
	size_t least, most;
	const char *postcode[6];
} countries[] = {
	{ "AT", "43", "0", 5, 13, { "9999" } },
	{ "AU", "61", "0", 9, 9, { "9999" } },
	{ "BE", "32", "0", 8, 9, { "9999" } },
	{ "BR", "55", "0", 10, 11, { "99999-999" } },
	{ "CA", "1", "1", 10, 10, { "A9A 9A9" } },
	{ "CH", "41", "0", 9, 9, { "9999" } },
	{ "CZ", "420", "", 9, 9, { "999 99" } },
	{ "DE", "49", "0", 5, 13, { "99999" } },
	{ "DK", "45", "", 8, 8, { "9999" } },
	{ "ES", "34", "", 9, 9, { "99999" } },
	{ "FI", "358", "0", 5, 12, { "99999" } },
	{ "FR", "33", "0", 9, 9, { "99999" } },
	{ "GB", "44", "0", 9, 10, { "A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA" } },
	{ "IE", "353", "0", 7, 9, { "A99 AAAA", "A99 A9AA", "A99 AA99", "A99 A999", "A99 9999", "A99 99AA" } },
	{ "IN", "91", "0", 10, 10, { "999999" } },
	{ "IT", "39", "", 6, 11, { "99999" } },
	{ "JP", "81", "0", 9, 10, { "999-9999" } },
	{ "LU", "352", "", 4, 11, { "9999" } },
	{ "MX", "52", "", 10, 10, { "99999" } },
	{ "NL", "31", "0", 9, 9, { "9999 AA" } },
	{ "NO", "47", "", 8, 8, { "9999" } },
	{ "NZ", "64", "0", 8, 10, { "9999" } },
	{ "PL", "48", "", 9, 9, { "99-999" } },
	{ "PT", "351", "", 9, 9, { "9999-999" } },
	{ "SE", "46", "0", 7, 10, { "999 99" } },
	{ "SG", "65", "", 8, 8, { "999999" } },
	{ "US", "1", "1", 10, 10, { "99999", "99999-9999" } },
	{ "ZA", "27", "0", 9, 9, { "9999" } },
};

const struct country *country_find(struct str name)
{
	for (size_t i = 0; i < sizeof(countries) / sizeof(*countries); i++)
		if (str_is(name, countries[i].name))
			return &countries[i];
	return NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Labels of letters, digits and inner hyphens, at least two, the last one no number; beyond ASCII anything goes. */
static bool is_domain(struct str domain)
{
	struct str rest = domain, label = { 0 };
	size_t labels = 0;

	if (!domain.n || domain.p[domain.n - 1] == '.')
		return false;
	while (str_split(&rest, '.', &label)) {
		labels++;
		if (!label.n || label.n > 63 || label.p[0] == '-' || label.p[label.n - 1] == '-')
			return false;
		for (size_t i = 0; i < label.n; i++)
			if (!is_letter(label.p[i]) && !is_digit(label.p[i]) && label.p[i] != '-' &&
			    (signed char)label.p[i] >= 0)
				return false;
	}
	return labels > 1 && label.n > 1 && !is_digit(label.p[0]);
}

const char *read_email(struct cleaning *row, const struct step *s, struct value *v)
{
	static const char odd[] = "()<>[]:;,\\\" \t\n\r";
	struct str t = str_trim(v->text);
	const char *at = t.n ? memrchr(t.p, '@', t.n) : NULL;
	size_t local = at ? (size_t)(at - t.p) : 0;
	char *p;

	(void)s;
	v->text = t;
	if (!t.n)
		return NULL;
	if (!local || local > 64 || t.n > 254 || memchr(t.p, '@', local) || t.p[0] == '.' ||
	    at[-1] == '.' || memmem(t.p, local, "..", 2))
		return "not an e-mail address";
	for (size_t i = 0; i < local; i++)
		if (strchr(odd, t.p[i]) || (unsigned char)t.p[i] < ' ')
			return "not an e-mail address";
	if (!is_domain((struct str){ at + 1, t.n - local - 1 }))
		return "not an e-mail address";
	p = row_room(row, t.n);
	for (size_t i = 0; i < t.n; i++)
		p[i] = (char)(i > local && is_letter(t.p[i]) ? t.p[i] | 32 : t.p[i]);
	v->text = (struct str){ p, t.n };
	return NULL;
}

/* The digits, and whether they begin with the country. Blanks, dots, hyphens, slashes and parentheses mean nothing. */
static const char *phone_digits(struct str t, char *digit, size_t *n, bool *whole)
{
	size_t from = 0;

	*n = 0;
	*whole = t.p[0] == '+';
	for (size_t i = *whole; i < t.n; i++) {
		if (is_digit(t.p[i]) && *n < 20)
			digit[(*n)++] = t.p[i];
		else if (is_digit(t.p[i]) || !strchr(" .-/()\t", t.p[i]) || !t.p[i])
			return "not a telephone number";
	}
	if (!*whole && *n > 2 && digit[0] == '0' && digit[1] == '0') {
		*whole = true;
		from = 2;
	}
	*n -= from;
	memmove(digit, digit + from, *n);
	return NULL;
}

const char *read_phone(struct cleaning *row, const struct step *s, struct value *v)
{
	const struct country *c = s->own;
	char digit[24];
	const char *wrong;
	size_t n, skip = 0;
	bool whole;
	char *p;

	v->text = str_trim(v->text);
	if (!v->text.n)
		return NULL;
	wrong = phone_digits(v->text, digit, &n, &whole);
	if (wrong)
		return wrong;
	if (!whole && !c)
		return "a telephone number without its country: say --country";
	if (!whole && *c->trunk && n > c->least && digit[0] == *c->trunk)
		skip = 1; /* 020 7946 0000, 1-800-888-8888 */
	if (!whole && (n - skip < c->least || n - skip > c->most))
		return "not a telephone number of the country";
	if (whole && (n < 7 || n > 15 || digit[0] == '0'))
		return "not a telephone number";
	p = row_room(row, 32);
	n -= skip;
	*p = '+';
	v->text = (struct str){ p, 1 };
	if (!whole) {
		memcpy(p + 1, c->code, strlen(c->code));
		v->text.n += strlen(c->code);
	}
	memcpy(p + v->text.n, digit + skip, n);
	v->text.n += n;
	return NULL;
}

/* Letters and digits of t in the form given, which goes to p; 0 when they are not of that form. */
static size_t in_form(const char *form, struct str t, char *p)
{
	size_t i = 0, n = 0;

	for (; *form; form++) {
		while (i < t.n && (t.p[i] == ' ' || t.p[i] == '-'))
			i++;
		if (*form == 'A' || *form == '9') {
			if (i == t.n || !(*form == 'A' ? is_letter(t.p[i]) : is_digit(t.p[i])))
				return 0;
			p[n++] = (char)(*form == 'A' ? t.p[i] & ~32 : t.p[i]);
			i++;
		} else {
			p[n++] = *form;
		}
	}
	return i == t.n ? n : 0;
}

const char *read_postcode(struct cleaning *row, const struct step *s, struct value *v)
{
	const struct country *c = s->own;
	struct str t = str_trim(v->text);
	char *p = row_room(row, t.n + 16);
	size_t n = 0;

	v->text = t;
	if (!t.n)
		return NULL;
	for (size_t i = 0; c && i < 6 && c->postcode[i]; i++)
		if ((n = in_form(c->postcode[i], t, p)) > 0) {
			v->text = (struct str){ p, n };
			return NULL;
		}
	if (c)
		return "not a postcode of the country";
	for (size_t i = 0; i < t.n; i++) {
		if (!is_letter(t.p[i]) && !is_digit(t.p[i]) && t.p[i] != ' ' && t.p[i] != '-')
			return "not a postcode";
		if (t.p[i] != ' ' || (n && p[n - 1] != ' '))
			p[n++] = (char)(is_letter(t.p[i]) ? t.p[i] & ~32 : t.p[i]);
	}
	v->text = (struct str){ p, n };
	return n < 3 || n > 10 ? "not a postcode" : NULL;
}
