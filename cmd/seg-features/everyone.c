/* everyone - what is said of a customer by comparison with all others. */
#include "everyone.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "memory.h"
#include "num.h"
#include "quantile.h"
#include "source.h"
#include "tsv.h"

#define DECILES 10
#define FILE_MOST (1 << 20)

void standings_add(struct standings *s, const struct standing *x, size_t n)
{
	if (s->room - s->n < n) {
		s->room = s->n + n > 2 * s->room ? s->n + n : 2 * s->room;
		s->of = memory_resize(s->of, s->room, sizeof(*s->of));
	}
	if (n)
		memcpy(s->of + s->n, x, n * sizeof(*x));
	s->n += n;
}

void standings_release(struct standings *s)
{
	free(s->of);
	*s = (struct standings){ 0 };
}

/* Of spend that ascends: the largest customers until they have made 80 and 95 % of the total; those of equal spend stay together. */
static void fit_classes(struct everyone *s, const __int128 *spend, size_t n)
{
	__int128 sum = 0;

	s->total = 0;
	for (size_t i = 0; i < n; i++)
		if (__builtin_add_overflow(s->total, spend[i], &s->total))
			return;
	if (s->total <= 0 || s->total > (__int128)1 << 120)
		return;
	s->has_total = true;
	for (size_t i = n; i-- > 0;) {
		if (sum * 100 < s->total * 80)
			s->least_a = spend[i];
		if (sum * 100 < s->total * 95)
			s->least_b = spend[i];
		sum += spend[i];
	}
}

static __int128 measured(const struct standing *x, size_t score)
{
	return score == SCORE_RECENCY  ? x->recency_days
	       : score == SCORE_ORDERS ? x->orders
	                               : x->spend;
}

/* The median of the customers' own median gaps. */
static double typical_gap(const struct standings *list, size_t lists, size_t n)
{
	double *gap = memory_get(n, sizeof(*gap)), median;
	size_t gaps = 0;

	for (size_t l = 0; l < lists; l++)
		for (size_t i = 0; i < list[l].n; i++)
			if (list[l].of[i].gap_twice >= 0)
				gap[gaps++] = list[l].of[i].gap_twice / 2.0;
	median = quantile_median(gap, gaps);
	free(gap);
	return median;
}

void everyone_fit(struct everyone *s, const struct standings *list, size_t lists, size_t bins)
{
	__int128 *value;
	size_t all = 0;

	for (size_t l = 0; l < lists; l++)
		all += list[l].n;
	value = memory_get(all, sizeof(*value));
	*s = (struct everyone){ .bins = bins };
	for (size_t k = 0; k < SCORES; k++) {
		size_t n = 0;

		for (size_t l = 0; l < lists; l++)
			for (size_t i = 0; i < list[l].n; i++)
				value[n++] = measured(&list[l].of[i], k);
		rfm_sort(value, n);
		rfm_cuts_sorted(&s->cut[k], value, n, bins, k == SCORE_RECENCY);
	}
	rfm_cuts_sorted(&s->decile, value, all, DECILES, false); /* spend came last */
	fit_classes(s, value, all);
	free(value);
	s->gap = typical_gap(list, lists, all);
}

/* The table of cuts: measure, score (or class), the least that reaches it. */
static const char *const measure[SCORES] = { "recency_days", "orders", "spend" };
static const char header[] = "measure\tscore\tleast\n";

static void put_cuts(struct buf *b, const char *name, const struct rfm_cuts *c, bool money)
{
	for (size_t k = 0; k < c->bins; k++) {
		buf_printf(b, "%s\t%zu\t", name, k + 1);
		if (money)
			exact_put(b, (struct exact){ c->least[k] });
		else
			buf_int(b, (int64_t)c->least[k]);
		buf_char(b, '\n');
	}
}

static void put_money(struct buf *b, const char *name, __int128 units)
{
	buf_printf(b, "%s\t", name);
	exact_put(b, (struct exact){ units });
	buf_char(b, '\n');
}

