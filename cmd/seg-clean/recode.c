/* recode - the bytes of a file as UTF-8 with line feeds, whatever they were. */
#include "recode.h"

#include <errno.h>
#include <strings.h>

#include "diag.h"

#define CHUNK (64 * 1024)

void recode_init(struct recode *r, const char *told)
{
	if (told && strcasecmp(told, "utf-8") != 0 && strcasecmp(told, "utf8") != 0)
		r->told = told;
	if (!r->told)
		return;
	r->how = iconv_open("UTF-8", told);
	if (r->how == (iconv_t)-1)
		die_usage("--encoding: iconv knows no %s; iconv --list names them",
		          quote_text(told).text);
	iconv_close(r->how);
}

static void stop(struct recode *r)
{
	if (r->converts)
		iconv_close(r->how);
	r->converts = false;
	buf_clear(&r->raw);
	buf_clear(&r->ready);
}

static void start(struct recode *r, const char *encoding)
{
	r->how = iconv_open("UTF-8", encoding);
	if (r->how == (iconv_t)-1)
		die(STATUS_SYSTEM, "iconv: %s: %s", encoding, strerror(errno));
	r->converts = true;
}

/* What stands in raw, as far as its characters are whole, goes to ready. */
static void convert(struct recode *r, bool last)
{
	char *in = r->raw.p;
	size_t left = r->raw.n;

	while (left) {
		char *out;
		size_t room;

		buf_reserve(&r->ready, 4 * left + 16);
		out = r->ready.p + r->ready.n;
		room = r->ready.room - r->ready.n;
		errno = 0;
		iconv(r->how, &in, &left, &out, &room);
		r->ready.n = (size_t)(out - r->ready.p);
		if (!left || errno == E2BIG)
			continue;
		if (errno == EINVAL && !last)
			break;
		buf_char(&r->ready, '\0');
		in++, left--;
	}
	memmove(r->raw.p, in, left);
	r->raw.n = left;
}

static size_t read_converted(struct recode *r, struct source *source, char *p, size_t n)
{
	bool more = true;

	while (more && r->ready.n < n) {
		size_t got;

		buf_reserve(&r->raw, CHUNK);
		got = source_read(source, r->raw.p + r->raw.n, CHUNK);
		r->raw.n += got;
		more = got == CHUNK;
		convert(r, !more);
	}
	if (n > r->ready.n)
		n = r->ready.n;
	if (!n)
		return 0;
	memcpy(p, r->ready.p, n);
	r->ready.n -= n;
	memmove(r->ready.p, r->ready.p + n, r->ready.n);
	return n;
}

/* The byte order mark of UTF-16 decides. */
static const char *marked_utf16(const char *p, size_t n)
{
	if (n < 2)
		return NULL;
	return memcmp(p, "\xFF\xFE", 2) == 0   ? "UTF-16LE"
	       : memcmp(p, "\xFE\xFF", 2) == 0 ? "UTF-16BE"
	                                       : NULL;
}

static size_t first_read(struct recode *r, struct source *source, char *p, size_t n)
{
	struct quoted file = shown(str_of(source_name(source, source->at)));
	const char *marked;
	size_t got;

	stop(r);
	r->file = source->at + 1;
	r->old_mac = false;
	if (r->told) {
		start(r, r->told);
		got = read_converted(r, source, p, n);
	} else {
		got = source_read(source, p, n);
		marked = marked_utf16(p, got);
		if (marked) {
			note("%s: %s, as its byte order mark says (--encoding chooses)", file.text,
			     marked);
			start(r, marked);
			buf_bytes(&r->raw, p, got);
			convert(r, got < n);
			got = read_converted(r, source, p, n);
		}
	}
	if (got && memchr(p, '\r', got) && !memchr(p, '\n', got)) {
		note("%s: lines end in CR alone, as on old Macs", file.text);
		r->old_mac = true;
	}
	return got;
}

size_t recode_read(struct recode *r, struct source *source, char *p, size_t n)
{
	size_t got;

	if (r->file != source->at + 1)
		got = first_read(r, source, p, n);
	else if (r->converts)
		got = read_converted(r, source, p, n);
	else
		got = source_read(source, p, n);
	for (size_t i = 0; r->old_mac && i < got; i++)
		if (p[i] == '\r')
			p[i] = '\n';
	return got;
}

void recode_release(struct recode *r)
{
	stop(r);
	buf_release(&r->raw);
	buf_release(&r->ready);
}
