/* bins - how recency, orders and spend are parted into scores. */
#include "bins.h"

#include "diag.h"
#include "exact.h"
#include "num.h"

#define USUAL 5
#define DAYS_MOST 3652058 /* from the first day of the year 1 to the last of 9999 */

static const char letter[SCORES] = { 'r', 'f', 'm' };

static size_t count(struct str text, size_t most)
{
	uint64_t n;

	if (!num_parse_count(text, most, &n) || n < 2)
		die_usage("--bins: not a number of scores from 2 to %zu: %s", most, quote(text).text);
	return (size_t)n;
}

static __int128 cut_value(struct str text, size_t k)
{
	uint64_t whole;
	struct exact money;

	if (k != SCORE_SPEND && num_parse_count(text, DAYS_MOST, &whole))
		return whole;
	if (k == SCORE_SPEND && exact_parse(text, &money))
		return money.units;
	die_usage("--bins: not %s: %s", k == SCORE_SPEND ? "an amount" : "a whole number",
	          quote(text).text);
}

/* Values that part the scores, ascending: recency has its best score up to the first, the others from the last on. */
static void fixed_cuts(struct rfm_cuts *c, size_t k, struct str list)
{
	__int128 value[RFM_BINS_MOST];
	size_t n = 0;
	struct str part;

	while (str_split(&list, ',', &part)) {
		if (n == RFM_BINS_MOST - 1)
			die_usage("--bins: more than %d values for %c", RFM_BINS_MOST - 1, letter[k]);
		value[n] = cut_value(part, k);
		if (n && value[n] <= value[n - 1])
			die_usage("--bins: %s does not ascend", quote(part).text);
		n++;
	}
	*c = (struct rfm_cuts){ .bins = n + 1, .low_is_best = k == SCORE_RECENCY };
	for (size_t i = 0; i < n; i++)
		c->least[i + 1] = value[c->low_is_best ? n - 1 - i : i];
	c->least[0] = c->low_is_best ? DAYS_MOST : n && value[0] < 0 ? value[0] : 0;
}

static void read_fixed(struct bins *b, struct str list)
{
	struct str part;

	b->fixed = true;
	while (str_split(&list, ';', &part)) {
		size_t k = 0;

		while (k < SCORES && !(part.n > 2 && part.p[0] == letter[k] && part.p[1] == '='))
			k++;
		if (k == SCORES)
			die_usage("--bins: not r=, f= or m= and values: %s", quote(part).text);
		if (b->cut[k].bins)
			die_usage("--bins: %c= is there twice", letter[k]);
		fixed_cuts(&b->cut[k], k, (struct str){ part.p + 2, part.n - 2 });
	}
	for (size_t k = 0; k < SCORES; k++) {
		if (!b->cut[k].bins)
			die_usage("--bins: fixed needs %c= and the values that part its scores",
			          letter[k]);
		if (b->cut[k].bins != b->cut[0].bins)
			die_usage(
				"--bins: %zu values for r but %zu for %c: all three make the same "
				"scores",
				b->cut[0].bins - 1, b->cut[k].bins - 1, letter[k]);
	}
	b->n = b->cut[0].bins;
}

void bins_read(struct bins *b, const char *text)
{
	struct str rest = str_of(text), name;

	*b = (struct bins){ .n = USUAL };
	if (!memchr(text, ':', rest.n) && !str_is(rest, "nested")) {
		b->n = count(rest, RFM_BINS_MOST);
		return;
	}
	str_split(&rest, ':', &name);
	b->nested = str_is(name, "nested");
	if (str_is(name, "fixed"))
		read_fixed(b, rest);
	else if (!b->nested)
		die_usage("--bins: not N, nested or fixed: %s", quote(str_of(text)).text);
	else if (rest.n)
		b->n = count(rest, BINS_NESTED_MOST);
}
