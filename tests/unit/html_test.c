/* html_test - what data may do to a page, a terminal and a number. Oracles: the HTML standard's list of characters
 * that end text and attributes; sha256sum(1) and base64(1) for the policy; DESIGN-REPORT section 5 for figures. */
#include "html.h"

#include "check.h"
#include "figure.h"
#include "svg.h"
#include "text.h"

static bool is(struct buf *b, const char *expected)
{
	bool same = str_is(buf_view(b), expected);

	if (!same)
		printf("# '%.*s' instead of '%s'\n", (int)b->n, b->p, expected);
	buf_release(b);
	*b = (struct buf){ 0 };
	return same;
}

static bool text_is(const char *data, const char *expected)
{
	struct buf b = { 0 };

	html_text(&b, str_of(data));
	return is(&b, expected);
}

static void test_sinks(void)
{
	struct buf b = { 0 };

	CHECK(text_is("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"),
	      "the five characters of markup are escaped");
	CHECK(text_is("a\x1b[31mb\x07"
	              "c\xc2\x9b"
	              "d\x7f",
	              "a[31mbcd"),
	      "control characters are dropped");
	CHECK(text_is("a\tb\nc\xe2\x80\xa8"
	              "d",
	              "a b c d"),
	      "tabs and line ends are blanks");
	CHECK(text_is("a\xe2\x80\xae"
	              "b\xe2\x81\xa6"
	              "c\xd8\x9c"
	              "d\xe2\x80\x8f",
	              "abcd"),
	      "bidi controls are dropped");
	CHECK(text_is("a\xff"
	              "b\xc3",
	              "a\xef\xbf\xbd"
	              "b\xef\xbf\xbd"),
	      "bytes that are not UTF-8 are shown as such");
	CHECK(text_is("\xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d\xe0\xa4\xb7",
	              "\xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d\xe0\xa4\xb7"),
	      "joiners stay: words are written with them");
	html_attribute(&b, "title", str_of("\" onload='x'"));
	CHECK(is(&b, " title=\"&quot; onload=&#39;x&#39;\""), "an attribute cannot be left");
	html_put(&b, "<p>%s, %u, %zu, %.1f%%</p>", "<i>", 7u, (size_t)8, 62.5);
	CHECK(is(&b, "<p>&lt;i&gt;, 7, 8, 62.5%</p>"), "html_put escapes what it puts in");
	html_put(&b, "%.1f %.1f %.1f", 3.0, -0.04, 99.96);
	CHECK(is(&b, "3 0 100"), "lengths have one decimal when they need it");
}

static void test_policy(void)
{
	struct buf b = { 0 };

	/* printf %s 'p{}' | sha256sum | xxd -r -p | base64 */
	html_open(&b, "a<b", "p{}");
	buf_char(&b, '\0');
	CHECK(strstr(b.p, "sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y=") != NULL,
	      "the policy has the hash of the style sheet");
	CHECK(strstr(b.p, "default-src 'none'") && strstr(b.p, "<title>a&lt;b</title>"),
	      "and allows nothing else");
	buf_release(&b);
}

static bool left_is(const char *data, size_t width, const char *expected)
{
	struct buf b = { 0 };

	text_left(&b, str_of(data), width);
	return is(&b, expected);
}

static void test_text(void)
{
	struct buf b = { 0 };
	char long_name[200];

	CHECK(text_width(str_of("日本")) == 4 && text_width(str_of("e\xcc\x81")) == 1,
	      "width counts columns");
	CHECK(left_is("ab", 4, "ab  ") && left_is("日本", 5, "日本 "),
	      "fields are filled up to their columns");
	CHECK(left_is("abcdef", 4, "abc…") && left_is("日本語", 4, "日… "), "and never wider");
	memset(long_name, 'x', sizeof(long_name));
	text_name(&b, (struct str){ long_name, 61 });
	CHECK(b.n == 59 + 3 && text_width(buf_view(&b)) == 60,
	      "a name of 61 characters is cut to 60");
	buf_clear(&b);
	text_name(&b, (struct str){ long_name, 60 });
	CHECK(b.n == 60, "one of 60 is not");
	buf_clear(&b);
	text_wrap(&b, "* ", "  ", (struct str){ long_name, 100 });
	CHECK(b.n == 2 + 78 + 1 + 2 + 22 + 1, "a word wider than a line is broken");
	buf_release(&b);
	text_bar(&b, 0.5, 3);
	CHECK(is(&b, "█▌ "), "bars go in eighths");
	text_bar(&b, 1e-9, 2);
	CHECK(is(&b, "▏ "), "what is not zero shows");
	text_capitals(&b, str_of("größe é"));
	CHECK(is(&b, "GRÖẞE É"), "capitals, character by character");
}

