/* cells - where the cells of seg-tsv end, and its lines.
 * Floor 1. As many bytes at a time as the registers of this processor hold. */
#ifndef SEG_CELLS_H
#define SEG_CELLS_H

#include <stddef.h>
#include <stdint.h>

/* Why a block may need a closer look. */
enum cells_odd { CELLS_ODD = 1 /* NUL, CR or backslash */, CELLS_HIGH = 2 /* beyond ASCII */ };

struct cells {
	size_t n, lines; /* found; line feeds among them */
	int odd;
};

/* Adds to end[c->n …] the offsets, `at` on, of tabs and line feeds among p[0..n), and says what else is there. `end` has
 * room for n + CELLS_MARGIN more. */
#define CELLS_MARGIN 16
void cells_find(struct cells *c, uint32_t *end, size_t at, const char *p, size_t n);

/* Line feeds among p[0..n). */
size_t cells_lines(const char *p, size_t n);

#endif
