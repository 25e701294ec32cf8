/* runs - sorted pieces of a table of records by key, merged into one. */
#include "runs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "memory.h"

#define READ_BYTES (64 * 1024)

/* Before every entry: bytes of its key and of its records, which follow. */
struct head {
	uint32_t key;
	uint32_t high; /* of the records' bytes */
	uint32_t low;
};

void run_begin(struct run *r, struct str key)
{
	struct head h = { .key = (uint32_t)key.n };

	r->entry = r->bytes.n;
	buf_bytes(&r->bytes, (const char *)&h, sizeof(h));
	buf_str(&r->bytes, key);
}

void run_end(struct run *r)
{
	struct head h;
	uint64_t records;

	memcpy(&h, r->bytes.p + r->entry, sizeof(h));
	records = r->bytes.n - r->entry - sizeof(h) - h.key;
	h.high = (uint32_t)(records >> 32);
	h.low = (uint32_t)records;
	memcpy(r->bytes.p + r->entry, &h, sizeof(h));
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

int run_spill(struct run *r, int file, uint64_t *at)
{
	r->file = file;
	r->from = *at;
	for (size_t done = 0; done < r->bytes.n;) {
		ssize_t wrote = pwrite(file, r->bytes.p + done, r->bytes.n - done, (off_t)*at);

		if (wrote < 0 && errno != EINTR)
			return errno;
		if (wrote > 0) {
			done += (size_t)wrote;
			*at += (uint64_t)wrote;
		}
	}
	r->to = *at;
	buf_release(&r->bytes);
	return 0;
}

void run_fit(struct run *r)
{
	if (!r->bytes.n)
		return;
	r->bytes.p = memory_resize(r->bytes.p, r->bytes.n, 1);
	r->bytes.room = r->bytes.n;
}

void run_release(struct run *r)
{
	buf_release(&r->bytes);
}

/* Where reading a run has come to. */
struct cursor {
	const struct run *run;
	struct buf window; /* of a file: bytes [at - window.n, at) */
	uint64_t at;       /* in the file */
	size_t used;       /* in the window, or in run->bytes */
	struct str key, records;
	uint64_t first; /* bytes of the key, most significant first: compared before the rest */
};

struct merge {
	struct cursor *cursor;
	struct cursor **heap; /* the least key on top */
	size_t n, waiting;
	size_t taken; /* cursors whose entries were given out last: they stand in `out` */
	struct cursor **out;
	struct buf joined; /* records of a key that stood in several runs */
};

/* Makes `bytes` bytes of a file stand in the window. */
static bool window_fill(struct cursor *c, size_t bytes, int *failed)
{
	size_t want, left = c->window.n - c->used;

	if (left >= bytes)
		return true;
	if (left)
		memmove(c->window.p, c->window.p + c->used, left);
	c->window.n = left;
	c->used = 0;
	want = bytes > READ_BYTES ? bytes : READ_BYTES;
	buf_reserve(&c->window, want);
	while (c->window.n < bytes) {
		uint64_t more = c->run->to - c->at;
		size_t take = more < want - c->window.n ? (size_t)more : want - c->window.n;
		ssize_t got = pread(c->run->file, c->window.p + c->window.n, take, (off_t)c->at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			*failed = got < 0 ? errno : EIO;
			return false;
		}
		c->window.n += (size_t)got;
		c->at += (uint64_t)got;
	}
	return true;
}

static bool ended(const struct cursor *c)
{
	return c->run->file < 0 ? c->used == c->run->bytes.n
	                        : c->used == c->window.n && c->at == c->run->to;
}

/* Steps to the next entry; false at the end or on a failure. */
static bool cursor_next(struct cursor *c, int *failed)
{
	bool filed = c->run->file >= 0;
	unsigned char first[8] = { 0 };
	struct head h;
	const char *p;
	size_t records;

	if (ended(c) || (filed && !window_fill(c, sizeof(h), failed)))
		return false;
	memcpy(&h, (filed ? c->window.p : c->run->bytes.p) + c->used, sizeof(h));
	records = (size_t)((uint64_t)h.high << 32 | h.low);
	if (filed && !window_fill(c, sizeof(h) + h.key + records, failed))
		return false;
	p = (filed ? c->window.p : c->run->bytes.p) + c->used + sizeof(h);
	c->key = (struct str){ p, h.key };
	c->records = (struct str){ p + h.key, records };
	c->used += sizeof(h) + h.key + records;
	memcpy(first, p, h.key < 8 ? h.key : 8);
	c->first = 0;
	for (int i = 0; i < 8; i++)
		c->first = c->first << 8 | first[i];
	return true;
}

static bool before(const struct cursor *a, const struct cursor *b)
{
	int order;

	if (a->first != b->first)
		return a->first < b->first;
	order = str_cmp(a->key, b->key);
	return order ? order < 0 : a < b;
}

static void heap_push(struct merge *m, struct cursor *c)
{
	size_t i = m->waiting++;

	for (; i > 0 && before(c, m->heap[(i - 1) / 2]); i = (i - 1) / 2)
		m->heap[i] = m->heap[(i - 1) / 2];
	m->heap[i] = c;
}

/* Puts c where the top is missing. */
static void heap_sink(struct merge *m, struct cursor *c)
{
	size_t i = 0, child;

	while ((child = 2 * i + 1) < m->waiting) {
		if (child + 1 < m->waiting && before(m->heap[child + 1], m->heap[child]))
			child++;
		if (!before(m->heap[child], c))
			break;
		m->heap[i] = m->heap[child];
		i = child;
	}
	if (m->waiting)
		m->heap[i] = c;
}

struct merge *merge_open(struct run *run, size_t n)
{
	struct merge *m = memory_zero(1, sizeof(*m));

	m->cursor = memory_zero(n, sizeof(*m->cursor));
	m->heap = memory_get(n, sizeof(struct cursor *));
	m->out = memory_get(n, sizeof(struct cursor *));
	m->n = n;
	for (size_t i = 0; i < n; i++) {
		m->cursor[i] = (struct cursor){ .run = &run[i], .at = run[i].from };
		m->out[m->taken++] = &m->cursor[i]; /* each is to step to its first entry */
	}
	return m;
}

bool merge_next(struct merge *m, struct str *key, struct str *records, int *failed)
{
	/* Those that were given out step on: the usual one sinks from the top, where it left its place. */
	for (size_t i = 0; i < m->taken; i++)
		if (cursor_next(m->out[i], failed))
			heap_push(m, m->out[i]);
		else if (*failed)
			return false;
	m->taken = 0;
	if (!m->waiting)
		return false;
	*key = m->heap[0]->key;
	*records = m->heap[0]->records;
	do {
		m->out[m->taken++] = m->heap[0];
		m->waiting--;
		heap_sink(m, m->heap[m->waiting]);
	} while (m->waiting && m->heap[0]->first == m->out[0]->first && str_eq(m->heap[0]->key, *key));
	if (m->taken > 1) {
		buf_clear(&m->joined);
		for (size_t i = 0; i < m->taken; i++)
			buf_str(&m->joined, m->out[i]->records);
		*records = buf_view(&m->joined);
	}
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
