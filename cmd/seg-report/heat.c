/* heat - tables whose cells are shaded by what they hold. */
#include "heat.h"

#include <math.h>

#include "html.h"

#define SHADES 7

static bool has_decimal(const struct heat *h, double share)
{
	return fabs(share) < (h->decimals ? 0.0995 : 0.0095) && share != 0;
}

static double printed(const struct heat *h, const struct cell *c)
{
	double x = cell_value(c);

	if (c->unit != UNIT_SHARE)
		return x;
	return has_decimal(h, x) ? round(1000 * x) / 10 : round(100 * x);
}

void heat_include(struct heat *h, const struct cell *c)
{
	h->highest = fmax(h->highest, printed(h, c));
}

void heat_from_lowest(struct heat *h, const struct cell *c)
{
	double x = printed(h, c);

	if (isnan(x))
		return;
	h->lowest = h->begun ? fmin(h->lowest, x) : x;
	h->highest = h->begun ? fmax(h->highest, x) : x;
	h->begun = true;
}

const char *heat_say(const struct report *r, const struct heat *h, const struct cell *c)
{
	const char *said = report_say(r, c);
	size_t n = strlen(said);

	if (!n || said[n - 1] != '%')
		return said;
	if (*said != '<' && has_decimal(h, cell_value(c)))
		return arena_printf(r->keep, "%.1f", 100 * cell_value(c));
	return arena_printf(r->keep, "%.*s", (int)n - 1, said);
}

void heat_cell(struct buf *b, const struct report *r, const struct heat *h, const struct cell *c,
               const char *more, bool pale)
{
	double part = (printed(h, c) - h->lowest) / (h->highest - h->lowest);

	part = floor(SHADES * (h->begun ? part : sqrt(fmax(part, 0))));
	if (isnan(cell_value(c)) || pale)
		html_put(b, "<td class=\"soft\">%s%s</td>", heat_say(r, h, c), more);
	else
		html_put(b, "<td class=\"h%u\">%s%s</td>",
		         (unsigned)fmin(fmax(part, 0), SHADES - 1), heat_say(r, h, c), more);
}
