/* seg-clean_fuzz - any bytes as a cell of any type of seg-clean: what is read is written in a form that reads as the
 * same again. The first bytes choose the type, the order of dates, the decimal mark and the country. */
#include "arena.h"
#include "cleaning.h"
#include "fuzz.h"

/* Reads the cell; whether it holds what its type says. The text that is made goes to `made`. */
static bool read_cell(const struct step *s, struct str text, struct value *v, struct buf *made)
{
	struct step_tally tally = { 0 };
	struct cleaning row = { .count = &tally, .line = 1 };
	bool good;

	*v = (struct value){ .text = text };
	buf_reserve(&row.made, 2 * TYPE_TEXT_MOST);
	good = !s->type->read(&row, s, v);
	buf_clear(made);
	buf_str(made, v->text);
	v->text = buf_view(made);
	buf_release(&row.made);
	arena_release(&row.spill);
	return good && !row.undecided;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const countries[] = { "GB", "US", "DE", "NL", "IE", "JP" };
	static const char marks[] = { '\0', '.', ',' };
	struct value once, twice;
	struct buf a = { 0 }, b = { 0 };
	struct step s = { 0 };
	struct str text;

	if (n < 4)
		return 0;
	text = (struct str){ (const char *)data + 4, n - 4 };
	s.type = &types[data[0] % type_count];
	s.reading.dates = data[1] % (DATES_UNKNOWN + 1);
	s.reading.decimal = marks[data[2] % 3];
	s.reading.refuse = data[3] & 1;
	if (s.type->countries && data[3] & 2)
		s.own = (void *)(uintptr_t)country_find(str_of(countries[(data[3] >> 2) % 6]));
	if (!text.n || str_utf8_bad(text) < text.n)
		return 0;
	if (read_cell(&s, text, &once, &a)) {
		/* what was written has a decimal point, whatever the mark was */
		s.reading.decimal = s.reading.decimal ? '.' : '\0';
		if (!a.n)
			goto end;
		must(read_cell(&s, once.text, &twice, &b) || !s.reading.decimal);
		must(str_eq(once.text, twice.text));
		must(once.has_amount == twice.has_amount && once.has_moment == twice.has_moment);
		must(!once.has_amount || once.amount.units == twice.amount.units);
		must(!once.has_moment || once.moment.day == twice.moment.day);
	}
end:
	buf_release(&a);
	buf_release(&b);
	return 0;
}
