/* make-groups - people for bench to audit, the same bytes every time.
 * Usage: make-groups N FILE.tsv
 * Three group columns of 2, 8 and 50 groups, an outcome and a label of 0 and 1 that hang together, and a segment of 6. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "rng.h"

int main(int argc, char **argv)
{
	static const char *const g1[] = { "female", "male" };
	static const char *const segment[] = { "champions", "loyal",   "new",
		                               "promising", "at risk", "lost" };
	struct rng r = rng_stream(1, "groups", 0);
	uint64_t n = argc == 3 ? strtoull(argv[1], NULL, 10) : 0;
	FILE *f = n ? fopen(argv[2], "w") : NULL;

	if (!f) {
		fputs("usage: make-groups N FILE.tsv\n", stderr);
		return 1;
	}
	setvbuf(f, NULL, _IOFBF, 1 << 20);
	fputs("g1\tg2\tg3\toutcome\tlabel\tsegment\n", f);
	for (uint64_t i = 0; i < n; i++) {
		uint64_t a = rng_below(&r, 2), b = rng_below(&r, 8), c = rng_below(&r, 50);
		int outcome = rng_unit(&r) < 0.4 + 0.05 * (double)a + 0.01 * (double)b;
		int label = rng_unit(&r) < (outcome ? 0.7 : 0.3);

		fprintf(f, "%s\tage %" PRIu64 "0\tpostcode %02" PRIu64 "\t%d\t%d\t%s\n", g1[a],
		        b + 1, c, outcome, label, segment[rng_below(&r, 6)]);
	}
	return fclose(f) ? 1 : 0;
}
