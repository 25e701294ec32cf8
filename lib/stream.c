/* stream - groups whose rows stand together, one after the other. */
#include "stream.h"

#include "diag.h"

struct hands {
	struct buf rows, records;
};

/* Workers read rows, the ordered end puts them together. */
struct flow {
	const struct stream *s;
	struct input *in;
	struct buf key, records; /* of the group that is not ended yet */
	bool open;
};

static void let_go(void *job, void *state)
{
	struct hands *h = state;

	(void)job;
	buf_release(&h->rows);
	buf_release(&h->records);
}

static void work(void *job, struct block *b, void *state)
{
	struct flow *st = job;
	struct hands *h = state;
	size_t n = group_rows(st->s->kind, st->s->job, st->in, b, &h->rows, &h->records);
	const struct group_row *row = (const struct group_row *)h->rows.p;

	for (size_t i = 0; i < n; i++)
		group_put(&b->out, row[i].key, (struct str){ h->records.p + row[i].at, row[i].bytes });
}

static void take(struct flow *st)
{
	struct group g = { buf_view(&st->key), buf_view(&st->records) };

	if (st->open)
		st->s->take(st->s->to, &g);
}

static void done(void *job, struct block *b)
{
	struct flow *st = job;
	struct block rows = { .in = b->out };
	struct group row;

	input_done(st->in, b);
	if (st->s->kind->done)
		st->s->kind->done(st->s->job, b);
	for (size_t at = 0; group_next(&rows, &at, &row);) {
		int order = st->open ? str_cmp(buf_view(&st->key), row.key) : -1;

		if (order > 0)
			die(STATUS_INPUT, "--sorted: %s comes after %s; sort the rows with LC_ALL=C sort, or leave --sorted out",
			    quote(row.key).text, quote(buf_view(&st->key)).text);
		if (order < 0) {
			take(st);
			buf_clear(&st->key);
			buf_clear(&st->records);
			buf_str(&st->key, row.key);
			st->open = true;
		}
		buf_str(&st->records, row.records);
	}
}

void stream_run(struct input *in, const struct stream *s)
{
	struct flow st = { .s = s, .in = in };

	blocks_run(&(struct blocks){ .threads = s->threads,
	                             .tally_size = s->kind->tally_size,
	                             .state_size = sizeof(struct hands),
	                             .fill = input_fill,
	                             .from = in,
	                             .work = work,
	                             .done = done,
	                             .merge = let_go,
	                             .job = &st });
	take(&st);
	buf_release(&st.key);
	buf_release(&st.records);
}
