/* figure_test - numbers as people read them. Oracle: the rules of the report's design, by hand. */
#include "figure.h"

#include <math.h>

#include "check.h"

static struct buf out;

static bool reads(const char *want)
{
	bool same = str_is(buf_view(&out), want);

	buf_clear(&out);
	return same;
}

int main(void)
{
	figure_change(&out, 0.004);
	CHECK(reads("±0%"), "no change to speak of");
	figure_change(&out, 0.316);
	CHECK(reads("+32%"), "a rise has its sign");
	figure_change(&out, -0.26);
	CHECK(reads("−26%"), "and a fall");
	figure_change(&out, NAN);
	CHECK(reads(""), "nothing for nothing");
	figure_percent(&out, 0.0004);
	CHECK(reads("<0.1%"), "hardly any");
	figure_percent(&out, 0.0094);
	CHECK(reads("0.9%"), "a decimal under one");
	figure_percent(&out, 0.0096);
	CHECK(reads("1%"), "none from there");
	figure_percent(&out, 0.996);
	CHECK(reads("100%"), "rounded");
	figure_percent(&out, 109.51);
	CHECK(reads("10,951%"), "separators");
	figure_money(&out, 99.994, "£");
	CHECK(reads("£99.99"), "prices have pence");
	figure_money(&out, 99.996, "£");
	CHECK(reads("£100"), "until they have three digits");
	figure_money(&out, 1049.6, "EUR");
	CHECK(reads("EUR 1,050"), "a code stands apart");
	figure_money(&out, -73400, "£");
	CHECK(reads("−£73k"), "thousands");
	figure_money(&out, 8.29e6, "£");
	CHECK(reads("£8.29m"), "millions");
	figure_money(&out, 99.995, "£");
	CHECK(reads("£100"), "from half a penny below 100 on without pence");
	figure_money(&out, 999.5e6, "£");
	CHECK(reads("£1.00bn"), "from half a million below 1000 million on billions");
	figure_ratio(&out, 9.995);
	CHECK(reads("10.0"), "a ratio has three digits");
	figure_ratio(&out, 9.994);
	CHECK(reads("9.99"), "below that two behind the point");
	figure_number(&out, 2.5);
	CHECK(reads("2.5"), "no needless zeros");
	figure_number(&out, 4210.4);
	CHECK(reads("4,210"), "whole from 100 up");
	figure_p(&out, 0.0004);
	CHECK(reads("p < 0.001"), "a small p");
	figure_date(&out, 15317);
	CHECK(reads("9 December 2011"), "a date");
	figure_word(&out, 12);
	CHECK(reads("twelve"), "a word");
	figure_word(&out, 13);
	CHECK(reads("13"), "the first number that has none");
	figure_word(&out, 1300);
	CHECK(reads("1,300"), "and digits beyond them");
	buf_release(&out);
	return check_done();
}
