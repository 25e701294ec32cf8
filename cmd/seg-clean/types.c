/* types - what a cell may hold, and the one form it is written in. */
#include "types.h"

#include "cleaning.h"

static const char *read_text(struct cleaning *row, const struct step *s, struct value *v)
{
	(void)row, (void)s, (void)v;
	return NULL;
}

static const char *read_id(struct cleaning *row, const struct step *s, struct value *v)
{
	(void)row, (void)s;
	v->text = str_trim(v->text);
	return NULL;
}

/* A date that is not in the standard form, in a column whose order of day and month is not known yet. */
static const char *undecided_date(struct cleaning *row, const struct step *s, struct value *v)
{
	struct moment ymd, dmy, mdy;
	bool y = day_parse(v->text, DAY_YMD, &ymd), d = day_parse(v->text, DAY_DMY, &dmy);
	bool m = day_parse(v->text, DAY_MDY, &mdy);
	struct evidence *e = &row->count[s->number].evidence;

	if (!y && !d && !m)
		return "not a date";
	v->has_moment = true;
	v->moment = y ? ymd : d ? dmy : mdy;
	if (y ? (!d || dmy.day == ymd.day) && (!m || mdy.day == ymd.day) : d && m && dmy.day == mdy.day)
		return NULL; /* 2026/11/21, 21 Nov 2026, 3/3/2026 */
	if (s->reading.refuse)
		return "day or month first? say --dates=dmy or --dates=mdy";
	row->undecided = true;
	if (d && m)
		e->either++;
	else
		evidence_add(e, d ? EVIDENCE_FIRST : EVIDENCE_SECOND, row->line, v->text);
	return NULL;
}

static const char *read_moment(struct cleaning *row, const struct step *s, struct value *v)
{
	enum date_order order = s->reading.dates;

	v->text = str_trim(v->text);
	v->has_moment = day_parse_moment(v->text, &v->moment);
	if (!v->text.n || v->has_moment)
		return NULL;
	if (order == DATES_UNKNOWN)
		return undecided_date(row, s, v);
	v->has_moment = day_parse(v->text, (enum day_order)order, &v->moment);
	return v->has_moment        ? NULL
	       : order == DATES_YMD ? "not a date (year, month, day)"
	       : order == DATES_DMY ? "not a date (day, month, year)"
	                            : "not a date (month, day, year)";
}

/* The day as seg-tsv has it already. */
static bool is_iso_day(struct str t)
{
	return t.n == DAY_TEXT && t.p[4] == '-' && t.p[7] == '-';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A moment as 2026-11-21 17:30:05, with a blank or a T, and no part of it with one digit only. */
static bool is_iso_second(struct str t)
{
	return t.n == 19 && t.p[4] == '-' && t.p[7] == '-' && is_digit(t.p[9]) &&
	       is_digit(t.p[11]) && t.p[13] == ':' && t.p[16] == ':' && is_digit(t.p[18]);
}

static const char *read_time(struct cleaning *row, const struct step *s, struct value *v)
{
	const char *wrong = read_moment(row, s, v);
	char *p;

	if (wrong || !v->has_moment || is_iso_day(v->text))
		return wrong;
	if (is_iso_second(v->text) && !v->moment.has_offset) {
		p = row_room(row, 19); /* ISO already, but for the T */
		memcpy(p, v->text.p, 19);
		p[10] = 'T';
		v->text.p = p;
		return NULL;
	}
	p = row_room(row, TIME_TEXT);
	v->text = (struct str){ p, day_print_moment(p, &v->moment) };
	return NULL;
}

static const char *read_date(struct cleaning *row, const struct step *s, struct value *v)
{
	const char *wrong = read_moment(row, s, v);
	char *p;

	if (wrong || !v->has_moment)
		return wrong;
	v->moment.second = -1;
	if (is_iso_day(v->text))
		return NULL;
	p = row_room(row, DAY_TEXT);
	v->text = (struct str){ p, day_print(p, v->moment.day) };
	return NULL;
}

static const char *read_bool(struct cleaning *row, const struct step *s, struct value *v)
{
	static const char *const words[][2] = { { "1", "0" }, { "yes", "no" }, { "true", "false" },
		                                { "y", "n" }, { "t", "f" },    { "on", "off" } };

	(void)row, (void)s;
	v->text = str_trim(v->text);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		for (int no = 0; no < 2; no++)
			if (v->text.n == strlen(words[i][no]) &&
			    strncasecmp(v->text.p, words[i][no], v->text.n) == 0) {
				v->text = str_of(no ? "0" : "1");
				v->amount = exact_of(!no);
				v->has_amount = true;
				return NULL;
			}
	return v->text.n ? "neither yes nor no" : NULL;
}

const struct type types[] = {
	{ "id", "kept as it is, without blanks around it; leading zeros count", .read = read_id },
	{ "text", "kept as it is", .read = read_text },
	{ "integer", "digits, perhaps with thousands marks", .amounts = true, .read = read_integer },
	{ "number", "digits with a decimal mark, perhaps with thousands marks; argument: the mark, . or ,",
	  .amounts = true, .read = read_number },
	{ "money", "a number with its sign or in parentheses, and a currency; argument: as for number",
	  .amounts = true, .read = read_money },
	{ "date", "a day; argument: its order ymd, dmy or mdy", .dates = true, .read = read_date },
	{ "time", "a day and perhaps a time; argument: as for date", .dates = true, .read = read_time },
	{ "bool", "yes or no, true or false, y or n, on or off, 1 or 0: written 1 and 0",
	  .read = read_bool },
	{ "email", "an address; its domain in lower case", .read = read_email },
	{ "phone", "E.164, as +442079460000; argument: the country of numbers without one",
	  .countries = true, .read = read_phone },
	{ "postcode", "in the form of its country, which is the argument", .countries = true,
	  .read = read_postcode },
};
const size_t type_count = sizeof(types) / sizeof(*types);

const struct type *type_find(struct str name)
{
	for (size_t i = 0; i < type_count; i++)
		if (str_is(name, types[i].name))
			return &types[i];
	return NULL;
}
