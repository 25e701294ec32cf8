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

/* A row's key and record behind others, and taken off again. */
static void row_put(struct buf *b, struct str key, struct str record)
{
	size_t n[2] = { key.n, record.n };

	buf_bytes(b, (const char *)n, sizeof(n));
	buf_str(b, key);
	buf_str(b, record);
}

static bool row_take(const struct buf *b, size_t *at, struct group *out)
{
	size_t n[2];

	if (*at >= b->n)
		return false;
	memcpy(n, b->p + *at, sizeof(n));
	out->key = (struct str){ b->p + *at + sizeof(n), n[0] };
	out->records = (struct str){ out->key.p + n[0], n[1] };
	*at += sizeof(n) + n[0] + n[1];
	return true;
}

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
	const struct partition_row *row = (const struct partition_row *)h->rows.p;

	for (size_t i = 0; i < n; i++)
		row_put(&b->out, row[i].key, (struct str){ h->records.p + row[i].at, row[i].bytes });
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
	struct group row;

	input_done(st->in, b);
	if (st->s->kind->done)
		st->s->kind->done(st->s->job, b);
	for (size_t at = 0; row_take(&b->out, &at, &row);) {
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
