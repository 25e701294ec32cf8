/* date_fuzz - any bytes as a date or a moment, in every order of day and month: what is read must print and read back. */
#include "day.h"
#include "fuzz.h"

static void check_moment(const struct moment *when)
{
	struct moment again;
	char out[TIME_TEXT];
	size_t len = day_print_moment(out, when);

	must(len <= TIME_TEXT);
	must(day_parse_moment((struct str){ out, len }, &again));
	must(when->day == again.day && when->second == again.second);
	must(when->offset == again.offset && when->has_offset == again.has_offset);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	struct moment when;
	int32_t day;
	char out[DAY_TEXT];

	if (day_parse_iso(text, &day)) {
		must(n == DAY_TEXT && day_print(out, day) == DAY_TEXT);
		must(memcmp(out, data, DAY_TEXT) == 0);
		must(day_parse_moment(text, &when) && when.day == day && when.second == -1);
	}
	if (day_parse_moment(text, &when))
		check_moment(&when);
	for (int order = DAY_YMD; order <= DAY_MDY; order++)
		if (day_parse(text, (enum day_order)order, &when))
			check_moment(&when);
	return 0;
}
