/* exact_test - decimals that add up. Expected values by hand and by bc(1) 1.07 where named. */
#include "check.h"
#include "exact.h"
#include "rng.h"

static bool prints(struct exact x, const char *expected)
{
	char text[EXACT_TEXT + 1];

	text[exact_print(text, x)] = '\0';
	if (strcmp(text, expected) == 0)
		return true;
	printf("# got %s, expected %s\n", text, expected);
	return false;
}

static bool reads(const char *text, const char *expected)
{
	struct exact x;

	if (!exact_parse(str_of(text), &x))
		return !expected;
	return expected && prints(x, expected);
}

static bool product(const char *a, const char *b, const char *expected)
{
	struct exact x, y, z;

	if (!exact_parse(str_of(a), &x) || !exact_parse(str_of(b), &y))
		return false;
	if (!exact_times(x, y, &z))
		return !expected;
	return expected && prints(z, expected);
}

int main(void)
{
	static const char *const same[] = { "0",
		                            "1",
		                            "-1",
		                            "0.1",
		                            "0.000000001",
		                            "-0.000000001",
		                            "12.5",
		                            "999999999.999999999",
		                            "123456789012345678901234567",
		                            "170141183460469231731687303715",
		                            "-99999999999999999999.5" };
	static const char *const bad[] = { "",
		                           "-",
		                           ".",
		                           ".5",
		                           "5.",
		                           "1.2.3",
		                           "+1",
		                           " 1",
		                           "1 ",
		                           "1,5",
		                           "1:.00",
		                           "12/.50",
		                           "12.3/",
		                           "12.:0",
		                           "a1.00",
		                           "1 1.00",
		                           "1.1.00",
		                           "--1.00",
		                           "-.50",
		                           ".500",
		                           "12345\x80.00",
		                           "1\xB0.00",
		                           "0x1",
		                           "nan",
		                           "inf",
		                           "1e",
		                           "0.0000000001",
		                           "1e-10",
		                           "170141183460469231731687303716",
		                           "1e30",
		                           "--1" };
	struct exact sum = { 0 }, x;
	struct rng r = rng_stream(1, "exact_test", 0);
	size_t wrong = 0;

	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
		CHECK(reads(same[i], same[i]), "%s reads and prints as itself", same[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(reads(bad[i], NULL), "'%s' is refused", bad[i]);
	CHECK(reads("-0", "0") && reads("007.50", "7.5") && reads("1.0000000000", "1"),
	      "one form for each value");
	CHECK(reads("1.5e3", "1500") && reads("25e-4", "0.0025") && reads("120E-1", "12") &&
	              reads("1e29", "100000000000000000000000000000"),
	      "exponents are read");
	exact_parse(str_of("0.10"), &x);
	for (int i = 0; i < 1000000; i++)
		exact_add(&sum, x);
	CHECK(prints(sum, "100000"), "a million times 0.10 is 100000");
	exact_parse(str_of("170141183460469231731687303715"), &sum);
	CHECK(!exact_add(&sum, sum) && prints(sum, "170141183460469231731687303715"),
	      "a sum out of range changes nothing");
	CHECK(product("6", "2.55", "15.3") && product("-6", "2.55", "-15.3"),
	      "quantity times price");
	CHECK(product("0.333333333", "0.333333333", "0.111111111"),
	      "rounded down: .111111110888888889 by bc");
	CHECK(product("0.000000001", "0.5", "0.000000001") &&
	              product("-0.000000001", "0.5", "-0.000000001"),
	      "half away from zero");
	CHECK(product("123456789.123456789", "-987654321.987654321", "-121932631356500531.347203169"),
	      "-121932631356500531.347203169112635269 by bc");
	CHECK(product("1e20", "1e10", NULL), "a product out of range is refused");
	CHECK(exact_double((struct exact){ 2550000000 }) == 2.55,
	      "2.55 is the double nearest to it");
	exact_parse(str_of("90071992547409.93"), &x);
	CHECK(exact_double(x) == 90071992547409.93, "beyond 2^53 units too");
	for (int i = 0; i < 200000; i++) { /* seed 1 */
		struct exact in = { (__int128)(int64_t)rng_next(&r) *
			            (int64_t)(rng_next(&r) >> (rng_next(&r) % 64)) },
			     back;
		char text[EXACT_TEXT];

		wrong += !exact_parse((struct str){ text, exact_print(text, in) }, &back) ||
		         back.units != in.units;
	}
	CHECK(wrong == 0, "200,000 amounts of all sizes print and read back (seed 1)");
	return check_done();
}
