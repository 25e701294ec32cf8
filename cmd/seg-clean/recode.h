/* recode - the bytes of a file as UTF-8 with line feeds, whatever they were. */
#ifndef SEG_CLEAN_RECODE_H
#define SEG_CLEAN_RECODE_H

#include <iconv.h>

#include "buf.h"
#include "source.h"

struct recode {
	const char *told; /* of --encoding, or NULL: UTF-8, or UTF-16 where a byte order mark says so */
	size_t file;      /* the one that the rest is about, counted from 1 */
	bool converts, old_mac; /* lines end in CR alone */
	iconv_t how;
	struct buf raw, ready; /* bytes before and after conversion */
};

/* An encoding that iconv does not know is wrong usage. */
void recode_init(struct recode *r, const char *told);

/* As source_read. A byte that is none of the encoding becomes NUL, so that it costs its row. */
size_t recode_read(struct recode *r, struct source *source, char *p, size_t n);

void recode_release(struct recode *r);

#endif
