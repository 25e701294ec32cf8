/* checks - rules that find rows that cannot be trusted, each row on its own. */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "kinds.h"
#include "map.h"
#include "num.h"
#include "source.h"

static const char *run_required(struct cleaning *row, const struct step *s)
{
	return row->value[s->column].text.n ? NULL : "missing";
}

static const char *bind_words(struct plan *p, struct step *s, struct str argument)
{
	s->own = words_of(p, argument);
	return argument.n ? NULL : "this rule needs values: A,B,C";
}

static bool is_word(const struct words *w, struct str t)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(t, w->word[i]))
			return true;
	return false;
}

static const char *run_enum(struct cleaning *row, const struct step *s)
{
	struct str t = row->value[s->column].text;

	return !t.n || is_word(s->own, t) ? NULL : "not one of the values that are allowed";
}

static const char *run_not(struct cleaning *row, const struct step *s)
{
	return is_word(s->own, row->value[s->column].text) ? "a value that is set aside" : NULL;
}

/* A number or a date, whichever the argument is. */
static const char *bind_limit(struct plan *p, struct step *s, struct str argument)
{
	(void)p;
	s->limit.text = argument;
	s->limit.has_amount = exact_parse(argument, &s->limit.amount);
	s->limit.has_moment = day_parse_moment(argument, &s->limit.moment);
	return s->limit.has_amount || s->limit.has_moment ? NULL : "neither a number nor a date";
}

static int order_of(__int128 a, __int128 b)
{
	return (a > b) - (a < b);
}

/* As numbers when both are, as days or times when both are, else as text. */
int value_compare(const struct value *a, const struct value *b)
{
	double x, y;
	int days;

	if (a->has_amount && b->has_amount)
		return order_of(a->amount.units, b->amount.units);
	if (a->has_moment && b->has_moment) {
		days = order_of(a->moment.day, b->moment.day);
		return days || a->moment.second < 0 || b->moment.second < 0
		               ? days
		               : order_of(a->moment.second, b->moment.second);
	}
	if (num_parse(a->text, &x) && num_parse(b->text, &y))
		return (x > y) - (x < y);
	return str_cmp(a->text, b->text);
}

static const char *run_min(struct cleaning *row, const struct step *s)
{
	const struct value *v = &row->value[s->column];

	return v->text.n && value_compare(v, &s->limit) < 0 ? "less than it may be" : NULL;
}

static const char *run_max(struct cleaning *row, const struct step *s)
{
	const struct value *v = &row->value[s->column];

	return v->text.n && value_compare(v, &s->limit) > 0 ? "more than it may be" : NULL;
}

static const char *bind_compare(struct plan *p, struct step *s, struct str argument)
{
	static const struct {
		const char *text;
		char compare;
	} operators[] = { { "<=", 'l' }, { ">=", 'g' }, { "!=", '!' },
		          { "<", '<' },  { ">", '>' },  { "=", '=' } };

	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		size_t n = strlen(operators[i].text);

		if (argument.n <= n || memcmp(argument.p, operators[i].text, n) != 0)
			continue;
		s->compare = operators[i].compare;
		return bind_columns(p, s, str_trim((struct str){ argument.p + n, argument.n - n }),
		                    (struct named){ 1, 1, false, false });
	}
	return "say < <= > >= = or != and a column";
}

static const char *run_compare(struct cleaning *row, const struct step *s)
{
	const struct value *a = &row->value[s->column], *b = &row->value[s->other[0]];
	int c;

	if (!a->text.n || !b->text.n || b->bad)
		return NULL;
	c = value_compare(a, b);
	switch (s->compare) {
	case '<':
		return c < 0 ? NULL : "not less than the other column";
	case 'l':
		return c <= 0 ? NULL : "more than the other column";
	case '>':
		return c > 0 ? NULL : "not more than the other column";
	case 'g':
		return c >= 0 ? NULL : "less than the other column";
	case '=':
		return c == 0 ? NULL : "not the same as the other column";
	}
	return c != 0 ? NULL : "the same as the other column";
}

