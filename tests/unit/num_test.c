/* Numbers in and out of text: a table of literals, shortest forms against Python 3.11 repr() (David Gay's algorithm),
 * glibc's strtod and printf("%.17g") as a second opinion, and random round trips. */
#include "num.h"

#include <float.h>
#include <inttypes.h>
#include <string.h>

#include "check.h"
#include "rng.h"

#define SEED 20261121

static const struct {
	const char *text;
	double value;
} accepted[] = {
	{ "0", 0 },
	{ "-0", 0 },
	{ "0.0", 0 },
	{ "0e999999999", 0 },
	{ "1", 1 },
	{ "-1", -1 },
	{ "007", 7 },
	{ "0.1", 0.1 },
	{ "-12.50", -12.5 },
	{ "1e3", 1000 },
	{ "1E3", 1000 },
	{ "1e+3", 1000 },
	{ "1e-3", 0.001 },
	{ "1.5e300", 1.5e300 },
	{ "9007199254740993", 9007199254740992 }, /* halfway: to even */
	{ "9007199254740993.000000000000000000000000000001", 9007199254740994 },
	{ "9007199254740991", 9007199254740991 },
	{ "123456789012345678901234567890", 123456789012345678901234567890. },
	{ "0.000000000000000000000000000000000000000000000001", 1e-48 },
	{ "1.7976931348623157e308", DBL_MAX },
	{ "1.797693134862315807e308", DBL_MAX },
	{ "2.2250738585072014e-308", DBL_MIN },
	{ "2.2250738585072011e-308", 2.2250738585072011e-308 }, /* the value that hung PHP */
	{ "4.9406564584124654e-324", 5e-324 },
	{ "5e-324", 5e-324 },
	{ "2.4703282292062328e-324", 5e-324 },
	{ "1e-400", 0 },
	{ "-1e-400", 0 },
	{ "1e22", 1e22 },
	{ "1e23", 1e23 },
	{ "8.5e22", 8.5e22 },
	{ "3.518437208883201171875e13", 3.518437208883201171875e13 },
};

static const char *const refused[] = {
	"",
	" ",
	" 1",
	"1 ",
	"\t1",
	"+1",
	"--1",
	"-",
	".",
	".5",
	"5.",
	"-.5",
	"1.e3",
	"1..2",
	"1.2.3",
	"1,5",
	"1,000",
	"1e",
	"1e+",
	"e5",
	"1e5.0",
	"1e 5",
	"0x10",
	"0x1p3",
	"nan",
	"NaN",
	"-nan",
	"inf",
	"Infinity",
	"-inf",
	"1e309",
	"-1e309",
	"1.8e308",
	"1d3",
	"1f",
	"1_000",
	"1e9999999999999999999",
	"12a",
	"a12",
	"$5",
	"5%",
	"\xd9\xa1",
	"1\n",
	"\357\273\2771",
	"1-2",
	"1e--5",
};

/* repr() of Python 3.11, in our plain range; exponents as ours are written */
static const struct {
	double value;
	const char *text;
} shortest[] = {
	{ 0, "0" },
	{ -0.0, "0" },
	{ 1, "1" },
	{ -1.5, "-1.5" },
	{ 0.1, "0.1" },
	{ 0.30000000000000004, "0.30000000000000004" },
	{ 1. / 3, "0.3333333333333333" },
	{ 2. / 3, "0.6666666666666666" },
	{ 100, "100" },
	{ 123456789012345680., "123456789012345680" },
	{ 1e20, "100000000000000000000" },
	{ 1e21, "1e21" },
	{ 1.5e21, "1.5e21" },
	{ 0.000001, "0.000001" },
	{ 0.0000015, "0.0000015" },
	{ 1e-7, "1e-7" },
	{ 1.25e-7, "1.25e-7" },
	{ 5e-324, "5e-324" },
	{ DBL_MAX, "1.7976931348623157e308" },
	{ DBL_MIN, "2.2250738585072014e-308" },
	{ 9007199254740992, "9007199254740992" },
	{ 2e-44, "2e-44" },
	{ 1e23, "1e23" },
	{ 9.5e-3, "0.0095" },
	{ 4.35, "4.35" },
	{ 0.1 + 0.7, "0.7999999999999999" },
	{ 4503599627370495.5, "4503599627370495.5" },
	{ 299792458, "299792458" },
	{ 2.5e-308, "2.5e-308" },
	{ 1.7800590868057611e-307, "1.7800590868057611e-307" }, /* shortest has 17 digits */
};

