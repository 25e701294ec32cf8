/* everyone - what is said of a customer by comparison with all others. */
#include "everyone.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "memory.h"
#include "num.h"
#include "source.h"
#include "tsv.h"

#define FILE_MOST (1 << 20)

static const struct rfm_cuts *orders_within(const struct everyone *s, unsigned r)
{
	return &s->within[r - 1];
}

static const struct rfm_cuts *spend_within(const struct everyone *s, unsigned r, unsigned f)
{
	return &s->within[s->bins + (r - 1) * s->bins + f - 1];
}

void everyone_score(const struct everyone *s, const __int128 value[SCORES], unsigned score[SCORES])
{
	unsigned r, f, m;

	r = rfm_score(&s->cut[SCORE_RECENCY], value[SCORE_RECENCY]);
	f = !s->within ? rfm_score(&s->cut[SCORE_ORDERS], value[SCORE_ORDERS])
	    : r        ? rfm_score(orders_within(s, r), value[SCORE_ORDERS])
	               : 0;
	m = !s->within ? rfm_score(&s->cut[SCORE_SPEND], value[SCORE_SPEND])
	    : f        ? rfm_score(spend_within(s, r, f), value[SCORE_SPEND])
	               : 0;
	score[SCORE_RECENCY] = r;
	score[SCORE_ORDERS] = f;
	score[SCORE_SPEND] = m;
}

void everyone_nest(struct everyone *s)
{
	s->within = memory_zero(s->bins + s->bins * s->bins, sizeof(*s->within));
}

void everyone_fixed(struct everyone *s, const struct bins *bins)
{
	*s = (struct everyone){ .bins = bins->n, .gap = NAN };
	memcpy(s->cut, bins->cut, sizeof(s->cut));
}

void everyone_release(struct everyone *s)
{
	free(s->within);
	*s = (struct everyone){ 0 };
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

/* orders_r4 are those of recency score 4; of them, spend_r4_f2 those of order score 2. */
static void put_nested(struct buf *b, const struct everyone *s)
{
	char name[32];

	for (unsigned r = 1; r <= s->bins; r++) {
		snprintf(name, sizeof(name), "orders_r%u", r);
		put_cuts(b, name, orders_within(s, r), false);
	}
	for (unsigned r = 1; r <= s->bins; r++)
		for (unsigned f = 1; f <= s->bins; f++) {
			snprintf(name, sizeof(name), "spend_r%u_f%u", r, f);
			put_cuts(b, name, spend_within(s, r, f), true);
		}
}

static void put_money(struct buf *b, const char *name, __int128 units)
{
	buf_printf(b, "%s\t", name);
	exact_put(b, (struct exact){ units });
	buf_char(b, '\n');
}

void everyone_write(const struct everyone *s, const struct labels *names, struct out *out)
{
	struct buf b = { 0 };

	buf_text(&b, header);
	for (size_t k = 0; k < (s->within ? 1 : SCORES); k++)
		put_cuts(&b, measure[k], &s->cut[k], k == SCORE_SPEND);
	if (s->within)
		put_nested(&b, s);
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
	for (size_t k = 0; names && k < LABELS; k++)
		for (size_t i = 0; i < names[k].n; i++)
			buf_printf(&b, "%s\t%.*s\t\n", label_columns[k], STR_ARG(names[k].name[i]));
	out_take(out, &b);
	buf_release(&b);
}

/* Takes a score behind `before` off the name. */
static bool take_score(struct str *name, const char *before, size_t most, unsigned *score)
{
	size_t n = strlen(before), end;
	uint64_t x;

	if (name->n <= n || memcmp(name->p, before, n) != 0)
		return false;
	for (end = n; end < name->n && name->p[end] != '_'; end++)
		;
	if (!num_parse_count((struct str){ name->p + n, end - n }, most, &x) || !x)
		return false;
	*name = (struct str){ name->p + end, name->n - end };
	*score = (unsigned)x;
	return true;
}

/* The cuts within a score, or NULL. */
static struct rfm_cuts *within_named(struct everyone *s, struct str name)
{
	bool spend = name.p[0] == 's';
	unsigned r, f;

	if (!s->within)
		s->bins = s->cut[SCORE_RECENCY].bins;
	if (s->bins > BINS_NESTED_MOST ||
	    !take_score(&name, spend ? "spend_r" : "orders_r", s->bins, &r) ||
	    (spend && !take_score(&name, "_f", s->bins, &f)) || name.n)
		return NULL;
	if (!s->within)
		everyone_nest(s);
	return &s->within[spend ? s->bins + (r - 1) * s->bins + f - 1 : r - 1];
}

/* A category or channel that there is. */
static const char *read_name(struct everyone *s, size_t k, struct str name, struct arena *keep)
{
	struct labels *all;

	if (!s->names)
		s->names = ARENA_ARRAY(keep, struct labels, LABELS);
	all = &s->names[k];
	if (!name.n || name.n > LABELS_BYTES || tsv_cell_problem(name))
		return "not a name";
	if (all->n == LABELS_MOST)
		return "too many names";
	if (all->n && str_cmp(all->name[all->n - 1], name) >= 0)
		return "names are in byte order";
	all->name[all->n++] = arena_str(keep, name);
	return NULL;
}

/* One row of the file; a sentence about what is wrong, or NULL. */
static const char *read_row(struct everyone *s, struct str name, struct str score, struct str least,
                            struct arena *keep)
{
	struct rfm_cuts *c = NULL;
	struct exact value;
	uint64_t number;

	for (size_t k = 0; k < LABELS; k++)
		if (str_is(name, label_columns[k]))
			return read_name(s, k, score, keep);
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
	if (!c && name.n)
		c = within_named(s, name);
	if (!c)
		return "not a measure that is known";
	if (!num_parse_count(score, RFM_BINS_MOST, &number) || number != c->bins + 1)
		return "the scores of a measure go 1, 2, 3 …";
	if (s->within && c == &s->cut[SCORE_RECENCY])
		return "stands behind what is scored within recency_days";
	if (name.n > 8 && s->within && c != &s->decile && number > s->bins)
		return "recency_days has fewer scores";
	c->least[c->bins] = name.p[0] == 's' ? value.units : value.units / EXACT_ONE;
	c->low_is_best = c == &s->cut[SCORE_RECENCY];
	if (c->bins && (c->low_is_best ? c->least[c->bins] > c->least[c->bins - 1]
	                               : c->least[c->bins] < c->least[c->bins - 1]))
		return "worse than what the score before it needs";
	c->bins++;
	return NULL;
}

void everyone_read(struct everyone *s, const char *path, struct arena *keep)
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
			problem = read_row(s, cell[0], cell[1], cell[2], keep);
		if (problem)
			die_at((struct place){ path, line, NULL }, "%s: %s", quote(row).text, problem);
	}
	if (!line)
		die_at((struct place){ path, 0, NULL }, "an empty file; --write-cuts makes one");
	s->bins = s->cut[0].bins;
	free(text);
}
