/* svg - bars and fluid plots inside a page. */
#include "svg.h"

#include <math.h>

#include "html.h"

#define SCALE 1000 /* units of the box that lines are drawn in */

static double within(double share)
{
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

void svg_bar(struct buf *b, const char *class, double share, double low, double high)
{
	double cut = within(share), from = 100 * within(low), to = 100 * within(high);

	buf_text(b, "<svg height=\"8\" aria-hidden=\"true\">");
	if (cut > 0)
		html_put(b, "<rect class=\"%s\" width=\"%.1f%%\" height=\"8\"/>", class,
		         fmax(cut * 100, 0.1));
	for (int k = 0; k < 2 && from < to; k++)
		html_put(b, "<line class=\"%s\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"4\" y2=\"4\"/>",
		         k ? "span" : "span-halo", from, to);
	buf_text(b, "</svg>");
}

void svg_track(struct buf *b, double share, double lower, double upper, const char *words)
{
	html_put(b, "<svg height=\"34\" role=\"img\" aria-label=\"%s\">", words);
	buf_text(b, "<rect class=\"fill-rule\" y=\"24\" width=\"100%\" height=\"10\"/>");
	html_put(b, "<rect class=\"fill-bar\" y=\"24\" width=\"%.1f%%\" height=\"10\"/>", share * 100);
	html_put(b, "<rect class=\"fill-accent\" x=\"%.1f%%\" y=\"20\" width=\"%.1f%%\" height=\"18\"/></svg>",
	         lower * 100, fmax((upper - lower) * 100, 0.5));
}

void svg_open(struct buf *b, const struct svg_plot *plot)
{
	html_put(b,
	         "<div class=\"plot%s\">\n<svg height=\"%u\" role=\"img\" aria-labelledby=\"%s-t "
	         "%s-d\">\n"
	         "<title id=\"%s-t\">%s</title>\n<desc id=\"%s-d\">%s</desc>\n",
	         plot->ends ? " ends-r" : "", plot->height, plot->id, plot->id, plot->id,
	         plot->title, plot->id, plot->words);
}

void svg_spark(struct buf *b, const double *value, size_t n, const char *last_class,
               unsigned height, const char *words)
{
	double most = 0, step = 100.0 / (double)n;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, value[i]);
	if (words)
		html_put(b, "<svg height=\"%u\" role=\"img\" aria-label=\"%s\">", height, words);
	else
		html_put(b, "<svg height=\"%u\" aria-hidden=\"true\">", height);
	for (size_t i = 0; i < n; i++) {
		double tall = most > 0 && value[i] > 0 ? fmax((double)height * value[i] / most, 1) : 0;

		if (tall > 0)
			html_put(b, "<rect class=\"%s\" x=\"%.1f%%\" width=\"%.1f%%\" y=\"%.1f\" height=\"%.1f\"/>",
			         i + 1 == n ? last_class : "fill-bar", (double)i * step, step * 0.8,
			         height - tall, tall);
	}
	buf_text(b, "</svg>");
}

void svg_axes(struct buf *b, size_t up, const double *tick, const char *const *label, size_t ticks,
              const char *x_title)
{
	buf_text(b, "<g class=\"grid\">");
	for (size_t i = 1; i <= up; i++) {
		double y = 100.0 - 100.0 * (double)i / (double)up;

		html_put(b, "<line x1=\"0\" x2=\"100%%\" y1=\"%.1f%%\" y2=\"%.1f%%\"/>", y, y);
	}
	buf_text(b, "</g>\n<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"100%\" y2=\"100%\"/>\n");
	for (size_t i = 0; i <= up; i++) {
		double percent = 100.0 * (double)i / (double)up;

		html_put(b, "<text class=\"end\" x=\"0\" y=\"%.1f%%\" dx=\"-8\" dy=\"4\">%.1f%s</text>\n",
		         100 - percent, percent, i == up ? "%" : "");
	}
	for (size_t i = 0; i < ticks; i++)
		html_put(b, "<text class=\"mid\" x=\"%.1f%%\" y=\"100%%\" dy=\"18\">%s</text>\n",
		         100 * tick[i], label[i]);
	html_put(b, "<text class=\"end\" x=\"100%%\" y=\"100%%\" dy=\"35\">%s</text>\n", x_title);
}

