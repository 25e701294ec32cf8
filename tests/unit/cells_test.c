/* Every width of register finds the cells and lines that one look at each byte finds. */
#include "cells.c"

#include <stdbool.h>

#include "check.h"
#include "check_widths.h"
#include "rng.h"

#define BYTES 4096

static char text[BYTES];
static uint32_t end[BYTES + CELLS_MARGIN], expected[BYTES];

/* Cells of a few bytes, some strange ones in the second half, some beyond ASCII in the last quarter. */
static void fill(void)
{
	static const char bytes[] = "\t\n\tabcdefgh\t0123456789\r\\\xC3";
	struct rng r = rng_stream(1, "cells", 0);

	for (size_t i = 0; i < BYTES; i++) {
		uint64_t usual = sizeof(bytes) - 5, strange = i >= BYTES / 2 ? 3 : 0;

		text[i] = bytes[rng_below(&r, usual + strange + (i >= BYTES * 3 / 4))];
	}
	text[BYTES / 2 + 7] = 0;
}

static bool finds(void (*find)(struct cells *, uint32_t *, size_t, const char *, size_t),
                  size_t from, size_t n)
{
	struct cells found = { 0 }, all = { 0 };

	for (size_t i = from; i < from + n; i++) {
		if (text[i] == '\t' || text[i] == '\n')
			expected[all.n++] = (uint32_t)i;
		all.lines += text[i] == '\n';
		all.odd |= text[i] == 0 || text[i] == '\r' || text[i] == '\\' ? CELLS_ODD : 0;
		all.odd |= text[i] & 0x80 ? CELLS_HIGH : 0;
	}
	find(&found, end, from, text + from, n);
	return found.n == all.n && found.lines == all.lines && found.odd == all.odd &&
	       memcmp(end, expected, all.n * sizeof(*end)) == 0;
}

static void check_width(const struct kernels *k, bool there, int width)
{
	bool fine = true;
	size_t lines = 0;

	if (!there) {
		CHECK_SKIP("no registers of %d bytes here", width);
		return;
	}
	for (size_t i = 0; i < BYTES; i++)
		lines += text[i] == '\n';
	for (size_t from = 0; from < BYTES; from += 512)
		fine &= finds(k->find, from, 512);
	CHECK(fine && finds(k->find, 0, BYTES),
	      "registers of %d bytes: cells, lines and what is strange", width);
	CHECK(k->lines(text, BYTES) == lines, "registers of %d bytes: lines", width);
}

int main(void)
{
	bool fine = true;

	fill();
	check_width(&kernels16, true, 16);
	CHECK_WIDTHS(check_width);
	for (size_t n = 0; n < 200; n++)
		fine &= finds(cells_find, 17, n);
	CHECK(fine, "any number of bytes");
	return check_done();
}
