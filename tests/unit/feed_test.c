/* Blocks that are left in their files against the same read as they come. */
#include "input.h"

#include <stdlib.h>
#include <unistd.h>

#include "check.h"

#define FILES 3
#define ROWS 40000 /* some blocks of each file */

static char path[FILES][32];
static char *paths[FILES];

/* The second file has a line that is longer than a block, with more behind it, and a column order of its own; the third
 * begins with a byte order mark, and its lines end with CR LF. */
static void make_files(void)
{
	for (size_t f = 0; f < FILES; f++) {
		FILE *out;
		int fd;

		strcpy(path[f], "/tmp/seg-feed-XXXXXX");
		paths[f] = path[f];
		fd = mkstemp(path[f]);
		out = fd < 0 ? NULL : fdopen(fd, "w");
		if (!out)
			exit(1);
		fputs(f == 1   ? "b\ta\n"
		      : f == 2 ? "\xEF\xBB\xBF"
		                 "a\tb\r\n"
		               : "a\tb\n",
		      out);
		for (unsigned i = 0; i < ROWS; i++) {
			if (f == 1 && i == ROWS / 2)
				fprintf(out, "%0*u\t", 4 * BLOCK_BYTES, i);
			else
				fprintf(out, "%080u\t", i);
			fprintf(out, "value %u of %zu%s\n", i % 7 * i, f, f == 2 ? "\r" : "");
		}
		fclose(out);
	}
}

static void remove_files(void)
{
	for (size_t f = 0; f < FILES; f++)
		unlink(path[f]);
}

struct seen {
	uint64_t rows, sum, left; /* rows; a sum of their bytes, lines and files; blocks that had been left */
	char fault[512];
};

static void look(struct seen *s, struct input *in, struct block *b)
{
	size_t n;

	s->left += b->left > 0;
	n = input_rows(in, b);
	if (b->fault.text[0]) {
		memcpy(s->fault, b->fault.text, sizeof(s->fault));
		return;
	}
	input_done(in, b);
	for (size_t r = 0; r < n; r++) {
		struct row row = tsv_row(&b->index, &b->in, r);

		for (size_t c = 0; c < 2; c++) {
			struct str cell = row_cell(&row, c);

			for (size_t i = 0; i < cell.n; i++)
				s->sum = s->sum * 31 + (unsigned char)cell.p[i];
		}
		s->sum = (s->sum * 31 + b->line + r) * 31 + b->file;
		s->rows++;
	}
}

/* What becomes of the file when the first block was asked for, before it is fetched. */
static struct seen read_all(size_t first, size_t files, bool leave, void (*meanwhile)(void))
{
	struct input in;
	struct block b = { 0 };
	struct seen s = { 0 };

	input_open(&in, paths + first, files, NULL, PROGRESS_NEVER);
	if (leave)
		feed_leave(&in.feed);
	while (!s.fault[0] && input_fill(&in, &b)) {
		if (meanwhile && !s.rows)
			meanwhile();
		look(&s, &in, &b);
		buf_clear(&b.in);
		b.left = 0;
	}
	buf_release(&b.in);
	tsv_index_release(&b.index);
	input_close(&in);
	return s;
}

static void cut(void)
{
	if (truncate(path[0], 1000))
		exit(1);
}

/* What the block says that is asked for when the file was cut behind the first one, which had been fetched. */
static struct fault cut_behind(void)
{
	struct input in;
	struct block first = { 0 }, second = { 0 };

	input_open(&in, paths + 2, 1, NULL, PROGRESS_NEVER);
	feed_leave(&in.feed);
	input_fill(&in, &first);
	input_rows(&in, &first);
	if (truncate(path[2], (off_t)(first.at + first.left)))
		exit(1);
	input_fill(&in, &second);
	buf_release(&first.in);
	tsv_index_release(&first.index);
	input_close(&in);
	return second.fault;
}

static void overwrite(void)
{
	FILE *out = fopen(path[2], "r+");

	if (!out || fseek(out, 100, SEEK_SET))
		exit(1);
	for (int i = 0; i < 4 * BLOCK_BYTES; i++)
		fputc('x', out);
	fclose(out);
}

int main(void)
{
	static const char changed[] = "changed while it was read: run again when it stays as it is";
	struct seen plain, left;

	make_files();
	plain = read_all(0, FILES, false, NULL);
	left = read_all(0, FILES, true, NULL);
	CHECK(plain.rows == FILES * ROWS && !plain.left, "all rows are read");
	CHECK(left.rows == plain.rows && left.sum == plain.sum,
	      "left in their files, they are the same rows, on the same lines");
	CHECK(left.left > 12,
	      "most blocks are left: of the second file, those before the long line");
	CHECK(strcmp(read_all(2, 1, true, overwrite).fault, changed) == 0,
	      "a file that is overwritten is a fault");
	CHECK(strcmp(read_all(0, 1, true, cut).fault, changed) == 0, "and so is one that is cut");
	remove_files();
	make_files();
	CHECK(strcmp(cut_behind().text, changed) == 0, "also behind what was read already");
	remove_files();
	return check_done();
}
