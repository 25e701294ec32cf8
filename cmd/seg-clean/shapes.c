/* shapes - rules that bring cells into another form before they are read as a type. */
#include <stdlib.h>
#include <utf8proc.h>

#include "eight.h"
#include "kinds.h"

static struct str *cell_of(struct cleaning *row, const struct step *s)
{
	return &row->value[s->column].text;
}

static const char *run_default(struct cleaning *row, const struct step *s)
{
	struct str *t = cell_of(row, s);

	if (!str_trim(*t).n)
		*t = s->text;
	return NULL;
}

static const char *bind_strip(struct plan *p, struct step *s, struct str argument)
{
	(void)p;
	s->at_start = argument.n > 1 && argument.p[0] == '^';
	if (s->at_start)
		s->text = (struct str){ argument.p + 1, argument.n - 1 };
	else if (argument.n > 1 && argument.p[argument.n - 1] == '$')
		s->text = (struct str){ argument.p, argument.n - 1 };
	else
		return "say ^TEXT for the start of the cell or TEXT$ for its end";
	return NULL;
}

static const char *run_strip(struct cleaning *row, const struct step *s)
{
	struct str t = str_trim(*cell_of(row, s));
	size_t at = s->at_start ? 0 : t.n - s->text.n;

	if (t.n < s->text.n || memcmp(t.p + at, s->text.p, s->text.n) != 0)
		return NULL;
	t.n -= s->text.n;
	t.p += s->at_start ? s->text.n : 0;
	*cell_of(row, s) = t;
	return NULL;
}

/* Bytes of the blank that s begins with: ASCII, no-break (U+00A0, U+202F), ideographic (U+3000), zero width (U+200B,
 * U+FEFF); 0 when it begins with none. */
static size_t blank_at(struct str s)
{
	static const char *const blanks[] = { "\xC2\xA0", "\xE2\x80\xAF", "\xE3\x80\x80",
		                              "\xE2\x80\x8B", "\xEF\xBB\xBF" };

	if ((signed char)*s.p >= 0)
		return *s.p == ' ' || (*s.p >= '\t' && *s.p <= '\r');
	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++)
		if (s.n >= strlen(blanks[i]) && memcmp(s.p, blanks[i], strlen(blanks[i])) == 0)
			return strlen(blanks[i]);
	return 0;
}

/* Whether eight bytes are ASCII without control bytes, and no two blanks of them stand together. */
static bool single_blanks(uint64_t x)
{
	uint64_t blank = eight_same(x, ' ');
	uint64_t high = x | ((x - eight_of(' ')) & ~x); /* its highest bits: beyond ASCII, or below a blank */

	return !((high & eight_of('\x80')) | (blank & blank >> 8));
}

/* ASCII with single blanks between words: most cells. Words of eight bytes that overlap see all neighbours. */
static bool is_trim(struct str t)
{
	if (!t.n || t.p[0] == ' ' || t.p[t.n - 1] == ' ')
		return false;
	if (t.n < 8)
		return single_blanks(eight_tail(t) | eight_of('x') >> 8 * t.n);
	for (size_t i = 0; i + 8 < t.n; i += 7)
		if (!single_blanks(eight_load(t.p + i)))
			return false;
	return single_blanks(eight_load(t.p + t.n - 8));
}

static const char *run_trim(struct cleaning *row, const struct step *s)
{
	struct str t = *cell_of(row, s);
	char *p;
	size_t n = 0, blank;
	bool gap = false;

	if (!t.n || is_trim(t))
		return NULL;
	if (is_trim(str_trim(t))) {
		*cell_of(row, s) = str_trim(t);
		return NULL;
	}
	p = row_room(row, t.n);
	for (size_t i = 0; i < t.n; i += blank ? blank : 1) {
		blank = blank_at((struct str){ t.p + i, t.n - i });
		if (!blank) {
			if (gap && n)
				p[n++] = ' ';
			p[n++] = t.p[i];
		}
		gap = blank != 0;
	}
	*cell_of(row, s) = (struct str){ p, n };
	return NULL;
}

static const char *bind_case(struct plan *p, struct step *s, struct str argument)
{
	(void)p;
	s->text = argument;
	return str_is(argument, "lower") || str_is(argument, "upper") || str_is(argument, "title")
	               ? NULL
	               : "say lower, upper or title";
}

static const char *run_case(struct cleaning *row, const struct step *s)
{
	struct str t = *cell_of(row, s);
	char *p = row_room(row, 4 * t.n + 4);
	size_t n = 0;
	bool inside = false; /* a word */

	for (size_t i = 0; i < t.n;) {
		utf8proc_int32_t c;
		utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)t.p + i,
		                                         (utf8proc_ssize_t)(t.n - i), &c);

		if (step <= 0)
			return "not UTF-8";
		i += (size_t)step;
		if (s->text.p[0] == 'u')
			c = utf8proc_toupper(c);
		else if (s->text.p[0] == 'l' || inside)
			c = utf8proc_tolower(c);
		else
			c = utf8proc_totitle(c);
		inside = c == '\'' || utf8proc_category(c) <= UTF8PROC_CATEGORY_ME;
		n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)p + n);
	}
	*cell_of(row, s) = (struct str){ p, n };
	return NULL;
}

