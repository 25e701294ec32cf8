/* value - what a feature says of a customer, and how it is written. */
#include "value.h"

#include <math.h>

#include "day.h"
#include "tsv.h"

/* 2026-11 */
static void put_month(struct buf *out, unsigned months)
{
	unsigned part[] = { months / 12 / 100, months / 12 % 100, months % 12 + 1 };

	for (size_t i = 0; i < 3; i++) {
		if (i == 2)
			buf_char(out, '-');
		buf_char(out, (char)('0' + part[i] / 10));
		buf_char(out, (char)('0' + part[i] % 10));
	}
}

bool value_put(struct buf *out, const struct value *v, bool headerless)
{
	struct exact money;

	buf_char(out, '\t');
	switch (v->kind) {
	case VALUE_WHOLE:
		buf_int(out, v->whole);
		return true;
	case VALUE_DAY:
		buf_reserve(out, DAY_TEXT);
		out->n += day_print(out->p + out->n, (int32_t)v->whole);
		return true;
	case VALUE_MONTH:
		put_month(out, (unsigned)v->whole);
		return true;
	case VALUE_MONEY:
		if (!exact_sum_result(&v->money, &money))
			return false;
		exact_put(out, money);
		return true;
	case VALUE_REAL:
		if (isfinite(v->real))
			buf_double(out, v->real);
		else
			break;
		return true;
	case VALUE_TEXT:
		buf_str(out, v->text);
		return true;
	case VALUE_BAD:
		return false;
	case VALUE_NONE:
		break;
	}
	cell_put(out, (struct str){ 0 }, headerless);
	return true;
}
