/* total - a sum of doubles that is the same in any order. */
#include "total.h"

#include <math.h>
#include <string.h>

#define MOST                                                                                       \
	(1u << 29) /* values below 2^32 that a part takes, twice, before carries must be passed on */
#define LOW 0xffffffffu

/* Afterwards every part but the last is in [0, 2^32). */
static void carry(struct total *t)
{
	for (int i = 0; i + 1 < TOTAL_PARTS; i++) {
		t->part[i + 1] += t->part[i] >> 32;
		t->part[i] &= LOW;
	}
	t->added = 0;
}

void total_add(struct total *t, double x)
{
	uint64_t bits, m;
	unsigned e;
	int64_t *at;

	memcpy(&bits, &x, sizeof(bits));
	e = bits >> 52 & 2047;
	m = bits & ((1ull << 52) - 1);
	if (e)
		m |= 1ull << 52;
	else
		e = 1;
	at = &t->part[e / 32];
	e %= 32;
	if (bits >> 63) {
		at[0] -= (int64_t)(m << e & LOW);
		at[1] -= (int64_t)(m >> (32 - e) & LOW);
		at[2] -= (int64_t)(e ? m >> (64 - e) : 0);
	} else {
		at[0] += (int64_t)(m << e & LOW);
		at[1] += (int64_t)(m >> (32 - e) & LOW);
		at[2] += (int64_t)(e ? m >> (64 - e) : 0);
	}
	if (++t->added == MOST)
		carry(t);
}

void total_merge(struct total *t, const struct total *other)
{
	struct total o = *other;

	carry(&o);
	carry(t);
	for (int i = 0; i < TOTAL_PARTS; i++)
		t->part[i] += o.part[i];
	carry(t);
}

double total_value(const struct total *t)
{
	struct total o = *t;
	unsigned __int128 top = 0;
	double sign = 1;
	int k = TOTAL_PARTS - 1;

	carry(&o);
	if (o.part[k] < 0) {
		sign = -1;
		for (int i = 0; i < TOTAL_PARTS; i++)
			o.part[i] = -o.part[i];
		carry(&o);
	}
	while (k > 2 && !o.part[k])
		k--;
	for (int i = 0; i < 3; i++)
		top = top << 32 | (uint64_t)o.part[k - i];
	for (int i = 0; i < k - 2; i++)
		if (o.part[i])
			top |= 1; /* so that it is rounded as if all of it were there */
	return sign * ldexp((double)top, 32 * (k - 2) - 1075);
}
