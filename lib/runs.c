/* runs - sorted pieces of a table of records by key, merged into one. */
#include "runs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "eight.h"
#include "memory.h"
#include "order.h"
#include "varint.h"

/* An entry: bytes of its key and of its records, then both. */

void run_add(struct run *r, struct str key, struct str records)
{
	size_t most = 2 * VARINT_MOST + key.n + records.n;
	struct piece *piece = r->n ? r->part[r->n - 1].piece : NULL;
	char *p, *at;

	if (!piece || piece->room - piece->n < most || (r->part_most && piece->n + most > r->part_most)) {
		if (r->n == r->room) {
			r->room = r->room ? 2 * r->room : 4;
			r->part = memory_resize(r->part, r->room, sizeof(*r->part));
		}
		piece = pieces_get(r->pieces, most);
		r->part[r->n++] =
			(struct run_part){ .piece = piece, .key_at = r->firsts.n, .key_n = key.n };
		buf_str(&r->firsts, key);
	}
	at = piece->p + piece->n;
	p = varint_put(varint_put(at, key.n), records.n);
	if (key.n)
		memcpy(p, key.p, key.n);
	if (records.n)
		memcpy(p + key.n, records.p, records.n);
	most = (size_t)(p - at) + key.n + records.n;
	piece->n += most;
	r->part[r->n - 1].bytes = piece->n;
	r->bytes += most;
}

int run_file(void)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	size_t n;
	int fd;

	if (!folder || !*folder)
		folder = "/tmp";
	n = strlen(folder);
	if (n + 12 > sizeof(path))
		return errno = ENAMETOOLONG, -1;
	memcpy(path, folder, n);
	memcpy(path + n, "/seg-XXXXXX", 12);
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

static int write_all(int file, const char *p, size_t n, uint64_t *at)
{
	while (n) {
		ssize_t wrote = pwrite(file, p, n, (off_t)*at);

		if (wrote < 0 && errno != EINTR)
			return errno;
		if (wrote > 0) {
			p += wrote;
			n -= (size_t)wrote;
			*at += (uint64_t)wrote;
		}
	}
	return 0;
}

int run_spill(struct run *r, int file, uint64_t *at)
{
	r->file = file;
	for (size_t i = 0; i < r->n; i++) {
		struct run_part *part = &r->part[i];
		int error;

		if (!part->piece)
			continue;
		part->at = *at;
		error = write_all(file, part->piece->p, part->bytes, at);
		pieces_put(r->pieces, part->piece);
		part->piece = NULL;
		if (error)
			return error;
	}
	return 0;
}

void run_release(struct run *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->part[i].piece)
			pieces_put(r->pieces, r->part[i].piece);
	free(r->part);
	buf_release(&r->firsts);
	*r = (struct run){ .file = -1 };
}

static struct str first_of(const struct run *r, size_t part)
{
	return (struct str){ r->firsts.p + r->part[part].key_at, r->part[part].key_n };
}

size_t runs_split(const struct run *run, size_t runs, size_t n, struct str **keys)
{
	size_t parts = 0, made = 0, *order;
	struct str *first, *out;

	for (size_t i = 0; i < runs; i++)
		parts += run[i].n;
	first = memory_get(parts, sizeof(*first));
	order = memory_get(parts, sizeof(*order));
	out = memory_get(n, sizeof(*out));
	parts = 0;
	for (size_t i = 0; i < runs; i++)
		for (size_t k = 0; k < run[i].n; k++)
			first[parts++] = first_of(&run[i], k);
	order_keys(order, first, parts);
	for (size_t i = 1; i < n && parts; i++) {
		struct str key = first[order[i * parts / n]];

		if (key.n && (!made || !str_eq(key, out[made - 1])))
			out[made++] = key;
	}
	free(first);
	free(order);
	*keys = out;
	return made;
}

/* Where reading a run has come to. */
struct cursor {
	const struct run *run;
	size_t part;         /* the next one */
	struct buf window;   /* a part that was in the file */
	const char *p, *end; /* in the part */
	struct str key, records;
	uint64_t first; /* bytes of the key, most significant first: compared before the rest */
};

/* What waits its turn: `first` is the cursor's, at hand. */
struct turn {
	uint64_t first;
	struct cursor *c;
};

struct merge {
	struct cursor *cursor;
	struct turn *heap; /* the least key on top */
	size_t n, waiting;
	struct str to;
	uint64_t to_first; /* of its bytes, as in struct cursor */
	bool bounded;
	int failed;
	bool held;    /* the entry on top was given out, and stays there until the next; or: */
	size_t taken; /* cursors whose entries were given out together: they stand in `out` */
	struct cursor **out;
	struct buf joined; /* records of a key that stood in several runs */
};

/* Goes to the beginning of the next part; false at the end and on a failure. */
static bool open_part(struct merge *m, struct cursor *c)
{
	const struct run_part *part = &c->run->part[c->part];

	if (c->part == c->run->n)
		return false;
	c->part++;
	c->p = part->piece ? part->piece->p : NULL;
	if (!part->piece) {
		buf_clear(&c->window);
		buf_reserve(&c->window, part->bytes);
		while (c->window.n < part->bytes) {
			ssize_t got = pread(c->run->file, c->window.p + c->window.n,
			                    part->bytes - c->window.n, (off_t)(part->at + c->window.n));

			if (got < 0 && errno == EINTR)
				continue;
			if (got <= 0) {
				m->failed = got < 0 ? errno : EIO;
				return false;
			}
			c->window.n += (size_t)got;
		}
		c->p = c->window.p;
	}
	c->end = c->p + part->bytes;
	return true;
}

