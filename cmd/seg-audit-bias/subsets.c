/* subsets - which values of crossed columns together make the slice of people that is worst off.
 * Of few values every choice is tried. Of many by the multidimensional subset scan (Neill, McFowland and Zheng 2013):
 * given what is chosen of the other columns, the best values of one are those with the lowest rates, however many
 * (Neill 2012), so each is chosen in turn until nothing gets better, from many starts. */
#include "subsets.h"

#include <math.h>
#include <stdlib.h>

#include "draws.h"
#include "map.h"
#include "rows.h"

#define ALL_TRIED 14 /* values of all columns: so few can be joined in at most 16,384 ways */
#define STARTS 50    /* for more: the first one is everybody, the others are chance's */
#define BETTER 1e-9

struct scan {
	const struct ratio_part *part; /* of each group */
	struct ratio_part all;
	size_t groups, depth;
	const size_t *value; /* groups x depth: numbers of the column's values, one after the other over all columns */
	const size_t *first; /* of each column, and the end */
	double least;        /* rows of a slice */
};

static double entropy_of(double hits, double total)
{
	double sum = 0;

	sum += hits > 0 ? hits * log(hits / total) : 0;
	sum += total - hits > 0 ? (total - hits) * log((total - hits) / total) : 0;
	return sum;
}

double subsets_score(struct ratio_part in, struct ratio_part rest)
{
	double hits = in.hits + rest.hits, total = in.total + rest.total;

	if (!(in.total > 0) || !(rest.total > 0) || in.hits / in.total >= rest.hits / rest.total)
		return 0;
	return fmax(0, entropy_of(in.hits, in.total) + entropy_of(rest.hits, rest.total) -
	                       entropy_of(hits, total));
}

/* Whether group g is in, whatever its value of column `but` is. */
static bool is_in(const struct scan *s, const bool *in, size_t g, size_t but)
{
	for (size_t w = 0; w < s->depth; w++)
		if (w != but && !in[s->value[g * s->depth + w]])
			return false;
	return true;
}

static struct ratio_part part_of(const struct scan *s, const bool *in)
{
	struct ratio_part sum = { 0, 0 };

	for (size_t g = 0; g < s->groups; g++)
		if (is_in(s, in, g, SIZE_MAX)) {
			sum.hits += s->part[g].hits;
			sum.total += s->part[g].total;
		}
	return sum;
}

static struct ratio_part rest_of(const struct scan *s, struct ratio_part in)
{
	return (struct ratio_part){ s->all.hits - in.hits, s->all.total - in.total };
}

struct candidate {
	struct ratio_part part;
	size_t value;
};

/* Lowest rate first; values without rows last. */
static int by_rate(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	double one = x->part.total > 0 ? x->part.hits / x->part.total : 2,
	       other = y->part.total > 0 ? y->part.hits / y->part.total : 2;

	return one != other ? (one > other) - (one < other)
	                    : (x->value > y->value) - (x->value < y->value);
}

/* Chooses the values of one column anew; the score that there is then, or 0 when none is better than `score`. */
static double choose(const struct scan *s, bool *in, size_t column, double score)
{
	struct arena scratch = { 0 };
	size_t first = s->first[column], n = s->first[column + 1] - first, best = n;
	struct candidate *c = ARENA_ARRAY(&scratch, struct candidate, n);
	struct ratio_part sum = { 0, 0 };

	for (size_t i = 0; i < n; i++)
		c[i].value = first + i;
	for (size_t g = 0; g < s->groups; g++) {
		struct candidate *at = &c[s->value[g * s->depth + column] - first];

		if (!is_in(s, in, g, column))
			continue;
		at->part.hits += s->part[g].hits;
		at->part.total += s->part[g].total;
	}
	qsort(c, n, sizeof(*c), by_rate);
	for (size_t i = 0; i < n; i++) {
		double with;

		sum.hits += c[i].part.hits;
		sum.total += c[i].part.total;
		with = sum.total < s->least ? 0 : subsets_score(sum, rest_of(s, sum));
		if (with > score + BETTER)
			score = with, best = i;
	}
	for (size_t i = 0; best < n && i < n; i++) /* who has no rows there may be in */
		in[c[i].value] = i <= best || !(c[i].part.total > 0);
	arena_release(&scratch);
	return best < n ? score : 0;
}