void everyone_write(const struct everyone *s, struct out *out)
{
	struct buf b = { 0 };

	buf_text(&b, header);
	for (size_t k = 0; k < SCORES; k++)
		put_cuts(&b, measure[k], &s->cut[k], k == SCORE_SPEND);
	put_cuts(&b, "spend_decile", &s->decile, true);
	if (s->has_total) {
		put_money(&b, "spend_class\tA", s->least_a);
		put_money(&b, "spend_class\tB", s->least_b);
		put_money(&b, "spend_total\t", s->total);
	}
	if (!isnan(s->gap)) {
		buf_text(&b, "gap_days\t\t");
		buf_double(&b, s->gap);
		buf_char(&b, '\n');
	}
	out_take(out, &b);
	buf_release(&b);
}

/* One row of the file; a sentence about what is wrong, or NULL. */
static const char *read_row(struct everyone *s, struct str name, struct str score, struct str least)
{
	struct rfm_cuts *c = NULL;
	struct exact value;
	uint64_t number;

	if (str_is(name, "gap_days"))
		return num_parse(least, &s->gap) && s->gap > 0 ? NULL : "not a number of days";
	if (!exact_parse(least, &value))
		return "not a number";
	if (str_is(name, "spend_total")) {
		s->total = value.units;
		s->has_total = value.units > 0;
		return s->has_total ? NULL : "not above 0";
	}
	if (str_is(name, "spend_class")) {
		if (str_is(score, "A"))
			s->least_a = value.units;
		else if (str_is(score, "B"))
			s->least_b = value.units;
		else
			return "the classes are A and B";
		return NULL;
	}
	for (size_t k = 0; k < SCORES; k++)
		if (str_is(name, measure[k]))
			c = &s->cut[k];
	if (str_is(name, "spend_decile"))
		c = &s->decile;
	if (!c)
		return "not a measure that is known";
	if (!num_parse_count(score, RFM_BINS_MOST, &number) || number != c->bins + 1)
		return "the scores of a measure go 1, 2, 3 …";
	c->least[c->bins] = name.p[0] == 's' ? value.units : value.units / EXACT_ONE;
	c->low_is_best = c == &s->cut[SCORE_RECENCY];
	if (c->bins && (c->low_is_best ? c->least[c->bins] > c->least[c->bins - 1]
	                               : c->least[c->bins] < c->least[c->bins - 1]))
		return "worse than what the score before it needs";
	c->bins++;
	return NULL;
}

void everyone_read(struct everyone *s, const char *path)
{
	size_t n, line = 0;
	char *text = source_whole(path, FILE_MOST, &n);
	struct str rest = { text, n }, row;

	*s = (struct everyone){ .gap = NAN };
	while (str_split(&rest, '\n', &row)) {
		struct str cell[3] = { { 0 } };
		const char *problem = NULL;
		size_t cells = 0, at = 0;

		line++;
		if (row.n && row.p[row.n - 1] == '\r')
			row.n--;
		for (size_t i = 0; i <= row.n && cells < 4; i++)
			if (i == row.n || row.p[i] == '\t') {
				if (cells < 3)
					cell[cells] = (struct str){ row.p + at, i - at };
				cells++;
				at = i + 1;
			}
		if (line == 1 && !(row.n == strlen(header) - 1 && memcmp(row.p, header, row.n) == 0))
			problem = "not a table of cuts, which --write-cuts makes";
		else if (line > 1 && cells != 3)
			problem = "not three cells";
		else if (line > 1)
			problem = read_row(s, cell[0], cell[1], cell[2]);
		if (problem)
			die_at((struct place){ path, line, NULL }, "%s: %s", quote(row).text, problem);
	}
	if (!line)
		die_at((struct place){ path, 0, NULL }, "an empty file; --write-cuts makes one");
	s->bins = s->cut[0].bins;
	free(text);
}
