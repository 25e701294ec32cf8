/* str_test - slices of bytes. UTF-8 cases after Markus Kuhn's list of what a decoder must refuse. */
#include "check.h"
#include "str.h"

static bool valid(const char *p, size_t n)
{
	return str_utf8_bad((struct str){ p, n }) == n;
}

int main(void)
{
	struct str rest = str_of("a,,b,"), part;
	char long_text[100];

	CHECK(str_split(&rest, ',', &part) && str_is(part, "a") && str_split(&rest, ',', &part) &&
	              part.n == 0 && str_split(&rest, ',', &part) && str_is(part, "b") &&
	              !str_split(&rest, ',', &part),
	      "a,,b, splits in a, nothing, b");
	{
		const struct str sorted[] = { str_of("a"), str_of("b"), str_of("b"), str_of("d") };

		CHECK(str_rank(sorted, 4, str_of("")) == 0 && str_rank(sorted, 4, str_of("b")) == 1 &&
		              str_rank(sorted, 4, str_of("c")) == 3 &&
		              str_rank(sorted, 4, str_of("e")) == 4 &&
		              str_rank(NULL, 0, str_of("a")) == 0,
		      "a rank is how many come before, of equals the first");
	}
	CHECK(str_cmp(str_of("a"), str_of("ab")) < 0 && str_cmp(str_of("\xff"), str_of("z")) > 0 &&
	              str_cmp(str_of(""), str_of("")) == 0,
	      "byte order is that of LC_ALL=C sort");
	CHECK(str_is(str_trim(str_of(" \t a b\r\n")), "a b") && str_trim(str_of("  ")).n == 0,
	      "trim cuts both ends");
	CHECK(str_distance(str_of("custmer_id"), str_of("customer_id"), 3) == 1,
	      "a letter left out is one edit");
	CHECK(str_distance(str_of("spned"), str_of("spend"), 3) == 1,
	      "two letters swapped are one edit");
	CHECK(str_distance(str_of("kitten"), str_of("sitting"), 5) == 3,
	      "kitten and sitting are three edits apart");
	CHECK(str_distance(str_of("abc"), str_of("xyz"), 2) == 3,
	      "beyond the limit it is the limit and one");
	CHECK(valid("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8D\x9E", 14), "two, three and four bytes");
	CHECK(valid("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF", 10),
	      "around the surrogates, and the last of all");
	CHECK(!valid("\xC0\x80", 2) && !valid("\xC1\xBF", 2) && !valid("\xE0\x9F\xBF", 3) &&
	              !valid("\xF0\x8F\xBF\xBF", 4),
	      "overlong forms are refused");
	CHECK(!valid("\xED\xA0\x80", 3) && !valid("\xED\xBF\xBF", 3), "surrogates are refused");
	CHECK(!valid("\xF4\x90\x80\x80", 4) && !valid("\xF8\x88\x80\x80\x80", 5) && !valid("\xFE", 1),
	      "beyond U+10FFFF");
	CHECK(!valid("\xE2\x82", 2) && !valid("\x80", 1) && !valid("a\xC3", 2),
	      "cut and stray bytes are refused");
	CHECK(!valid("a\0b", 3), "NUL is refused");
	memset(long_text, 'x', sizeof(long_text));
	for (size_t i = 0; i < sizeof(long_text); i++) {
		long_text[i] = (char)0xFF;
		if (str_utf8_bad((struct str){ long_text, sizeof(long_text) }) != i)
			break;
		long_text[i] = 'x';
	}
	CHECK(long_text[99] == 'x', "a bad byte is found wherever it stands");
	return check_done();
}