/* Goes up from a start; the score of where it ends. */
static double ascend(const struct scan *s, bool *in)
{
	struct ratio_part start = part_of(s, in);
	double score = start.total < s->least ? 0 : subsets_score(start, rest_of(s, start));
	size_t still = 0;

	for (size_t column = 0; still < s->depth; column = (column + 1) % s->depth) {
		double with = choose(s, in, column, score);

		still = with > 0 ? 0 : still + 1;
		score = fmax(score, with);
	}
	return score;
}

/* The best of all choices there are; of equal ones that with most values. */
static double try_all(const struct scan *s, bool *worst)
{
	struct arena scratch = { 0 };
	size_t n = s->first[s->depth];
	uint32_t *has = ARENA_ARRAY(&scratch, uint32_t, s->groups), best = 0;
	double most = 0;

	for (size_t g = 0; g < s->groups; g++)
		for (size_t w = 0; w < s->depth; w++)
			has[g] |= 1u << s->value[g * s->depth + w];
	for (uint32_t chosen = (1u << n) - 1; chosen > 0; chosen--) {
		struct ratio_part in = { 0, 0 };
		double score;

		for (size_t g = 0; g < s->groups; g++)
			if ((has[g] & chosen) == has[g]) {
				in.hits += s->part[g].hits;
				in.total += s->part[g].total;
			}
		score = in.total < s->least ? 0 : subsets_score(in, rest_of(s, in));
		if (score > most + BETTER)
			most = score, best = chosen;
	}
	for (size_t i = 0; i < n; i++)
		worst[i] = best >> i & 1;
	arena_release(&scratch);
	return most;
}

/* The best end of all starts, in `worst`. */
static double try_some(const struct scan *s, bool *worst, struct rng *r)
{
	struct arena scratch = { 0 };
	size_t n = s->first[s->depth];
	bool *in = ARENA_ARRAY(&scratch, bool, n);
	double most = 0;

	for (size_t start = 0; start < STARTS; start++) {
		double score;

		for (size_t i = 0; i < n; i++)
			in[i] = start == 0 || rng_unit(r) < 0.5;
		score = ascend(s, in);
		if (score > most + BETTER) {
			most = score;
			memcpy(worst, in, n * sizeof(*in));
		}
	}
	arena_release(&scratch);
	return most;
}

static double search(const struct scan *s, bool *worst, struct rng *r)
{
	return s->first[s->depth] <= ALL_TRIED ? try_all(s, worst) : try_some(s, worst, r);
}

/* How often people who all have the same chance show a slice as bad: (1 + draws that do) / (1 + draws). */
static double chance_of(const struct scan *s, double score, const struct rules *r)
{
	struct arena scratch = { 0 };
	struct ratio_part *part = ARENA_ARRAY(&scratch, struct ratio_part, s->groups);
	bool *in = ARENA_ARRAY(&scratch, bool, s->first[s->depth]);
	uint64_t as_bad = 0;

	for (uint64_t b = 0; b < r->bootstrap; b++) {
		struct rng rng = rng_stream(r->seed, "subsets", 1 + b);
		struct scan drawn = *s;

		drawn.part = part;
		drawn.all.hits = 0;
		for (size_t g = 0; g < s->groups; g++) {
			part[g].total = s->part[g].total;
			part[g].hits = (double)draws_binomial(&rng, (uint64_t)part[g].total,
			                                      s->all.hits / s->all.total);
			drawn.all.hits += part[g].hits;
		}
		as_bad += search(&drawn, in, &rng) >= score;
	}
	arena_release(&scratch);
	return ((double)as_bad + 1) / ((double)r->bootstrap + 1);
}

