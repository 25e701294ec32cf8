/* money_fuzz - any bytes as an amount: what is read must print and read back as the same, and add up exactly. */
#include "exact.h"
#include "fuzz.h"
#include "num.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct exact amount, again, sum;
	struct exact_sum twice = { 0 };
	char out[EXACT_TEXT];
	size_t len;
	double x;

	if (!exact_parse((struct str){ (const char *)data, n }, &amount))
		return 0;
	len = exact_print(out, amount);
	must(len <= EXACT_TEXT);
	must(exact_parse((struct str){ out, len }, &again));
	must(amount.units == again.units);
	must(num_parse((struct str){ (const char *)data, n }, &x));
	exact_sum_add(&twice, amount);
	exact_sum_add(&twice, amount);
	sum = amount;
	must(exact_add(&sum, amount) == exact_sum_result(&twice, &again));
	must(sum.units == amount.units || sum.units == again.units);
	return 0;
}
