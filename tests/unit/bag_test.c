/* Records thrown into a bag by key against the same kept in a plain list, and runs against their merge. */
#include "bag.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "map.h"
#include "rng.h"
#include "runs.h"

#define RECORDS 5000
#define KEYS 400

static struct run *run_to;

static void take(void *to, struct str key, struct str records)
{
	(void)to;
	run_begin(run_to, key);
	buf_str(&run_to->bytes, records);
	run_end(run_to);
}

/* Keys short and long, one of them empty. */
static struct str key_make(char *p, unsigned k)
{
	return (struct str){ p, (size_t)(k ? snprintf(p, 64, k % 3 ? "k%u" : "a-rather-long-key-%u", k)
		                           : 0) };
}

int main(void)
{
	static uint64_t sum[KEYS], seen[KEYS];
	struct rng rng = rng_stream(7, "bag", 0);
	struct bag bag = { 0 };
	struct run run[3] = { { .file = -1 }, { .file = -1 }, { .file = -1 } };
	struct buf before = { 0 };
	struct merge *merge;
	struct str key, records;
	int failed = 0, file = run_file();
	uint64_t at = 0;
	size_t groups = 0, wrong = 0, order = 0;

	for (int r = 0; r < 3; r++) {
		run_to = &run[r];
		for (size_t i = 0; i < RECORDS; i++) {
			unsigned k = (unsigned)rng_below(&rng, KEYS);
			char text[64], record[2] = { 'r', (char)(rng_below(&rng, 100) + 1) };

			key = key_make(text, k);
			sum[k] += (unsigned char)record[1];
			bag_add(&bag, key, map_hash(key), (struct str){ record, 2 });
		}
		bag_empty(&bag, take, NULL);
		CHECK(bag.n == 0 && !bag.keys.p, "a bag that was emptied is empty");
	}
	CHECK(file >= 0 && run_spill(&run[1], file, &at) == 0 && !run[1].bytes.p,
	      "a run goes to a file");
	merge = merge_open(run, 3);
	while (merge_next(merge, &key, &records, &failed)) {
		unsigned k = 0;
		char text[64];

		order += groups > 0 && str_cmp(buf_view(&before), key) >= 0;
		buf_clear(&before);
		buf_str(&before, key);
		groups++;
		while (k < KEYS && !str_eq(key_make(text, k), key))
			k++;
		for (size_t i = 0; k < KEYS && i < records.n; i += 2) {
			wrong += records.p[i] != 'r';
			seen[k] += (unsigned char)records.p[i + 1];
		}
	}
	CHECK(!failed && groups == KEYS, "every key comes once from three runs");
	CHECK(order == 0, "keys ascend in byte order");
	CHECK(wrong == 0 && memcmp(sum, seen, sizeof(sum)) == 0,
	      "every record is there, under its key");
	merge_close(merge);
	for (int r = 0; r < 3; r++)
		run_release(&run[r]);
	buf_release(&before);
	close(file);
	return check_done();
}
