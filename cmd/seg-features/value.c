/* value - what a feature says of a customer, and how it is written. */
#include "value.h"

#include <math.h>

#include "day.h"
#include "tsv.h"

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
		buf_printf(out, "%04d-%02d", (int)(v->whole / 12), (int)(v->whole % 12) + 1);
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
