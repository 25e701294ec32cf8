/* num_fuzz - any bytes as a number, an amount or a date: what is read must print and read back as the same. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "exact.h"
#include "num.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool truth)
{
	if (!truth)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	struct exact amount, amount_again;
	struct moment when, when_again;
	int64_t whole, whole_again;
	double x, x_again;
	int32_t day;
	char out[64];

	if (num_parse(text, &x)) {
		must(num_parse((struct str){ out, num_print(out, x) }, &x_again));
		must(x == x_again);
	}
	if (num_parse_int(text, &whole)) {
		must(num_parse_int((struct str){ out, num_print_int(out, whole) }, &whole_again));
		must(whole == whole_again);
		must(num_parse(text, &x));
	}
	if (exact_parse(text, &amount)) {
		size_t len = exact_print(out, amount);

		must(len <= EXACT_TEXT);
		must(exact_parse((struct str){ out, len }, &amount_again));
		must(memcmp(&amount, &amount_again, sizeof(amount)) == 0);
		must(num_parse(text, &x));
	}
	if (day_parse_iso(text, &day)) {
		must(n == DAY_TEXT && day_print(out, day) == DAY_TEXT);
		must(memcmp(out, data, DAY_TEXT) == 0);
	}
	for (int order = DAY_YMD; order <= DAY_MDY; order++)
		if (day_parse(text, (enum day_order)order, &when)) {
			size_t len = day_print_moment(out, &when);

			must(len <= TIME_TEXT);
			must(day_parse_moment((struct str){ out, len }, &when_again));
			must(when.day == when_again.day && when.second == when_again.second);
			must(when.offset == when_again.offset && when.has_offset == when_again.has_offset);
		}
	return 0;
}
