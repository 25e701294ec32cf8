/* traits - what sets the segments apart, in numbers and in a few words. */
#include "traits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- numbers --- */

struct moments {
	double n, mean, squares;
};

/* Welford (1962). */
static void moments_add(struct moments *m, double x)
{
	double off = x - m->mean;

	m->n++;
	m->mean += off / m->n;
	m->squares += off * (x - m->mean);
}

static double v_test(const struct moments *own, const struct moments *all)
{
	double variance = all->squares / all->n;

	return (own->mean - all->mean) / sqrt((all->n - own->n) / (all->n - 1) * variance / own->n);
}

struct traits *traits_measure(struct arena *a, struct mat x, const uint32_t *label, size_t k)
{
	struct arena scratch = { 0 };
	struct traits *out = ARENA_ARRAY(a, struct traits, k * x.columns);
	struct moments *own = ARENA_ARRAY(&scratch, struct moments, k * x.columns),
		       *all = ARENA_ARRAY(&scratch, struct moments, x.columns);

	for (size_t i = 0; i < x.rows; i++)
		for (size_t j = 0; j < x.columns; j++)
			if (!isnan(mat_row(x, i)[j])) {
				moments_add(&own[label[i] * x.columns + j], mat_row(x, i)[j]);
				moments_add(&all[j], mat_row(x, i)[j]);
			}
	for (size_t i = 0; i < k * x.columns; i++) {
		const struct moments *of = &all[i % x.columns];

		out[i] = (struct traits){ NAN, NAN, NAN };
		if (own[i].n == 0)
			continue;
		out[i].mean = own[i].mean;
		if (of->mean > 0)
			out[i].index = 100 * own[i].mean / of->mean;
		if (of->n > own[i].n && of->squares > 0)
			out[i].v_test = v_test(&own[i], of);
	}
	arena_release(&scratch);
	return out;
}

/* --- words --- */

#define NOTABLE 0.5 /* spreads from the mean of all that a word of a name needs, */
#define BESIDE 0.6  /* and of what the first word has */
#define VERY 1.5
#define RATHER 0.9
#define TEXT 512

static const struct {
	const char *column, *low, *high;
} words[] = {
	{ "recency_days", "recent", "lapsed" },
	{ "orders", "rare", "frequent" },
	{ "tenure_days", "new", "long-standing" },
	{ "mean_order", "small orders", "large orders" },
	{ "median_order", "small orders", "large orders" },
	{ "items_per_order", "small baskets", "large baskets" },
	{ "category_distinct", "few categories", "many categories" },
	{ "overdue_ratio", "on time", "overdue" },
	{ "own_overdue", "on time", "overdue" },
	{ "return_rate", "few returns", "many returns" },
	{ "refund_share", "few refunds", "many refunds" },
	{ "weekend_share", "on weekdays", "at weekends" },
	{ "age", "young", "older" },
};

struct text {
	char p[TEXT];
	size_t n;
};

/* What does not fit is left out. */
static void put(struct text *t, struct str s)
{
	size_t n = s.n < TEXT - t->n ? s.n : 0;

	memcpy(t->p + t->n, s.p, n);
	t->n += n;
}

static void put_word(struct text *t, struct str column, bool high)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is(column, words[i].column)) {
			put(t, str_of(high ? words[i].high : words[i].low));
			return;
		}
	if (!memchr(column.p, *TRAITS_IS, column.n))
		put(t, str_of(high ? "high " : "low "));
	for (size_t i = 0; i < column.n; i++)
		put(t, column.p[i] == *TRAITS_IS ? str_of(high ? " " : " not ")
		       : column.p[i] == '_'      ? str_of(" ")
		                                 : (struct str){ column.p + i, 1 });
}

/* How a name may be told from others, in the order in which it is tried. */
struct style {
	size_t traits;
	double notable, beside;
	bool degrees;
};
static const struct style styles[] = { { 2, NOTABLE, BESIDE, false },
	                               { 2, NOTABLE, BESIDE, true },
	                               { 3, NOTABLE / 2, 0, true },
	                               { 5, NOTABLE / 2, 0, true } };
#define STYLES (sizeof(styles) / sizeof(*styles))

struct naming {
	struct mat centres;
	const double *mean;
	const struct str *column;
	char *used; /* of each column: it is in the name */
};

static double off(const struct naming *n, size_t segment, size_t j)
{
	return mat_row(n->centres, segment)[j] - n->mean[j];
}

/* The length of a text's name in that of a level of it; 0 of other columns. */
static size_t text_of(struct str column)
{
	const char *end = memchr(column.p, *TRAITS_IS, column.n);

	return end ? (size_t)(end - column.p) : 0;
}

