/* ordered - rules that look over rows in their order: one worker does them all, and they remember. */
#include <stdio.h>
#include <stdlib.h>

#include "kinds.h"
#include "map.h"
#include "num.h"

/* What the rows before had: keys in the order they came, and a text or a line for each. */
struct seen {
	struct map map;
	struct arena keep;
	size_t *line;
	struct str *text;
	size_t room;
	struct buf key, last;
	struct exact amount;
	struct value before;
	bool any;
	char message[160];
};

static struct seen *seen_new(struct plan *p, struct step *s)
{
	return s->own = ARENA_NEW(p->keep, struct seen);
}

static void release_seen(struct step *s)
{
	struct seen *seen = s->own;

	map_release(&seen->map);
	arena_release(&seen->keep);
	free(seen->line);
	free(seen->text);
	buf_release(&seen->key);
	buf_release(&seen->last);
	*seen = (struct seen){ 0 };
}

/* The number of a key; a new one is the largest. */
static size_t seen_at(struct seen *seen, struct str key, bool *new)
{
	uint64_t hash = map_hash(key);
	size_t i = map_find(&seen->map, key, hash);

	*new = i == MAP_NONE;
	if (!*new)
		return i;
	i = map_add(&seen->map, arena_str(&seen->keep, key), hash);
	if (i >= seen->room) {
		seen->room = seen->room ? 2 * seen->room : 64;
		seen->line = memory_resize(seen->line, seen->room, sizeof(*seen->line));
		seen->text = memory_resize(seen->text, seen->room, sizeof(*seen->text));
	}
	return i;
}

static const char *bind_fill_down(struct plan *p, struct step *s, struct str argument)
{
	seen_new(p, s);
	return bind_columns(p, s, argument, (struct named){ 1, STEP_COLUMNS, false, false });
}

/* The last value above, under the same key: keys must stand together. */
static const char *run_fill_down(struct cleaning *row, const struct step *s)
{
	struct seen *seen = s->own;
	struct value *v = &row->value[s->column];
	struct str above = buf_view(&seen->last);
	struct buf key = { 0 };
	bool same;

	row_key(row, s->other, s->others, &key);
	same = seen->any && str_eq(buf_view(&key), buf_view(&seen->key));
	if (!same) {
		buf_clear(&seen->key);
		buf_str(&seen->key, buf_view(&key));
		seen->any = true;
	}
	buf_release(&key);
	if (same && !v->text.n && above.n) {
		char *p = row_room(row, above.n);

		memcpy(p, above.p, above.n);
		v->text = (struct str){ p, above.n };
	} else if (!same || v->text.n) {
		buf_clear(&seen->last);
		buf_str(&seen->last, v->text);
	}
	return NULL;
}

static const char *bind_unique(struct plan *p, struct step *s, struct str argument)
{
	seen_new(p, s);
	s->other[s->others++] = s->column;
	return argument.n ? "this rule takes no argument" : NULL;
}

static const char *bind_key(struct plan *p, struct step *s, struct str argument)
{
	seen_new(p, s);
	return bind_columns(p, s, argument, (struct named){ 1, STEP_COLUMNS, false, false });
}

static const char *bind_seen(struct plan *p, struct step *s, struct str argument)
{
	seen_new(p, s);
	return bind_none(p, s, argument);
}

static const char *run_unique(struct cleaning *row, const struct step *s)
{
	struct seen *seen = s->own;
	bool new;
	size_t i;

	if (!row_key(row, s->others ? s->other : NULL, s->others ? s->others : row->plan->columns,
	             &seen->key))
		return NULL;
	i = seen_at(seen, buf_view(&seen->key), &new);
	if (new) {
		seen->line[i] = row->line;
		return NULL;
	}
	snprintf(seen->message, sizeof(seen->message), "the same as in line %zu", seen->line[i]);
	return seen->message;
}

/* Every row with the same key has the same value here. */
static const char *run_one_per(struct cleaning *row, const struct step *s)
{
	struct seen *seen = s->own;
	struct str t = row->value[s->column].text;
	bool new;
	size_t i;

	if (!t.n || !row_key(row, s->other, s->others, &seen->key))
		return NULL;
	i = seen_at(seen, buf_view(&seen->key), &new);
	if (new) {
		seen->line[i] = row->line;
		seen->text[i] = arena_str(&seen->keep, t);
	}
	if (str_eq(seen->text[i], t))
		return NULL;
	snprintf(seen->message, sizeof(seen->message),
	         "another than in line %zu, under the same key", seen->line[i]);
	return seen->message;
}

static const char *run_sequential(struct cleaning *row, const struct step *s)
{
	struct seen *seen = s->own;
	struct value *v = &row->value[s->column];
	struct exact x, before = seen->amount;
	bool first = !seen->any;

	if (!v->text.n)
		return NULL;
	if (!exact_parse(v->text, &x))
		return "not a number";
	seen->amount = x;
	seen->any = true;
	return first || x.units == before.units + EXACT_ONE ? NULL
	                                                    : "not one more than in the row before";
}

static const char *run_ascending(struct cleaning *row, const struct step *s)
{
	struct seen *seen = s->own;
	const struct value *v = &row->value[s->column];
	bool falls;

	if (!v->text.n)
		return NULL;
	falls = seen->any && value_compare(v, &seen->before) < 0;
	buf_clear(&seen->last);
	buf_str(&seen->last, v->text);
	seen->before = *v;
	seen->before.text = buf_view(&seen->last);
	seen->any = true;
	return falls ? "less than in the row before" : NULL;
}

const struct rule_kind ordered_kinds[] = {
	{ "fill-down", "KEY", "an empty cell takes the value above it, where KEY is the same", STAGE_SHAPE,
	  .bind = bind_fill_down, .run = run_fill_down, .ordered = true, .release = release_seen },
	{ "unique", "", "no value twice: later rows are rejected", STAGE_OVER, .bind = bind_unique,
	  .run = run_unique, .ordered = true, .release = release_seen },
	{ "key", "A,B,...", "for the column *: these columns together are unique", STAGE_OVER,
	  .whole = true, .bind = bind_key, .run = run_unique, .ordered = true, .release = release_seen },
	{ "one-per", "KEY", "rows of the same KEY have one value: an order has one customer",
	  STAGE_OVER, .bind = bind_key, .run = run_one_per, .ordered = true, .release = release_seen },
	{ "sequential", "", "each number is one more than the one before", STAGE_OVER,
	  .bind = bind_seen, .run = run_sequential, .ordered = true, .release = release_seen },
	{ "ascending", "", "never less than in the row before: a number, a date or a text", STAGE_OVER,
	  .bind = bind_seen, .run = run_ascending, .ordered = true, .release = release_seen },
	{ "duplicate-row", "", "for the column *: no row is in all cells like one before", STAGE_OVER,
	  .whole = true, .bind = bind_seen, .run = run_unique, .ordered = true, .release = release_seen },
	{ 0 },
};