static void check_tables(void)
{
	char out[NUM_TEXT];
	double x;

	for (size_t i = 0; i < sizeof(accepted) / sizeof(accepted[0]); i++) {
		x = 12345;
		CHECK(num_parse(str_of(accepted[i].text), &x) && x == accepted[i].value,
		      "%s is read", accepted[i].text);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		CHECK(!num_parse(str_of(refused[i]), &x), "text %zu of the refused is refused", i);
	CHECK(!num_parse((struct str){ "1\0", 2 }, &x), "a NUL inside is refused");
	CHECK(num_parse((struct str){ "123", 2 }, &x) && x == 12, "a slice ends where it ends");
	CHECK(!num_parse((struct str){ "1.5", 2 }, &x), "also behind a point");
	for (size_t i = 0; i < sizeof(shortest) / sizeof(shortest[0]); i++) {
		size_t n = num_print(out, shortest[i].value);

		CHECK(n <= NUM_TEXT && str_is((struct str){ out, n }, shortest[i].text),
		      "%s is printed (as %.*s)", shortest[i].text, (int)n, out);
	}
	CHECK(num_print(out, NAN) == 0, "undefined is the empty text");
}

static void check_integers(void)
{
	int64_t i = 0;
	uint64_t u = 0;
	char out[NUM_TEXT];

	CHECK(num_parse_int(str_of("9223372036854775807"), &i) && i == INT64_MAX,
	      "the largest integer");
	CHECK(num_parse_int(str_of("-9223372036854775808"), &i) && i == INT64_MIN,
	      "the smallest integer");
	CHECK(!num_parse_int(str_of("9223372036854775808"), &i) &&
	              !num_parse_int(str_of("-9223372036854775809"), &i),
	      "one beyond either is refused");
	CHECK(!num_parse_int(str_of(""), &i) && !num_parse_int(str_of("-"), &i) &&
	              !num_parse_int(str_of("1.0"), &i) && !num_parse_int(str_of("1e3"), &i) &&
	              !num_parse_int(str_of("+1"), &i),
	      "only digits make an integer");
	CHECK(num_parse_count(str_of("18446744073709551615"), UINT64_MAX, &u) && u == UINT64_MAX,
	      "the largest count");
	CHECK(!num_parse_count(str_of("18446744073709551616"), UINT64_MAX, &u) &&
	              !num_parse_count(str_of("99999999999999999999"), UINT64_MAX, &u) &&
	              !num_parse_count(str_of("11"), 10, &u) && !num_parse_count(str_of("-1"), 10, &u),
	      "counts beyond the most are refused");
	CHECK(num_print_int(out, INT64_MIN) == 20 && memcmp(out, "-9223372036854775808", 20) == 0,
	      "the smallest integer is printed");
	CHECK(num_print_int(out, 0) == 1 && out[0] == '0', "so is 0");
}

/* Whether fewer digits than `text` has would also read back: then it was not the shortest. */
static bool shorter_exists(double x, struct str text)
{
	int digits = 0, kept = 0;
	char other[40];

	for (size_t i = 0; i < text.n && text.p[i] != 'e'; i++) {
		if (text.p[i] < '0' || text.p[i] > '9' || (!digits && text.p[i] == '0'))
			continue;
		digits++;
		kept = text.p[i] == '0' ? kept : digits; /* zeros at the end only place the point */
	}
	if (kept < 2)
		return false;
	snprintf(other, sizeof(other), "%.*e", kept - 2, x);
	return strtod(other, NULL) == x;
}

static void check_round_trips(void)
{
	struct rng r = rng_stream(SEED, "num test", 0);
	size_t bad = 0, longer = 0, differ = 0;

	printf("# seed %d\n", SEED);
	for (int i = 0; i < 300000; i++) {
		uint64_t bits = rng_next(&r);
		char out[NUM_TEXT], digits[40];
		double x, back;
		size_t n;

		memcpy(&x, &bits, sizeof(x));
		if (i % 3 == 1) /* money */
			x = (double)(int64_t)(rng_below(&r, 2000000000) - 1000000000) / 100;
		if (i % 3 == 2) /* unit interval */
			x = rng_unit(&r);
		if (!isfinite(x))
			continue;
		n = num_print(out, x);
		bad += n > NUM_TEXT || !num_parse((struct str){ out, n }, &back) || back != x;
		longer += shorter_exists(x, (struct str){ out, n });
		snprintf(digits, sizeof(digits), "%.*g", 12 + i % 12, x);
		differ += !num_parse(str_of(digits), &back) || back != strtod(digits, NULL);
	}
	CHECK(bad == 0, "300000 random doubles read back from what is printed");
	CHECK(longer == 0, "and none has a shorter form");
	CHECK(differ == 0, "12 to 23 printed digits read as strtod reads them");
}

/* Random texts of digits and what goes with them, some of them numbers: the fast reader says what the other says. */
static void check_fast(void)
{
	static const char some[] = "0123456789012345678901234567890123456789.....--e+ x\t";
	struct rng r = rng_stream(SEED, "fast", 0);
	size_t differ = 0, numbers = 0;

	for (int i = 0; i < 400000; i++) {
		char text[24 + NUM_SPARE];
		size_t n = rng_below(&r, 24);
		double a = 7, b = 7;
		bool is;

		for (size_t at = 0; at < sizeof(text); at++)
			text[at] = some[rng_below(&r, i % 2 ? 41 : sizeof(some))];
		is = num_parse((struct str){ text, n }, &a);
		numbers += is;
		differ += num_parse_fast((struct str){ text, n }, &b) != is ||
		          (is && memcmp(&a, &b, sizeof(a)) != 0);
	}
	CHECK(differ == 0 && numbers > 100000,
	      "400000 texts, %zu of them numbers: %zu are read otherwise", numbers, differ);
}

int main(void)
{
	check_fast();
	check_tables();
	check_integers();
	check_round_trips();
	return check_done();
}
