/* libcsv_only - CSV to TSV by libcsv and nothing else: what seg-clean is measured against.
 * Standard input to standard output. Strict, blanks kept, one buffer in and one out; tabs and line ends in a field
 * are escaped as in seg-tsv. */
#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#define ROOM (1 << 18)

struct writer {
	char *p;
	size_t n, room;
	bool between; /* a cell stands before the next one */
};

static void reserve(struct writer *w, size_t more)
{
	if (w->room - w->n >= more)
		return;
	w->room = 2 * (w->room + more);
	w->p = realloc(w->p, w->room);
	if (!w->p)
		exit(1);
}

static void flush(struct writer *w)
{
	for (size_t at = 0; at < w->n;) {
		ssize_t sent = write(STDOUT_FILENO, w->p + at, w->n - at);

		if (sent < 0)
			exit(1);
		at += (size_t)sent;
	}
	w->n = 0;
}

static void on_cell(void *cell, size_t n, void *to)
{
	static const char escape[256] = { ['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r', ['\\'] = '\\' };
	const unsigned char *from = cell;
	struct writer *w = to;
	char *at;

	reserve(w, 2 * n + 2);
	at = w->p + w->n;
	if (w->between)
		*at++ = '\t';
	w->between = true;
	for (size_t i = 0; i < n; i++) {
		if (escape[from[i]]) {
			*at++ = '\\';
			*at++ = escape[from[i]];
		} else {
			*at++ = (char)from[i];
		}
	}
	w->n = (size_t)(at - w->p);
}

static void on_row(int end, void *to)
{
	struct writer *w = to;

	(void)end;
	reserve(w, 1);
	w->p[w->n++] = '\n';
	w->between = false;
	if (w->n >= ROOM)
		flush(w);
}

static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

int main(void)
{
	static char block[ROOM];
	struct writer w = { 0 };
	struct csv_parser parser;
	ssize_t n;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return 1;
	csv_set_space_func(&parser, no_space);
	csv_set_blk_size(&parser, 65536);
	while ((n = read(STDIN_FILENO, block, sizeof(block))) > 0)
		if (csv_parse(&parser, block, (size_t)n, on_cell, on_row, &w) != (size_t)n)
			return 3;
	if (n < 0 || csv_fini(&parser, on_cell, on_row, &w) != 0)
		return 3;
	csv_free(&parser);
	flush(&w);
	free(w.p);
	return 0;
}
