/* rfm - scores for recency, frequency and money, and the segments they make. */
#include "rfm.h"

#include "arena.h"

#define DIGITS 16 /* bytes of a key */

__int128 rfm_of_double(double x)
{
	int64_t bits;

	x += 0.0; /* -0 becomes 0 */
	memcpy(&bits, &x, sizeof(bits));
	return bits < 0 ? INT64_MIN - (__int128)bits : bits;
}

double rfm_to_double(__int128 key)
{
	int64_t bits = key < 0 ? (int64_t)(INT64_MIN - key) : (int64_t)key;
	double x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

/* Radix sort by bytes from the lowest; bytes that are the same in all keys, most of them, are skipped.
 * Returns whichever of the two arrays holds the result. */
static unsigned __int128 *sort_keys(unsigned __int128 *keys, unsigned __int128 *spare, size_t n)
{
	unsigned __int128 any = 0;

	for (size_t i = 1; i < n; i++)
		any |= keys[i] ^ keys[0];
	for (unsigned shift = 0; shift < 8 * DIGITS; shift += 8) {
		size_t start[257] = { 0 };
		unsigned __int128 *swap = keys;

		if (!(any >> shift & 255))
			continue;
		for (size_t i = 0; i < n; i++)
			start[(keys[i] >> shift & 255) + 1]++;
		for (size_t d = 1; d < 256; d++)
			start[d] += start[d - 1];
		for (size_t i = 0; i < n; i++)
			spare[start[keys[i] >> shift & 255]++] = keys[i];
		keys = spare;
		spare = swap;
	}
	return keys;
}

void rfm_sort(__int128 *values, size_t n)
{
	struct arena scratch = { 0 };
	const unsigned __int128 sign = (unsigned __int128)1 << 127; /* so that bits order as values do */
	unsigned __int128 *keys = (unsigned __int128 *)values, *sorted;

	for (size_t i = 0; i < n; i++)
		keys[i] ^= sign;
	sorted = sort_keys(keys, ARENA_ARRAY(&scratch, unsigned __int128, n), n);
	for (size_t i = 0; i < n; i++)
		keys[i] = sorted[i] ^ sign;
	arena_release(&scratch);
}

unsigned rfm_score(const struct rfm_cuts *cuts, __int128 value)
{
	size_t score = cuts->bins;

	while (score > 1 &&
	       (cuts->low_is_best ? value > cuts->least[score - 1] : value < cuts->least[score - 1]))
		score--;
	return (unsigned)score;
}

/* The regular expressions on R and F that most notebooks share, complete and disjoint, with 11 as lost
 * (reference/features.md B4). */
static const struct rfm_box grid11[] = {
	{ "champions", 5, 5, 4, 5 },
	{ "loyal", 3, 4, 4, 5 },
	{ "potential_loyalists", 4, 5, 2, 3 },
	{ "new", 5, 5, 1, 1 },
	{ "promising", 4, 4, 1, 1 },
	{ "need_attention", 3, 3, 3, 3 },
	{ "about_to_sleep", 3, 3, 1, 2 },
	{ "cant_lose", 1, 2, 5, 5 },
	{ "at_risk", 1, 2, 3, 4 },
	{ "hibernating", 2, 2, 1, 2 },
	{ "hibernating", 1, 1, 2, 2 },
	{ "lost", 1, 1, 1, 1 },
};

const struct rfm_grid rfm_grids[] = {
	{ "grid11", "eleven segments from recency and frequency, champions to lost", 5, grid11,
	  sizeof(grid11) / sizeof(grid11[0]) },
};

const size_t rfm_grid_count = sizeof(rfm_grids) / sizeof(rfm_grids[0]);

const struct rfm_grid *rfm_grid_find(struct str name)
{
	for (size_t i = 0; i < rfm_grid_count; i++)
		if (str_is(name, rfm_grids[i].name))
			return &rfm_grids[i];
	return NULL;
}

static bool box_has(const struct rfm_box *box, unsigned r, unsigned f)
{
	return r >= box->r_least && r <= box->r_most && f >= box->f_least && f <= box->f_most;
}

const char *rfm_segment(const struct rfm_grid *grid, unsigned r, unsigned f)
{
	if (r == 0 || f == 0)
		return RFM_UNRANKED;
	for (size_t i = 0; i < grid->boxes; i++)
		if (box_has(&grid->box[i], r, f))
			return grid->box[i].segment;
	return NULL;
}

static bool box_inside(const struct rfm_box *box, unsigned bins)
{
	return box->r_least >= 1 && box->r_least <= box->r_most && box->r_most <= bins &&
	       box->f_least >= 1 && box->f_least <= box->f_most && box->f_most <= bins;
}

static struct rfm_grid_finding cell_check(const struct rfm_grid *grid, unsigned r, unsigned f)
{
	struct rfm_grid_finding found = { .status = RFM_GRID_UNCOVERED, .r = r, .f = f };

	for (size_t i = 0; i < grid->boxes; i++) {
		if (!box_has(&grid->box[i], r, f))
			continue;
		if (found.status == RFM_GRID_FINE) {
			found.status = RFM_GRID_OVERLAP;
			found.second = i;
			break;
		}
		found.status = RFM_GRID_FINE;
		found.first = i;
	}
	return found;
}

struct rfm_grid_finding rfm_grid_check(const struct rfm_grid *grid)
{
	for (size_t i = 0; i < grid->boxes; i++)
		if (!box_inside(&grid->box[i], grid->bins))
			return (struct rfm_grid_finding){ .status = RFM_GRID_BEYOND, .first = i };
	for (unsigned r = 1; r <= grid->bins; r++) {
		for (unsigned f = 1; f <= grid->bins; f++) {
			struct rfm_grid_finding found = cell_check(grid, r, f);

			if (found.status != RFM_GRID_FINE)
				return found;
		}
	}
	return (struct rfm_grid_finding){ .status = RFM_GRID_FINE };
}