/* Steps to the next entry; false at the end or on a failure. */
static bool cursor_next(struct merge *m, struct cursor *c)
{
	if (c->p == c->end && !open_part(m, c))
		return false;
	c->key.n = varint_take(&c->p);
	c->records.n = varint_take(&c->p);
	c->key.p = c->p;
	c->records.p = c->p + c->key.n;
	c->p = c->records.p + c->records.n;
	__builtin_prefetch(c->p + 64); /* of all runs that are read, none is in the caches for long */
	c->first = eight_head(c->key);
	return !m->bounded || c->first < m->to_first ||
	       (c->first == m->to_first && str_cmp(c->key, m->to) < 0);
}

/* Goes to the first entry that is not before `from`. */
static bool cursor_begin(struct merge *m, struct cursor *c, const struct str *from)
{
	size_t least = 0, most = c->run->n;

	while (from && least < most) {
		size_t middle = (least + most) / 2;

		if (str_cmp(first_of(c->run, middle), *from) <= 0)
			least = middle + 1;
		else
			most = middle;
	}
	c->part = least ? least - 1 : 0;
	while (cursor_next(m, c))
		if (!from || str_cmp(c->key, *from) >= 0)
			return true;
	return false;
}

static bool before(const struct turn *a, const struct turn *b)
{
	int order;

	if (a->first != b->first)
		return a->first < b->first;
	order = str_cmp(a->c->key, b->c->key);
	return order ? order < 0 : a->c < b->c;
}

static void heap_push(struct merge *m, struct cursor *c)
{
	struct turn t = { c->first, c };
	size_t i = m->waiting++;

	for (; i > 0 && before(&t, &m->heap[(i - 1) / 2]); i = (i - 1) / 2)
		m->heap[i] = m->heap[(i - 1) / 2];
	m->heap[i] = t;
}

/* Puts t in place of the top. */
static void heap_sink(struct merge *m, struct turn t)
{
	size_t i = 0, child;

	while ((child = 2 * i + 1) < m->waiting) {
		child += child + 1 < m->waiting && before(&m->heap[child + 1], &m->heap[child]);
		if (!before(&m->heap[child], &t))
			break;
		m->heap[i] = m->heap[child];
		i = child;
	}
	m->heap[i] = t;
}

/* Takes the top away. */
static void heap_pop(struct merge *m)
{
	m->waiting--;
	if (m->waiting)
		heap_sink(m, m->heap[m->waiting]);
}

struct merge *merge_open(const struct run *run, size_t n, const struct str *from, const struct str *to)
{
	struct merge *m = memory_zero(1, sizeof(*m));

	m->cursor = memory_zero(n, sizeof(*m->cursor));
	m->heap = memory_get(n, sizeof(*m->heap));
	m->out = memory_get(n, sizeof(struct cursor *));
	m->n = n;
	m->bounded = to != NULL;
	if (to) {
		m->to = *to;
		m->to_first = eight_head(*to);
	}
	for (size_t i = 0; i < n; i++) {
		m->cursor[i] = (struct cursor){ .run = &run[i] };
		if (cursor_begin(m, &m->cursor[i], from))
			heap_push(m, &m->cursor[i]);
	}
	return m;
}

/* What was given out steps on. */
static void step(struct merge *m)
{
	struct cursor *top = m->held ? m->heap[0].c : NULL;

	if (top && cursor_next(m, top))
		heap_sink(m, (struct turn){ top->first, top });
	else if (top)
		heap_pop(m);
	for (size_t i = 0; i < m->taken; i++)
		if (cursor_next(m, m->out[i]))
			heap_push(m, m->out[i]);
	m->held = false;
	m->taken = 0;
}

static bool has_key(const struct turn *t, uint64_t first, struct str key)
{
	return t->first == first && str_eq(t->c->key, key);
}

/* Whether the key on top stands in one run only. */
static bool is_alone(const struct merge *m)
{
	const struct turn *top = m->heap;

	return !(m->waiting > 1 && has_key(top + 1, top->first, top->c->key)) &&
	       !(m->waiting > 2 && has_key(top + 2, top->first, top->c->key));
}

bool merge_next(struct merge *m, struct str *key, struct str *records, int *failed)
{
	uint64_t first;

	step(m);
	*failed = m->failed;
	if (!m->waiting || m->failed)
		return false;
	*key = m->heap[0].c->key;
	*records = m->heap[0].c->records;
	m->held = is_alone(m);
	if (m->held)
		return true;
	first = m->heap[0].first;
	buf_clear(&m->joined);
	while (m->waiting && has_key(m->heap, first, *key)) {
		buf_str(&m->joined, m->heap[0].c->records);
		m->out[m->taken++] = m->heap[0].c;
		heap_pop(m);
	}
	*records = buf_view(&m->joined);
	return true;
}

void merge_close(struct merge *m)
{
	for (size_t i = 0; i < m->n; i++)
		buf_release(&m->cursor[i].window);
	free(m->cursor);
	free(m->heap);
	free(m->out);
	buf_release(&m->joined);
	free(m);
}
