/* sample - the values of a column and how often each came. */
#include "sample.h"

#include <stdlib.h>

static void add(struct sample *s, struct str text, uint64_t n)
{
	uint64_t hash = map_hash(text);
	size_t i = map_find(&s->map, text, hash);

	if (i == MAP_NONE) {
		text = arena_str(&s->keep, text);
		i = map_add(&s->map, text, hash);
		if (i >= s->room) {
			s->room = s->room ? 2 * s->room : 256;
			s->value = memory_resize(s->value, s->room, sizeof(*s->value));
		}
		s->value[i] = (struct sample_value){ .text = text };
	}
	s->value[i].n += n;
	s->seen += n;
}

void sample_add(struct sample *s, struct str text)
{
	if (text.n)
		add(s, text, 1);
	else
		s->missing++;
}

void sample_merge(struct sample *into, const struct sample *from)
{
	for (size_t i = 0; i < from->map.n; i++)
		add(into, from->value[i].text, from->value[i].n);
	into->missing += from->missing;
}

void sample_release(struct sample *s)
{
	map_release(&s->map);
	arena_release(&s->keep);
	free(s->value);
	*s = (struct sample){ 0 };
}

static int by_amount(const void *a, const void *b)
{
	const struct sample_value *x = a, *y = b;

	return (x->amount.units > y->amount.units) - (x->amount.units < y->amount.units);
}

void sample_sort(struct sample *s)
{
	size_t n = 0;

	s->seen = 0;
	for (size_t i = 0; i < s->map.n; i++)
		if (exact_parse(s->value[i].text, &s->value[i].amount)) {
			s->seen += s->value[i].n;
			s->value[n++] = s->value[i];
		}
	s->map.n = n; /* nothing is looked up any more */
	if (n)
		qsort(s->value, n, sizeof(*s->value), by_amount);
}

/* The value number i of all, counted from 0. */
static __int128 value_at(const struct sample *s, uint64_t i)
{
	size_t k = 0;

	while (i >= s->value[k].n)
		i -= s->value[k++].n;
	return s->value[k].amount.units;
}

struct exact sample_quantile(const struct sample *s, unsigned k, unsigned of, bool whole)
{
	uint64_t h = (s->seen - 1) * k, rest = h % of;
	__int128 low = value_at(s, h / of), step, part;

	if (!rest || whole)
		return (struct exact){ low };
	step = value_at(s, h / of + 1) - low; /* not negative */
	part = step / of * (__int128)rest + (step % of * (__int128)rest + of / 2) / of;
	return (struct exact){ low + part };
}

struct exact sample_distance(const struct sample *s, struct exact centre)
{
	struct sample far = { .seen = s->seen, .map.n = s->map.n };
	struct exact median;

	far.value = memory_get(s->map.n, sizeof(*far.value));
	for (size_t i = 0; i < s->map.n; i++) {
		__int128 d = s->value[i].amount.units - centre.units;

		far.value[i] = s->value[i];
		far.value[i].amount.units = d < 0 ? -d : d;
	}
	qsort(far.value, far.map.n, sizeof(*far.value), by_amount);
	median = sample_quantile(&far, 1, 2, false);
	free(far.value);
	return median;
}

struct str sample_mode(const struct sample *s)
{
	struct sample_value best = { 0 };

	for (size_t i = 0; i < s->map.n; i++)
		if (s->value[i].n > best.n ||
		    (s->value[i].n == best.n && str_cmp(s->value[i].text, best.text) < 0))
			best = s->value[i];
	return best.text;
}

bool sample_sum(const struct sample *s, struct exact *sum)
{
	struct exact_sum all = { 0 };
	struct exact part;

	for (size_t i = 0; i < s->map.n; i++) {
		if (!exact_times(s->value[i].amount, exact_of((int64_t)s->value[i].n), &part))
			return false;
		exact_sum_add(&all, part);
	}
	return exact_sum_result(&all, sum);
}
