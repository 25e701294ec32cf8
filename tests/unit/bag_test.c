/* Records thrown into a bag by key against the same kept in a plain list, and runs against their merge. */
#include "bag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "map.h"
#include "rng.h"
#include "runs.h"

#define RECORDS 50000
#define KEYS 400

static struct run *run_to;

static void take(void *to, struct str key, struct str records)
{
	(void)to;
	run_add(run_to, key, records);
}

/* Keys short and long, of eight and nine bytes, and one that is empty. */
static struct str key_make(char *p, unsigned k)
{
	static const int digits[] = { 1, 1, 7, 8 };
	const char *before = k % 4 ? "k" : "a-rather-long-key-";

	return (struct str){ p, (size_t)(k ? snprintf(p, 64, "%s%0*u", before, digits[k % 4], k) : 0) };
}

int main(void)
{
	static uint64_t sum[KEYS], seen[KEYS];
	struct rng rng = rng_stream(7, "bag", 0);
	struct pieces *pieces = pieces_open();
	struct bag bag = { .keys = { .pieces = pieces } };
	struct run run[3];
	struct buf before = { 0 };
	struct merge *merge;
	struct str *border;
	struct str key, records;
	int failed = 0, file = run_file();
	uint64_t at = 0;
	size_t groups = 0, wrong = 0, order = 0, ranges;

	for (int r = 0; r < 3; r++) {
		run_to = &run[r];
		*run_to = (struct run){ .pieces = pieces, .file = -1 };
		for (size_t i = 0; i < RECORDS; i++) {
			unsigned k = (unsigned)rng_below(&rng, KEYS);
			char text[64], record[2] = { 'r', (char)(rng_below(&rng, 100) + 1) };

			key = key_make(text, k);
			sum[k] += (unsigned char)record[1];
			bag_add(&bag, bag_key(&bag, key, map_hash(key)), (struct str){ record, 2 });
		}
		bag_empty(&bag, take, NULL);
		CHECK(bag.keys.n == 0 && !bag.first && !bag_bytes(&bag),
		      "a bag that was emptied is empty");
	}
	CHECK(file >= 0 && run_spill(&run[1], file, &at) == 0 && !run[1].part[0].piece,
	      "a run goes to a file");
	ranges = runs_split(run, 3, 5, &border);
	CHECK(ranges > 0 && ranges < 5, "the keys are parted into ranges");
	for (size_t i = 0; i <= ranges; i++) {
		merge = merge_open(run, 3, i ? &border[i - 1] : NULL, i < ranges ? &border[i] : NULL);
		while (merge_next(merge, &key, &records, &failed)) {
			unsigned k = 0;
			char text[64];

			order += groups > 0 && str_cmp(buf_view(&before), key) >= 0;
			buf_clear(&before);
			buf_str(&before, key);
			groups++;
			while (k < KEYS && !str_eq(key_make(text, k), key))
				k++;
			for (size_t n = 0; k < KEYS && n < records.n; n += 2) {
				wrong += records.p[n] != 'r';
				seen[k] += (unsigned char)records.p[n + 1];
			}
		}
		merge_close(merge);
	}
	CHECK(!failed && groups == KEYS, "every key comes once from three runs, range after range");
	CHECK(order == 0, "keys ascend in byte order");
	CHECK(wrong == 0 && memcmp(sum, seen, sizeof(sum)) == 0,
	      "every record is there, under its key");
	free(border);
	for (int r = 0; r < 3; r++)
		run_release(&run[r]);
	pieces_close(pieces);
	buf_release(&before);
	close(file);
	return check_done();
}
