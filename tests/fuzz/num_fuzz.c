/* num_fuzz - any bytes as a number: what is read must print and read back as the same, the quick reader says the same. */
#include "num.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	int64_t whole, whole_again;
	double x, x_again;
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
	return 0;
}