/* Characters, not bytes: N, MIN..MAX, MIN.. or ..MAX. */
static const char *bind_len(struct plan *p, struct step *s, struct str argument)
{
	const char *dots = argument.n > 1 ? memmem(argument.p, argument.n, "..", 2) : NULL;
	struct str low = { argument.p, dots ? (size_t)(dots - argument.p) : argument.n };
	struct str high = dots ? (struct str){ dots + 2, argument.n - low.n - 2 } : low;
	uint64_t least = 0, most = UINT32_MAX;

	(void)p;
	if ((low.n && !num_parse_count(low, UINT32_MAX, &least)) ||
	    (high.n && !num_parse_count(high, UINT32_MAX, &most)) || !(low.n + high.n) || least > most)
		return "say how many characters: N, MIN..MAX, MIN.. or ..MAX";
	s->other[0] = (size_t)least;
	s->other[1] = (size_t)most;
	return NULL;
}

static const char *run_len(struct cleaning *row, const struct step *s)
{
	struct str t = row->value[s->column].text;
	size_t n = 0;

	for (size_t i = 0; i < t.n; i++)
		n += ((unsigned char)t.p[i] & 0xC0) != 0x80;
	if (!t.n)
		return NULL;
	return n < s->other[0] ? "too short" : n > s->other[1] ? "too long" : NULL;
}

static const char *bind_regex(struct plan *p, struct step *s, struct str argument)
{
	regex_t *r = malloc(sizeof(*r));

	s->text = arena_str(p->keep, argument);
	if (!r || !argument.n || regcomp(r, s->text.p, REG_EXTENDED | REG_NOSUB) != 0) {
		free(r);
		return argument.n ? "not a POSIX extended regular expression"
		                  : "this rule needs an argument";
	}
	s->own = r;
	return NULL;
}

static void release_regex(struct step *s)
{
	regfree(s->own);
	free(s->own);
}

static const char *run_regex(struct cleaning *row, const struct step *s)
{
	struct str t = row->value[s->column].text;
	char *text;

	if (!t.n)
		return NULL;
	text = row_room(row, t.n + 1);
	memcpy(text, t.p, t.n);
	text[t.n] = '\0';
	return regexec(s->own, text, 0, NULL, 0) == 0 ? NULL : "does not match";
}

/* The values of one column of a seg-tsv file. */
struct lookup {
	struct map map;
	char *text;
};

static void release_lookup(struct step *s)
{
	struct lookup *l = s->own;

	map_release(&l->map);
	free(l->text);
}

#define LOOKUP_MOST (1u << 28) /* bytes of the file */

static const char *bind_lookup(struct plan *p, struct step *s, struct str argument)
{
	const char *colon = argument.n ? memrchr(argument.p, ':', argument.n) : NULL;
	struct lookup *l = ARENA_NEW(p->keep, struct lookup);
	struct str rest, line, cell, file, scratch_line;
	struct tsv_header h;
	struct fault f = { 0 };
	struct buf scratch = { 0 };
	size_t column, n;

	if (!colon || colon == argument.p || colon + 1 == argument.p + argument.n)
		return "say FILE:COLUMN";
	file = arena_str(p->keep, (struct str){ argument.p, (size_t)(colon - argument.p) });
	s->own = l;
	l->text = source_whole(file.p, LOOKUP_MOST, &n);
	rest = (struct str){ l->text, n };
	if (!str_split(&rest, '\n', &line) || !tsv_header_read(&h, p->keep, line, &f))
		die_at((struct place){ file.p, 1, NULL }, "%s", f.text[0] ? f.text : "no header line");
	column = tsv_header_find(&h, str_of(colon + 1));
	if (column == SIZE_MAX) {
		release_lookup(s);
		return "no such column in the file";
	}
	while (str_split(&rest, '\n', &line)) {
		scratch_line = line;
		for (size_t c = 0; c <= column; c++)
			if (!str_split(&scratch_line, '\t', &cell))
				cell = (struct str){ 0 };
		cell = arena_str(p->keep, tsv_text(cell, &scratch));
		if (cell.n && map_find(&l->map, cell, map_hash(cell)) == MAP_NONE)
			map_add(&l->map, cell, map_hash(cell));
	}
	buf_release(&scratch);
	return NULL;
}

