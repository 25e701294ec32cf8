/* currency - the signs and codes of currencies beside amounts. */
#include "currency.h"

static void add(struct currencies *c, struct str name)
{
	char text[CURRENCY_BYTES] = { 0 };
	size_t at = 0;

	memcpy(text, name.p, name.n);
	while (at < c->n && memcmp(c->name[at], text, sizeof(text)) < 0)
		at++;
	if (at == CURRENCIES_MOST || (at < c->n && memcmp(c->name[at], text, sizeof(text)) == 0))
		return;
	c->n += c->n < CURRENCIES_MOST;
	memmove(c->name[at + 1], c->name[at], (c->n - 1 - at) * CURRENCY_BYTES);
	memcpy(c->name[at], text, sizeof(text));
}

bool currency_take(struct str *s, struct currencies_seen *seen)
{
	static const char *const signs[] = { "$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9" };
	size_t letters = 0, back = 0;

	while (letters < s->n && s->p[letters] >= 'A' && s->p[letters] <= 'Z')
		letters++;
	while (back < s->n && s->p[s->n - 1 - back] >= 'A' && s->p[s->n - 1 - back] <= 'Z')
		back++;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		struct str sign = str_of(signs[i]);
		size_t skip = letters <= 2 ? letters : 0;
		bool before = s->n > sign.n + skip && memcmp(s->p + skip, sign.p, sign.n) == 0;

		if (!before && !(s->n > sign.n && memcmp(s->p + s->n - sign.n, sign.p, sign.n) == 0))
			continue;
		*s = before ? (struct str){ s->p + skip + sign.n, s->n - skip - sign.n }
		            : (struct str){ s->p, s->n - sign.n };
		*s = str_trim(*s);
		add(&seen->signs, sign);
		return true;
	}
	if (letters != 3 && back != 3)
		return false;
	add(&seen->codes, (struct str){ letters == 3 ? s->p : s->p + s->n - 3, 3 });
	*s = str_trim((struct str){ letters == 3 ? s->p + 3 : s->p, s->n - 3 });
	return true;
}

void currencies_merge(struct currencies_seen *all, const struct currencies_seen *one)
{
	for (size_t i = 0; i < one->signs.n; i++)
		add(&all->signs, str_of(one->signs.name[i]));
	for (size_t i = 0; i < one->codes.n; i++)
		add(&all->codes, str_of(one->codes.name[i]));
}