static bool percent_is(double x, const char *expected)
{
	struct buf b = { 0 };

	figure_percent(&b, x);
	return is(&b, expected);
}

static bool money_is(double x, const char *currency, const char *expected)
{
	struct buf b = { 0 };

	figure_money(&b, x, currency);
	return is(&b, expected);
}

static bool number_is(double x, const char *expected)
{
	struct buf b = { 0 };

	figure_number(&b, x);
	return is(&b, expected);
}

static void test_figures(void)
{
	struct buf b = { 0 };

	CHECK(percent_is(0.744, "74%") && percent_is(0.0123, "1%") && percent_is(0.0074, "0.7%") &&
	              percent_is(0.0004, "<0.1%") && percent_is(0, "0%") &&
	              percent_is(0.0096, "1%") && percent_is(1, "100%"),
	      "percent: whole, one decimal under 1 in 100");
	CHECK(percent_is(-0.31, "\xe2\x88\x92"
	                        "31%") &&
	              percent_is(0.0 / 0.0, ""),
	      "minus is U+2212, undefined is nothing");
	CHECK(money_is(302, "£", "£302") && money_is(1047, "£", "£1,050") &&
	              money_is(73210, "£", "£73k") && money_is(8285123, "£", "£8.29m") &&
	              money_is(1.5e9, "£", "£1.50bn"),
	      "money: three digits, as the design has them");
	CHECK(money_is(999.6, "", "1,000") && money_is(9996, "", "10k") && money_is(999600, "", "1.00m"),
	      "rounding up does not skip a unit");
	CHECK(money_is(12.4, "EUR", "EUR 12.40") && money_is(-5, "$", "\xe2\x88\x92$5.00"),
	      "prices have two decimals");
	CHECK(number_is(28.5, "28.5") && number_is(12, "12") && number_is(18536, "18,536") &&
	              number_is(0.5, "0.5") && number_is(0, "0"),
	      "numbers: three digits, or whole");
	figure_date(&b, 15317);
	CHECK(is(&b, "9 December 2011"), "dates as in sentences");
	figure_count(&b, 1234567);
	CHECK(is(&b, "1,234,567"), "counts with separators");
}

static void test_plot(void)
{
	struct buf b = { 0 };

	svg_line(&b, "line", (double[]){ 0, 0.00001, 0.5, 1 }, (double[]){ 0, 0.00001, 0.75, 1 }, 4);
	buf_char(&b, '\0');
	CHECK(strstr(b.p, "d=\"M0 1000L500 250L1000 0\"") != NULL,
	      "points that do not move are left out of a line");
	buf_release(&b);
	svg_bar(&b, "own", 0.0 / 0.0, 0.0 / 0.0, 0.5);
	CHECK(is(&b, "<svg height=\"8\" aria-hidden=\"true\"></svg>"), "an undefined bar is empty");
	buf_clear(&b);
	svg_bar(&b, "own", 0.5, 0.25, 2);
	CHECK(is(&b, "<svg height=\"8\" aria-hidden=\"true\"><rect class=\"own\" width=\"50%\" "
	             "height=\"8\"/>"
	             "<line class=\"span-halo\" x1=\"25%\" x2=\"100%\" y1=\"4\" y2=\"4\"/>"
	             "<line class=\"span\" x1=\"25%\" x2=\"100%\" y1=\"4\" y2=\"4\"/></svg>"),
	      "an interval is a line on its bar, cut at the end of the scale");
}

int main(void)
{
	test_sinks();
	test_policy();
	test_text();
	test_figures();
	test_plot();
	return check_done();
}