static const char *run_nfc(struct cleaning *row, const struct step *s)
{
	struct str t = *cell_of(row, s);
	utf8proc_uint8_t *made;
	utf8proc_ssize_t n;
	size_t i = 0;
	char *p;

	while (i < t.n && (signed char)t.p[i] >= 0)
		i++;
	if (i == t.n)
		return NULL;
	n = utf8proc_map((const utf8proc_uint8_t *)t.p, (utf8proc_ssize_t)t.n, &made,
	                 UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n < 0)
		return "cannot be normalised";
	p = row_room(row, (size_t)n);
	memcpy(p, made, (size_t)n);
	free(made);
	*cell_of(row, s) = (struct str){ p, (size_t)n };
	return NULL;
}

static const char *bind_words(struct plan *p, struct step *s, struct str argument)
{
	s->own = words_of(p, argument);
	return argument.n ? NULL : "this rule needs an argument";
}

static const char *run_null(struct cleaning *row, const struct step *s)
{
	const struct words *w = s->own;
	struct str t = str_trim(*cell_of(row, s));

	for (size_t i = 0; i < w->n; i++)
		if (str_eq(t, w->word[i]))
			*cell_of(row, s) = (struct str){ 0 };
	return NULL;
}

static const char *bind_map(struct plan *p, struct step *s, struct str argument)
{
	const struct words *w;

	bind_words(p, s, argument);
	w = s->own;
	for (size_t i = 0; i < w->n; i++)
		if (!memchr(w->word[i].p, '=', w->word[i].n))
			return "say OLD=NEW,OLD=NEW";
	return w->n ? NULL : "say OLD=NEW,OLD=NEW";
}

static const char *run_map(struct cleaning *row, const struct step *s)
{
	const struct words *w = s->own;
	struct str t = str_trim(*cell_of(row, s));

	for (size_t i = 0; i < w->n; i++) {
		struct str now = w->word[i], old;

		str_split(&now, '=', &old);
		if (!str_eq(t, old))
			continue;
		*cell_of(row, s) = now;
		return NULL;
	}
	return NULL;
}

/* COLUMN,N,SEP: the N-th part of COLUMN. */
static const char *bind_split(struct plan *p, struct step *s, struct str argument)
{
	struct str column = { 0 }, part = { 0 };

	str_split(&argument, ',', &column);
	str_split(&argument, ',', &part);
	s->other[0] = plan_find(p, str_trim(column));
	s->text = argument.n ? argument : str_of(" ");
	if (part.n != 1 || part.p[0] < '1' || part.p[0] > '9' || s->text.n != 1)
		return "say COLUMN,N,C for the N-th part of COLUMN, parts being separated by C";
	s->others = (size_t)(part.p[0] - '0');
	return s->other[0] == SIZE_MAX ? "no such column" : NULL;
}

static const char *run_split(struct cleaning *row, const struct step *s)
{
	struct str rest = row->value[s->other[0]].text, part = { 0 };

	for (size_t i = 0; i < s->others; i++)
		if (!str_split(&rest, s->text.p[0], &part))
			part = (struct str){ 0 };
	*cell_of(row, s) = str_trim(part);
	return NULL;
}

static const char *bind_several(struct plan *p, struct step *s, struct str argument)
{
	return bind_columns(p, s, argument, (struct named){ 1, STEP_COLUMNS, false, false });
}

static const char *run_join(struct cleaning *row, const struct step *s)
{
	size_t n = 0, room = 0;
	char *p;

	for (size_t i = 0; i < s->others; i++)
		room += row->value[s->other[i]].text.n + 1;
	p = row_room(row, room);
	for (size_t i = 0; i < s->others; i++) {
		struct str part = str_trim(row->value[s->other[i]].text);

		if (!part.n)
			continue;
		if (n)
			p[n++] = ' ';
		memcpy(p + n, part.p, part.n);
		n += part.n;
	}
	*cell_of(row, s) = (struct str){ p, n };
	return NULL;
}

static const char *run_first_of(struct cleaning *row, const struct step *s)
{
	struct str *t = cell_of(row, s);

	*t = (struct str){ 0 };
	for (size_t i = 0; i < s->others && !str_trim(*t).n; i++)
		*t = row->value[s->other[i]].text;
	return NULL;
}

const struct rule_kind shape_kinds[] = {
	{ "null", "TEXT,TEXT", "what stands for a missing value", STAGE_SHAPE, .bind = bind_words,
	  .run = run_null },
	{ "strip", "^TEXT or TEXT$", "takes TEXT off the start or the end of the cell", STAGE_SHAPE,
	  .bind = bind_strip, .run = run_strip },
	{ "trim", "", "no blanks at the ends, one between words; no-break and zero-width blanks too",
	  STAGE_SHAPE, .bind = bind_none, .run = run_trim },
	{ "case", "lower, upper or title", "changes letters of any script", STAGE_SHAPE,
	  .bind = bind_case, .run = run_case },
	{ "nfc", "", "composed Unicode: an accent is part of its letter", STAGE_SHAPE,
	  .bind = bind_none, .run = run_nfc },
	{ "map", "OLD=NEW,OLD=NEW", "values under other names; those not named stay", STAGE_SHAPE,
	  .bind = bind_map, .run = run_map },
	{ "default", "TEXT", "what an empty cell stands for", STAGE_SHAPE, .makes = true,
	  .bind = bind_text, .run = run_default },
	{ "split", "COLUMN,N,C", "makes the column: the N-th part of COLUMN, cut at each C",
	  STAGE_SHAPE, .makes = true, .bind = bind_split, .run = run_split },
	{ "join", "A,B,...", "makes the column: the texts with a blank between them", STAGE_SHAPE,
	  .makes = true, .bind = bind_several, .run = run_join },
	{ "first-of", "A,B,...", "makes the column: the first of these that is not empty",
	  STAGE_SHAPE, .makes = true, .bind = bind_several, .run = run_first_of },
	{ 0 },
};
