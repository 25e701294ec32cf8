/* rejects - the rows that were taken out, each with where and why. */
#include "rejects.h"

/* As a cell; a NUL byte, which no TSV can hold, as its picture U+2400. */
static void put(struct buf *out, struct str text)
{
	for (;;) {
		const char *nul = text.n ? memchr(text.p, '\0', text.n) : NULL;
		size_t n = nul ? (size_t)(nul - text.p) : text.n;

		tsv_put(out, (struct str){ text.p, n });
		if (!nul)
			return;
		buf_text(out, "\xE2\x90\x80");
		text.p += n + 1;
		text.n -= n + 1;
	}
}

static void put_line(struct buf *out, struct place at, const struct str cells[4], struct str record)
{
	put(out, str_of(at.file));
	buf_printf(out, "\t%zu\t", at.line);
	for (int i = 0; i < 4; i++) {
		put(out, cells[i]);
		buf_char(out, '\t');
	}
	put(out, record);
	buf_char(out, '\n');
}

void reject_record(struct buf *out, struct place at, const char *message, struct str record)
{
	put_line(out, at, (struct str[4]){ { 0 }, str_of("record"), { 0 }, str_of(message) }, record);
}

void reject_finding(struct buf *out, struct place at, const struct plan *p, const struct finding *f,
                    struct str record)
{
	struct str column = f->step->column == SIZE_MAX ? str_of("*") : p->column[f->step->column].name;

	put_line(out, at,
	         (struct str[4]){ column, str_of(f->step->kind->name), f->value, str_of(f->message) },
	         record);
}