/* Whether a level of the same text is in the name, which has said what there is to say. */
static bool is_said(const struct naming *n, size_t j)
{
	size_t text = text_of(n->column[j]);

	for (size_t i = 0; text && i < n->centres.columns; i++)
		if (n->used[i] && text_of(n->column[i]) == text &&
		    memcmp(n->column[i].p, n->column[j].p, text) == 0)
			return true;
	return false;
}

/* How telling a column is. What a text is says more than what it is not. */
static double telling(const struct naming *n, size_t segment, size_t j)
{
	double x = off(n, segment, j);

	return x < 0 && text_of(n->column[j]) ? -RATHER * x : fabs(x);
}

/* Marks the columns in which a centre lies farthest from the mean of all; returns how many. */
static size_t mark(const struct naming *n, size_t segment, const struct style *style)
{
	size_t marked = 0;
	double least = style->notable;

	memset(n->used, 0, n->centres.columns);
	for (; marked < style->traits; marked++) {
		size_t best = SIZE_MAX;

		for (size_t j = 0; j < n->centres.columns; j++)
			if (!n->used[j] && fabs(off(n, segment, j)) >= least && !is_said(n, j) &&
			    (best == SIZE_MAX || telling(n, segment, j) > telling(n, segment, best)))
				best = j;
		if (best == SIZE_MAX)
			break;
		n->used[best] = 1;
		if (!marked)
			least = fmax(least, style->beside * fabs(off(n, segment, best)));
	}
	return marked;
}

/* The words stand in the order of the columns, so that the same ones are the same name. */
static void compose(const struct naming *n, size_t segment, const struct style *style, struct text *t)
{
	size_t marked = mark(n, segment, style);

	t->n = 0;
	if (!marked)
		put(t, str_of(n->centres.rows == 1 ? "all customers" : "typical"));
	for (size_t j = 0; j < n->centres.columns; j++) {
		if (!n->used[j])
			continue;
		put(t, str_of(t->n ? ", " : ""));
		if (style->degrees && fabs(off(n, segment, j)) >= VERY)
			put(t, str_of("very "));
		put_word(t, n->column[j], off(n, segment, j) > 0);
	}
}

static bool among(struct str name, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], name))
			return true;
	return false;
}

/* Names in one style that two segments share, or that are taken, are written again in the next. */
static void compose_all(const struct naming *n, struct arena *a, const struct str *taken,
                        size_t n_taken, struct str *name)
{
	size_t k = n->centres.rows;
	struct arena scratch = { 0 };
	char *again = ARENA_ARRAY(&scratch, char, k);
	struct text text;

	memset(again, 1, k);
	for (size_t s = 0; s < STYLES; s++) {
		for (size_t c = 0; c < k; c++)
			if (again[c]) {
				compose(n, c, &styles[s], &text);
				name[c] = arena_str(a, (struct str){ text.p, text.n });
			}
		for (size_t c = 0; c < k; c++)
			again[c] = among(name[c], taken, n_taken) || among(name[c], name, c) ||
			           among(name[c], name + c + 1, k - c - 1);
	}
	arena_release(&scratch);
}

/* Whatever is still the same gets a number, the larger segment the lower one. */
static void number(struct arena *a, const uint64_t *size, size_t k, const struct str *taken,
                   size_t n_taken, struct str *name)
{
	for (size_t c = 0; c < k; c++) {
		struct str base = name[c];
		size_t same = 0;

		for (size_t i = 0; i < k; i++)
			same += i != c && str_eq(name[i], base) && (size[i] > size[c] || i < c);
		if (!same && !among(base, taken, n_taken))
			continue;
		for (size_t next = 2; among(name[c], taken, n_taken) || among(name[c], name, c) ||
		                      among(name[c], name + c + 1, k - c - 1);
		     next++)
			name[c] = str_of(arena_printf(a, "%.*s %zu", STR_ARG(base), next));
	}
}

struct str *traits_names(struct arena *a, struct mat centres, const uint64_t *size,
                         const struct str *column, const struct str *taken, size_t n_taken)
{
	struct arena scratch = { 0 };
	struct str *name = ARENA_ARRAY(a, struct str, centres.rows);
	double *mean = ARENA_ARRAY(&scratch, double, centres.columns), all = 0;
	struct naming n = { centres, mean, column, ARENA_ARRAY(&scratch, char, centres.columns) };

	for (size_t c = 0; c < centres.rows; c++)
		all += (double)size[c];
	for (size_t c = 0; c < centres.rows; c++)
		for (size_t j = 0; j < centres.columns; j++)
			mean[j] += mat_row(centres, c)[j] * (double)size[c] / all;
	compose_all(&n, a, taken, n_taken, name);
	number(a, size, centres.rows, taken, n_taken, name);
	arena_release(&scratch);
	return name;
}
