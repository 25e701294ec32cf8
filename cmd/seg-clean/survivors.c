/* survivors - of the rows with the same key one is kept: --key, --keep, --dupes. */
#include "survivors.h"

#include <stdlib.h>

#include "diag.h"

#define NO_GROUP UINT32_MAX /* so many keys would not fit into any memory */

struct survivor {
	int64_t rank;
	size_t row, line;
};

static size_t column_of(const struct plan *p, const char *option, struct str name)
{
	size_t c = plan_find(p, str_trim(name));

	if (c == SIZE_MAX)
		die_usage("--%s: no column %s", option, quote(name).text);
	return c;
}

static bool is_date(const struct plan *p, size_t column)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].column == column && p->step[i].type && p->step[i].type->dates)
			return true;
	return false;
}

void survivors_init(struct survivors *s, struct plan *p, const struct survivors_told *told)
{
	struct str rest = str_of(told->key ? told->key : ""), name,
		   keep = str_of(told->keep ? told->keep : "first");

	if (!told->key && (told->keep || told->dupes))
		die_usage("--keep and --dupes need --key=COLUMNS");
	s->asked = told->key != NULL;
	if (!s->asked)
		return;
	while (str_split(&rest, ',', &name)) {
		if (s->columns == STEP_COLUMNS)
			die_usage("--key: more than %d columns", STEP_COLUMNS);
		s->column[s->columns++] = column_of(p, "key", name);
	}
	if (!s->columns)
		die_usage("--key: no column named");
	if (str_is(keep, "last"))
		s->keep = KEEP_LAST;
	else if (str_is(keep, "fullest"))
		s->keep = KEEP_FULLEST;
	else if (keep.n > 7 && memcmp(keep.p, "newest:", 7) == 0)
		s->keep = KEEP_NEWEST;
	else if (!str_is(keep, "first"))
		die_usage("--keep: not first, last, newest:COLUMN or fullest: %s", quote(keep).text);
	if (s->keep == KEEP_NEWEST) {
		s->by = column_of(p, "keep", (struct str){ keep.p + 7, keep.n - 7 });
		if (!is_date(p, s->by))
			die_usage("--keep: %s is no date: give it the type date or time",
			          shown(p->column[s->by].name).text);
	}
	p->ordered = true;
}

/* Of two rows with one key the higher stays, of equals the first. */
static int64_t rank_of(const struct survivors *s, const struct cleaning *row)
{
	const struct value *v = &row->value[s->by];
	int64_t full = 0;

	switch (s->keep) {
	case KEEP_FIRST:
		return 0;
	case KEEP_LAST:
		return (int64_t)s->rows;
	case KEEP_NEWEST:
		return v->has_moment ? (int64_t)v->moment.day * 86400 + v->moment.second : INT64_MIN;
	case KEEP_FULLEST:
		for (size_t c = 0; c < row->plan->columns; c++)
			full += row->value[c].text.n > 0;
	}
	return full;
}

static void note_group(struct survivors *s, size_t group)
{
	if (s->rows == s->row_room) {
		s->row_room = s->row_room ? 2 * s->row_room : 1024;
		s->group = memory_resize(s->group, s->row_room, sizeof(*s->group));
	}
	s->group[s->rows++] = (uint32_t)group;
}

/* A row for the dupes file: with the line of the one that is kept. */
static void put_lost(struct survivors *s, struct str line, size_t kept)
{
	if (!s->dupes)
		return;
	buf_str(&s->lost, line);
	buf_printf(&s->lost, "\t%zu\n", kept);
}

void survivors_add(struct survivors *s, const struct cleaning *row, struct buf *out, size_t from)
{
	int64_t rank = rank_of(s, row);
	uint64_t hash;
	struct str key;
	size_t i;

	if (!row_key(row, s->column, s->columns, &s->scratch)) {
		note_group(s, NO_GROUP);
		return;
	}
	key = buf_view(&s->scratch);
	hash = map_hash(key);
	i = map_find(&s->map, key, hash);
	if (i == MAP_NONE) {
		i = map_add(&s->map, arena_str(&s->keys, key), hash);
		if (i >= s->best_room) {
			s->best_room = s->best_room ? 2 * s->best_room : 1024;
			s->best = memory_resize(s->best, s->best_room, sizeof(*s->best));
		}
		s->best[i] = (struct survivor){ rank, s->rows, row->line };
	} else {
		s->merged++;
		if (s->keep == KEEP_FIRST) {
			put_lost(s, (struct str){ out->p + from, out->n - from - 1 }, s->best[i].line);
			out->n = from;
			return;
		}
		if (rank > s->best[i].rank)
			s->best[i] = (struct survivor){ rank, s->rows, row->line };
	}
	if (s->keep != KEEP_FIRST)
		note_group(s, i);
}

void survivors_take(struct survivors *s, struct out *out, struct block *b)
{
	struct block rows = { .in = b->out };

	if (s->asked && s->keep != KEEP_FIRST) {
		spool_put(&s->spool, &rows);
		buf_clear(&b->out);
		return;
	}
	out_take(out, &b->out);
	if (s->dupes)
		out_take(s->dupes, &s->lost);
}

void survivors_write(struct survivors *s, struct out *out)
{
	struct block b = { 0 };
	struct str rest, line;
	size_t row = 0;

	if (!s->asked || s->keep == KEEP_FIRST)
		return;
	detail("%llu rows waited in a temporary file until the last of their key was seen",
	       (unsigned long long)s->rows);
	spool_rewind(&s->spool);
	while (spool_fill(&s->spool, &b)) {
		rest = buf_view(&b.in);
		while (str_split(&rest, '\n', &line)) {
			size_t group = s->group[row];

			if (group == NO_GROUP || s->best[group].row == row)
				out_write(out, (struct str){ line.p, line.n + 1 });
			else
				put_lost(s, line, s->best[group].line);
			row++;
		}
		if (s->dupes)
			out_take(s->dupes, &s->lost);
		buf_clear(&b.in);
	}
	buf_release(&b.in);
}

void survivors_forget(struct survivors *s)
{
	map_release(&s->map);
	arena_release(&s->keys);
	spool_close(&s->spool);
	s->map = (struct map){ 0 };
	s->rows = 0;
	s->merged = 0;
	buf_clear(&s->lost);
}

void survivors_release(struct survivors *s)
{
	survivors_forget(s);
	free(s->best);
	free(s->group);
	buf_release(&s->scratch);
	buf_release(&s->lost);
}
