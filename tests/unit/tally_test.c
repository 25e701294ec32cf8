/* Tallies: whatever the order and the split of the rows, the same counts; long and many values; the most they count. */
#include "tally.h"

#include "check.h"
#include "rng.h"

#define ROWS 4000
#define PARTS 5

static const struct tally_table tables[] = { { 2, { 0, 1 } }, { 3, { 1, 2, 0 } }, { 1, { 2 } } };
static const struct tally_shape shape = { 3, tables, 3 };

/* Row i of the data: short, empty, and long values that differ only in their middle. */
static void make_row(char text[3][64], struct str cell[3], uint64_t i)
{
	struct rng r = rng_stream(1, "tally", i);

	snprintf(text[0], 64, "%.*s", (int)rng_below(&r, 4), "abc");
	snprintf(text[1], 64, "%u", (unsigned)rng_below(&r, 700));
	snprintf(text[2], 64, "a long value, of which %c is the middle, and this the end",
	         (char)('a' + rng_below(&r, 5)));
	for (size_t c = 0; c < 3; c++)
		cell[c] = str_of(text[c]);
}

static void add_row(struct tally *t, uint64_t i)
{
	char text[3][64];
	struct str cell[3];

	make_row(text, cell, i);
	tally_add(t, &shape, cell);
}

static bool same(const struct tally *a, const struct tally *b)
{
	bool equal = a->rows == b->rows;

	for (size_t c = 0; equal && c < shape.columns; c++) {
		equal = a->values[c].n == b->values[c].n;
		for (size_t i = 0; equal && i < a->values[c].n; i++)
			equal = str_eq(a->values[c].name[i], b->values[c].name[i]);
	}
	for (size_t k = 0; equal && k < shape.tables; k++) {
		const struct tally_cells *x = &a->cells[k], *y = &b->cells[k];

		equal = x->n == y->n && x->total == y->total &&
		        memcmp(x->value, y->value, x->n * tables[k].ways * sizeof(*x->value)) == 0 &&
		        memcmp(x->count, y->count, x->n * sizeof(*x->count)) == 0;
	}
	return equal;
}

/* Counted again the slow way: a row of each combination that the table has. */
static bool counts_fit(const struct tally *t, size_t k)
{
	const struct tally_cells *cells = &t->cells[k];
	uint64_t *count = memory_zero(cells->n, sizeof(*count));
	bool fit;

	for (uint64_t i = 0; i < ROWS; i++) {
		char text[3][64];
		struct str cell[3];

		make_row(text, cell, i);
		for (size_t at = 0; at < cells->n; at++) {
			bool here = true;

			for (size_t w = 0; w < tables[k].ways; w++) {
				size_t c = tables[k].column[w];
				uint32_t value = cells->value[at * tables[k].ways + w];

				here &= str_eq(t->values[c].name[value], cell[c]);
			}
			count[at] += here;
		}
	}
	fit = memcmp(count, cells->count, cells->n * sizeof(*count)) == 0;
	free(count);
	return fit;
}

static bool ascending(const struct tally_cells *cells, size_t ways)
{
	for (size_t i = 1; i < cells->n; i++) {
		const uint32_t *a = cells->value + (i - 1) * ways, *b = a + ways;
		size_t w = 0;

		while (w + 1 < ways && a[w] == b[w])
			w++;
		if (a[w] >= b[w])
			return false;
	}
	return true;
}

static void check_splits(void)
{
	struct tally whole = { 0 }, merged = { 0 }, part[PARTS] = { 0 }, loaded = { 0 };
	struct rng r = rng_stream(1, "split", 0);

	for (uint64_t i = 0; i < ROWS; i++)
		add_row(&whole, i);
	for (uint64_t i = ROWS; i-- > 0;)
		add_row(&part[rng_below(&r, PARTS - 1)], i);
	for (size_t i = 0; i < PARTS; i++)
		CHECK(tally_merge(&merged, &part[i]), "part %zu is added", i);
	tally_sort(&whole);
	tally_sort(&merged);
	CHECK(same(&whole, &merged), "parts in another order add up to the whole (seed 1)");
	CHECK(whole.values[0].n == 4 && whole.values[0].name[0].n == 0,
	      "the empty value is one, and the first");
	CHECK(whole.values[2].n == 5, "long values that differ in the middle are different");
	for (size_t k = 0; k < shape.tables; k++) {
		CHECK(whole.cells[k].total == ROWS, "table %zu counts every row", k);
		CHECK(ascending(&whole.cells[k], tables[k].ways), "its combinations ascend");
		CHECK(counts_fit(&whole, k), "its counts are those of the slow way");
	}
	for (size_t k = 0; k < shape.tables; k++) {
		for (size_t i = 0; i < whole.cells[k].n; i++) {
			struct str cell[3];

			for (size_t w = 0; w < tables[k].ways; w++)
				cell[w] = whole.values[tables[k].column[w]]
				                  .name[whole.cells[k].value[i * tables[k].ways + w]];
			tally_load(&loaded, &shape, k, cell, whole.cells[k].count[i]);
		}
	}
	loaded.rows = whole.rows;
	tally_sort(&loaded);
	CHECK(same(&whole, &loaded), "what was saved is loaded");
	tally_release(&whole);
	tally_release(&merged);
	tally_release(&loaded);
	for (size_t i = 0; i < PARTS; i++)
		tally_release(&part[i]);
}

static void check_limits(void)
{
	struct str cell[3] = { str_of("a"), str_of("b"), str_of("c") };
	struct tally a = { 0 }, b = { 0 }, none = { 0 };

	CHECK(tally_load(&a, &shape, 0, cell, TALLY_MOST), "the most that is counted");
	CHECK(!tally_load(&a, &shape, 0, cell, 1), "one more is refused");
	CHECK(a.cells[0].total == TALLY_MOST, "and changes nothing");
	tally_load(&b, &shape, 0, cell, 1);
	CHECK(!tally_merge(&b, &a), "so is a sum beyond it");
	CHECK(tally_merge(&b, &none) && b.cells[0].total == 1, "an empty tally adds nothing");
	tally_release(&a);
	tally_release(&b);
	tally_init(&none, &shape);
	tally_sort(&none);
	CHECK(none.cells[0].n == 0 && none.values[0].n == 0, "nothing can be put in order, too");
	tally_release(&none);
}

int main(void)
{
	check_splits();
	check_limits();
	return check_done();
}
