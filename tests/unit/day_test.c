/* day_test - civil dates and times. Oracles: the Gregorian rules counted day by day here, and known days. */
#include "check.h"
#include "day.h"

static bool parsed(const char *text, enum day_order order, const char *expected)
{
	struct moment m;
	char out[TIME_TEXT];
	size_t n;

	if (!day_parse(str_of(text), order, &m))
		return expected == NULL;
	n = day_print_moment(out, &m);
	if (expected && str_is((struct str){ out, n }, expected))
		return true;
	printf("# %s gives %.*s\n", text, (int)n, out);
	return false;
}

/* Walks every day from 0001-01-01 to 9999-12-31 with nothing but the lengths of months. */
static size_t walk(void)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t day, expected;
	size_t wrong = 0;

	day_from_civil(1, 1, 1, &expected);
	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++) {
			int days = length[m - 1] +
			           (m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0));

			for (int d = 1; d <= days; d++, expected++) {
				int yy, mm, dd;
				char text[DAY_TEXT];

				wrong += !day_from_civil(y, m, d, &day) || day != expected;
				day_to_civil(expected, &yy, &mm, &dd);
				wrong += yy != y || mm != m || dd != d;
				day_print(text, expected);
				wrong += !day_parse_iso((struct str){ text, DAY_TEXT }, &day) ||
				         day != expected;
			}
			wrong += day_from_civil(y, m, days + 1, &day) || day_from_civil(y, m, 0, &day);
		}
	return wrong;
}

/* Each text behind each other: what is remembered of the one never shows in the other. */
static size_t pairs_differ(void)
{
	static const char *const text[] = { "2026-01-01",
		                            "2026-01-01T12:00:00",
		                            "2026-01-01 12:00:01",
		                            "2026-01-01T24:00:00",
		                            "2026-01-02",
		                            "2026-01-11T12:00:00",
		                            "2026-01-32",
		                            "2026-01-0x",
		                            "2026-02-29",
		                            "2026-01-01T12:00:00Z",
		                            "2026-01-01T12:00:00x",
		                            "\0\0\0\0\0\0\0\0"
		                            "00" };
	size_t n = sizeof(text) / sizeof(*text), differ = 0;

	for (size_t i = 0; i < n * n; i++) {
		struct day_memory last = { 0 };
		struct moment a = { 0 }, b = { 0 };
		struct str first = { text[i / n], i / n == n - 1 ? 10 : strlen(text[i / n]) };
		struct str second = { text[i % n], i % n == n - 1 ? 10 : strlen(text[i % n]) };
		bool fine = day_parse_moment(second, &b);

		day_parse_next(first, &last, &a);
		differ += day_parse_next(second, &last, &a) != fine;
		differ += fine &&
		          (a.day != b.day || a.second != b.second || a.has_offset != b.has_offset);
	}
	return differ;
}

int main(void)
{
	static const char *const bad[] = { "",
		                           "2026",
		                           "2026-2-3",
		                           "2026-02-30",
		                           "2023-02-29",
		                           "1900-02-29",
		                           "2026-13-01",
		                           "2026-00-10",
		                           "2026-01-00",
		                           "0000-01-01",
		                           " 2026-01-01",
		                           "2026-01-01 ",
		                           "2026-01-01x",
		                           "26-01-01",
		                           "2026/01/01",
		                           "2026-01-1",
		                           "+026-01-01",
		                           "20260101" };
	static const char *const bad_times[] = {
		"2026-01-01T",          "2026-01-01T24:00:00", "2026-01-01T12:60",
		"2026-01-01T12:00:60",  "2026-01-01T12",       "2026-01-01T12:00:00+15:00",
		"2026-01-01T12:00:00x", "2026-01-01x12:00:00", "2026-01-01T12:00:00."
	};
	int32_t day;
	struct moment m;

	CHECK(day_from_civil(1970, 1, 1, &day) && day == 0, "1970-01-01 is day 0");
	CHECK(day_from_civil(2026, 11, 21, &day) && day == 20778,
	      "2026-11-21 is day 20778 (date -d 2026-11-21 +%%s / 86400)");
	CHECK(day_from_civil(1, 1, 1, &day) && day == -719162,
	      "0001-01-01 is day -719162 (Python's date.toordinal)");
	CHECK(walk() == 0, "every day of the years 1 to 9999 goes there and back");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!day_parse_iso(str_of(bad[i]), &day), "'%s' is no seg-tsv date", bad[i]);
	for (size_t i = 0; i < sizeof(bad_times) / sizeof(*bad_times); i++)
		CHECK(!day_parse_moment(str_of(bad_times[i]), &m), "'%s' is no seg-tsv time",
		      bad_times[i]);

	CHECK(parsed("21/11/2026", DAY_DMY, "2026-11-21"), "day first");
	CHECK(parsed("11/21/2026", DAY_MDY, "2026-11-21"), "month first");
	CHECK(parsed("21/11/2026", DAY_MDY, NULL), "a month 21 is no month");
	CHECK(parsed("3/4/2026", DAY_DMY, "2026-04-03") && parsed("3/4/2026", DAY_MDY, "2026-03-04"),
	      "the order decides");
	CHECK(parsed("2026/4/3", DAY_DMY, "2026-04-03"),
	      "a year of four digits in front settles the order");
	CHECK(parsed("20260403", DAY_YMD, "2026-04-03") && parsed("03042026", DAY_DMY, "2026-04-03"),
	      "without marks");
	CHECK(parsed("3 Apr 2026", DAY_MDY, "2026-04-03") &&
	              parsed("April 3, 2026", DAY_DMY, "2026-04-03"),
	      "a named month settles the order");
	CHECK(parsed("3-apr.-2026", DAY_DMY, "2026-04-03") && parsed("Apri 3, 2026", DAY_DMY, NULL),
	      "names are whole or three letters");
	CHECK(parsed("03/04/26", DAY_DMY, NULL), "two digits are no year");
	CHECK(parsed("03/04-2026", DAY_DMY, NULL), "one kind of mark");
	CHECK(parsed("29.02.2024 7:05 pm", DAY_DMY, "2024-02-29T19:05:00"), "pm");
	CHECK(parsed("29.02.2024 12:05 am", DAY_DMY, "2024-02-29T00:05:00"), "12 am is midnight");
	CHECK(parsed("29.02.2024 13:05 pm", DAY_DMY, NULL), "there is no 13 pm");
	CHECK(parsed("2026-03-27 04:10:57 +0500", DAY_YMD, "2026-03-27T04:10:57+05:00"),
	      "an offset stays as it is written");
	CHECK(parsed("2026-03-27T04:10:57.123Z", DAY_YMD, "2026-03-27T04:10:57Z"),
	      "fractions are dropped, Z is kept");
	CHECK(day_parse_moment(str_of("2026-01-01T23:30:00-08:00"), &m) && m.offset == -480,
	      "an offset west is negative");
	day_from_civil(2026, 1, 1, &day);
	CHECK(m.day == day, "the day of a time is the day as written");
	CHECK(pairs_differ() == 0, "a text is read the same whatever text was before it");
	return check_done();
}