static bool known(const struct step *s, struct str t)
{
	return map_find(&((const struct lookup *)s->own)->map, t, map_hash(t)) != MAP_NONE;
}

static const char *run_lookup(struct cleaning *row, const struct step *s)
{
	struct str t = row->value[s->column].text;

	return !t.n || known(s, t) ? NULL : "not in the file of values that are allowed";
}

static const char *run_not_in(struct cleaning *row, const struct step *s)
{
	struct str t = row->value[s->column].text;

	return t.n && known(s, t) ? "in the file of values that are set aside" : NULL;
}

static const char *bind_not_future(struct plan *p, struct step *s, struct str argument)
{
	s->limit.moment = (struct moment){ .day = p->told.today, .second = -1 };
	s->limit.has_moment = true;
	return argument.n          ? "this rule takes no argument"
	       : p->told.has_today ? NULL
	                           : "this rule needs --as-of=DATE, the day that counts as today";
}

static const char *run_not_future(struct cleaning *row, const struct step *s)
{
	const struct value *v = &row->value[s->column];

	return v->has_moment && value_compare(v, &s->limit) > 0
	               ? "after the day that counts as today"
	               : NULL;
}

static const char *run_ascii(struct cleaning *row, const struct step *s)
{
	struct str t = row->value[s->column].text;

	for (size_t i = 0; i < t.n; i++)
		if ((signed char)t.p[i] < 0)
			return "has a character that is not ASCII";
	return NULL;
}

/* What databases and their drivers leave of longer texts and larger numbers: 255 bytes, the largest of 16, 32 and 64
 * bits, with sign and without. */
static const char *run_truncated(struct cleaning *row, const struct step *s)
{
	static const char *const largest[] = { "32767",
		                               "65535",
		                               "2147483647",
		                               "4294967295",
		                               "9223372036854775807",
		                               "18446744073709551615" };
	struct str t = row->value[s->column].text;

	if (t.n == 255)
		return "255 bytes: it may have been cut";
	for (size_t i = 0; i < sizeof(largest) / sizeof(*largest); i++)
		if (str_is(t, largest[i]))
			return "the largest number that some programs can hold: it may have been "
			       "cut";
	return NULL;
}

const struct rule_kind check_kinds[] = {
	{ "required", "", "rows without it are rejected", STAGE_CHECK, .bind = bind_none,
	  .run = run_required },
	{ "enum", "A,B,...", "no other values", STAGE_CHECK, .bind = bind_words, .run = run_enum },
	{ "not", "A,B,...", "rows with these values are set aside", STAGE_CHECK, .bind = bind_words,
	  .run = run_not },
	{ "min", "X", "not less than X: a number or a date", STAGE_CHECK, .bind = bind_limit,
	  .run = run_min },
	{ "max", "X", "not more than X", STAGE_CHECK, .bind = bind_limit, .run = run_max },
	{ "compare", "<=COLUMN", "how it stands to another column; also < > >= = !=", STAGE_CHECK,
	  .bind = bind_compare, .run = run_compare },
	{ "len", "MIN..MAX", "how many characters", STAGE_CHECK, .bind = bind_len, .run = run_len },
	{ "regex", "PATTERN", "matches a POSIX extended regular expression", STAGE_CHECK,
	  .bind = bind_regex, .run = run_regex, .release = release_regex },
	{ "lookup", "FILE:COLUMN", "is one of the values in that column of a TSV", STAGE_CHECK,
	  .bind = bind_lookup, .run = run_lookup, .release = release_lookup },
	{ "not-in", "FILE:COLUMN", "rows with a value of that file are set aside: test accounts, staff",
	  STAGE_CHECK, .bind = bind_lookup, .run = run_not_in, .release = release_lookup },
	{ "not-future", "", "not after the day of --as-of", STAGE_CHECK, .bind = bind_not_future,
	  .run = run_not_future },
	{ "ascii", "", "ASCII characters only", STAGE_CHECK, .bind = bind_none, .run = run_ascii },
	{ "truncated", "", "not cut by another program: not of 255 bytes, no largest number",
	  STAGE_CHECK, .bind = bind_none, .run = run_truncated },
	{ 0 },
};