void svg_guide(struct buf *b, double x)
{
	html_put(b, "<g class=\"grid\"><line x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"0\" y2=\"100%%\"/></g>\n",
	         100 * x, 100 * x);
}

#define ACROSS_MOST 20

void svg_percent_axes(struct buf *b, size_t across, size_t up, const char *x_title)
{
	static const char *const labels[] = { "0", "20", "40", "60", "80", "100%" }, *const quarters[] = {
		"0", "25", "50", "75", "100%"
	};
	double tick[ACROSS_MOST];

	for (size_t i = 0; i <= across; i++)
		tick[i] = (double)i / (double)across;
	svg_axes(b, up, tick, across == 4 ? quarters : labels, across + 1, x_title);
}

void svg_line(struct buf *b, const char *class, const double *x, const double *y, size_t n)
{
	double last_x = 0, last_y = 0;

	html_put(b,
	         "<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" width=\"100%%\" "
	         "height=\"100%%\">"
	         "<path class=\"%s\" d=\"",
	         class);
	for (size_t i = 0; i < n; i++) {
		double at_x = x[i] * SCALE, at_y = (1 - y[i]) * SCALE;

		if (i && i + 1 < n && fabs(at_x - last_x) < 0.1 && fabs(at_y - last_y) < 0.1)
			continue;
		html_put(b, i ? "L%.1f %.1f" : "M%.1f %.1f", at_x, at_y);
		last_x = at_x;
		last_y = at_y;
	}
	buf_text(b, "\"/></svg>\n");
}

#define BOX                                                                                        \
	"<svg viewBox=\"0 0 1000 1000\" preserveAspectRatio=\"none\" width=\"100%%\" "             \
	"height=\"100%%\">"                                                                        \
	"<path class=\"%s\" d=\""

/* From where the pen is, in steps along x. */
static void put_steps(struct buf *b, const double *x, const double *y, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		html_put(b, i ? "H%.1fV%.1f" : "M%.1f %.1f", x[i] * SCALE, (1 - y[i]) * SCALE);
	}
}

void svg_steps(struct buf *b, const char *class, const double *x, const double *y, size_t n)
{
	html_put(b, BOX, class);
	put_steps(b, x, y, n);
	buf_text(b, "\"/></svg>\n");
}

void svg_band(struct buf *b, const char *class, const double *x, const double *low,
              const double *high, size_t n)
{
	html_put(b, BOX, class);
	put_steps(b, x, low, n);
	for (size_t i = n; i-- > 0;)
		html_put(b, "V%.1fH%.1f", (1 - high[i]) * SCALE, x[i] * SCALE);
	buf_text(b, "Z\"/></svg>\n");
}

void svg_end(struct buf *b, double y, const char *strong, const char *words)
{
	html_put(b,
	         "<text class=\"say\" x=\"100%%\" y=\"%.1f%%\" dx=\"8\" dy=\"4\"><tspan "
	         "class=\"strong\">%s</tspan> %s</text>\n",
	         (1 - y) * 100, strong, words);
}

void svg_say(struct buf *b, const struct svg_label *l)
{
	double x = l->x * 100, y = (1 - l->y) * 100;

	if (l->ring)
		html_put(b, "<circle class=\"ring\" cx=\"%.1f%%\" cy=\"%.1f%%\" r=\"4.5\"/>\n", x, y);
	for (int line = 0; line < 2; line++) {
		const char *words = line ? l->soft : l->strong;

		if (!words)
			continue;
		html_put(b, "<text class=\"%s%s\" x=\"%.1f%%\" y=\"%.1f%%\"",
		         line ? "halo" : "strong halo", l->at_end ? " end" : "", x, y);
		buf_printf(b, " dx=\"%d\" dy=\"%d\">", l->dx, l->dy + (line && l->strong ? 15 : 0));
		html_text(b, str_of(words));
		buf_text(b, "</text>\n");
	}
}

void svg_close(struct buf *b)
{
	buf_text(b, "</svg>\n</div>\n");
}
