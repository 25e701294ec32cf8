/* ratio - one group's rate over another's, or over everyone's, with an interval wherever there is one. */
#include "ratio.h"

#include <math.h>

static const struct fair_estimate undefined = { NAN, NAN, NAN };

struct fair_estimate ratio_of(struct ratio_part a, struct ratio_part b, double confidence)
{
	struct fair_estimate e = fair_ratio(a.hits, a.total, b.hits, b.total, confidence);
	struct fair_estimate rate_a, rate_b;

	if (isnan(e.value) || !isnan(e.low))
		return e;
	rate_a = fair_share(a.hits, a.total, confidence);
	rate_b = fair_share(b.hits, b.total, confidence);
	if (!(a.hits > 0)) {
		e.low = 0;
		e.high = rate_a.high / sqrt(rate_b.low * (2 * rate_b.value - rate_b.low));
	} else {
		e.low = rate_a.low;
		e.high = 1 / rate_b.low;
	}
	return e;
}

struct fair_estimate ratio_to_both(struct ratio_part a, struct ratio_part rest, double w, double confidence)
{
	double rate = a.hits / a.total, other = rest.total > 0 ? rest.hits / rest.total : 0, r_low,
	       r_high;
	struct fair_estimate e = { rate / (w * rate + (1 - w) * other), NAN, NAN };

	if (!(a.total > 0) || !(w * rate + (1 - w) * other > 0))
		return undefined;
	if (!(rest.total > 0))
		return e;
	if (rest.hits > 0) {
		struct fair_estimate r = ratio_of(a, rest, confidence);

		r_low = r.low;
		r_high = r.high;
	} else { /* r is infinite: bounds of 1 / r, from the other side */
		r_low = 1 / ratio_of(rest, a, confidence).high;
		r_high = INFINITY;
	}
	e.low = r_low / (1 - w + w * r_low);
	e.high = isinf(r_high) ? 1 / w : r_high / (1 - w + w * r_high);
	return e;
}

struct fair_estimate ratio_to_whole(struct ratio_part a, struct ratio_part whole, double confidence)
{
	struct ratio_part rest = { whole.hits - a.hits, whole.total - a.total };
	struct fair_estimate e;

	if (whole.hits == 0 || a.total == 0 || a.hits > a.total || a.hits > whole.hits ||
	    a.total > whole.total || rest.hits > rest.total)
		return undefined;
	e = ratio_to_both(a, rest, a.total / whole.total, confidence);
	e.value = a.hits / a.total / (whole.hits / whole.total);
	return e;
}
