/* metrics - writes how good chances or numbers are, as a table. */
#include "metrics.h"

#include "out.h"

void metrics_write(const struct classifier *c, const char *path)
{
	size_t n = c->is_linear ? RESIDUALS_METRICS : SCORES_METRICS;
	const double *value = c->is_linear ? c->residuals.value : c->scores.value;
	const double *low = c->is_linear ? c->residuals.low : c->scores.low;
	const double *high = c->is_linear ? c->residuals.high : c->scores.high;
	struct out *out = out_open_side(path, "write-metrics");
	struct buf b = { 0 };

	buf_text(&b, "metric\tvalue\tlow\thigh\n");
	for (size_t i = 0; i < n; i++) {
		const double x[] = { value[i], low[i], high[i] };

		buf_text(&b, c->is_linear ? residuals_names[i] : scores_names[i].name);
		for (size_t k = 0; k < 3; k++) {
			buf_char(&b, '\t');
			buf_double(&b, x[k]);
		}
		buf_char(&b, '\n');
	}
	out_take(out, &b);
	out_close(out);
	buf_release(&b);
}
