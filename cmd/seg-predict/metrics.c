/* metrics - writes how good chances are, as a table. */
#include "metrics.h"

#include "out.h"

void metrics_write(const struct scores *s, const char *path)
{
	struct out *out = out_open(path);
	struct buf b = { 0 };

	buf_text(&b, "metric\tvalue\tlow\thigh\n");
	for (size_t i = 0; i < SCORES_METRICS; i++) {
		const double x[] = { s->value[i], s->low[i], s->high[i] };

		buf_text(&b, scores_names[i].name);
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