/* Numbers the values of all columns; name[number] is one. */
static void number_values(struct scan *s, struct arena *a, const struct crosstab *x, struct str **name)
{
	size_t *value = ARENA_ARRAY(a, size_t, x->groups * x->depth);
	size_t *first = ARENA_ARRAY(a, size_t, x->depth + 1), n = 0;

	*name = ARENA_ARRAY(a, struct str, x->groups * x->depth);
	for (size_t w = 0; w < x->depth; w++) {
		struct map map = { 0 };

		first[w] = n;
		for (size_t g = 0; g < x->groups; g++) {
			struct str part = x->part[g * x->depth + w];
			size_t at = map_find(&map, part, map_hash(part));

			if (at == MAP_NONE)
				at = map_add(&map, part, map_hash(part));
			(*name)[first[w] + at] = part;
			value[g * x->depth + w] = first[w] + at;
		}
		n += map.n;
		map_release(&map);
	}
	first[x->depth] = n;
	s->value = value;
	s->first = first;
}

/* Columns parted by commas, values by bars; all of a column are a star. */
static struct str name_of(struct arena *a, const struct scan *s, const bool *in, const struct str *name)
{
	struct buf b = { 0 };
	struct str text;

	for (size_t w = 0; w < s->depth; w++) {
		size_t chosen = 0, n = s->first[w + 1] - s->first[w];

		buf_text(&b, w ? "," : "");
		for (size_t i = s->first[w]; i < s->first[w + 1]; i++)
			chosen += in[i];
		for (size_t i = s->first[w], put = 0; chosen < n && i < s->first[w + 1]; i++) {
			if (!in[i])
				continue;
			buf_text(&b, put++ ? "|" : "");
			buf_str(&b, name[i]);
		}
		buf_text(&b, chosen == n ? "*" : "");
	}
	text = arena_str(a, buf_view(&b));
	buf_release(&b);
	return text;
}

static void fill(struct findings *out, struct finding *row, const struct scan *s, const bool *in,
                 const struct crosstab *x)
{
	struct ratio_part part = part_of(s, in), rest = rest_of(s, part);

	row->n = 0;
	for (size_t g = 0; g < x->groups; g++)
		row->n += is_in(s, in, g, SIZE_MAX) ? x->n[g] : 0;
	row->reference = str_of("rest");
	row->difference = part.hits / part.total - rest.hits / rest.total;
	finding_because(out, row, "the worst that joined values make");
}

/* Without draws there is no test, and no verdict unless a policy asks for one. */
static void judge(struct findings *out, struct finding *row, const struct scan *s, const bool *in,
                  const struct rules *r)
{
	struct ratio_part part = part_of(s, in);

	row->ratio = ratio_of(part, rest_of(s, part), r->confidence);
	row->judged = r->bootstrap || policy_find(r->policy, row->metric) ? FINDING_RATIO : FINDING_NEVER;
	row->doubtful = !r->bootstrap;
	if (r->bootstrap)
		row->p = chance_of(s, row->value.value, r);
	else
		finding_because(out, row, "no test without --bootstrap");
}

void subsets_find_worst(struct findings *out, const struct metric *m, const struct crosstab *x,
                        const struct rules *r)
{
	struct arena scratch = { 0 };
	struct ratio_part *part = ARENA_ARRAY(&scratch, struct ratio_part, x->groups);
	struct scan s = { .part = part,
		          .all = crosstab_part(x, CROSSTAB_ALL, 0),
		          .groups = x->groups,
		          .depth = x->depth,
		          .least = fmax(1, (double)r->min_n) };
	struct rng rng = rng_stream(r->seed, "subsets", 0);
	struct str *name;
	struct finding *row;
	bool *in;

	if (x->depth > 1 && x->groups) {
		for (size_t g = 0; g < x->groups; g++)
			part[g] = crosstab_part(x, g, 0);
		number_values(&s, &scratch, x, &name);
		in = ARENA_ARRAY(&scratch, bool, s.first[s.depth]);
		row = row_of_table(out, m, x);
		row->outcome = x->axis->name[0];
		row->value.value = search(&s, in, &rng);
		if (row->value.value > 0) {
			row->group = name_of(&out->words, &s, in, name);
			fill(out, row, &s, in, x);
			judge(out, row, &s, in, r);
		} else {
			row->value.value = NAN;
			finding_because(out, row, "no slice of enough rows is worse than the rest");
		}
	}
	arena_release(&scratch);
}
