/* tenths_test - ten groups by chance. Oracle: small enough to be counted on paper. */
#include "tenths.h"

#include "check.h"

int main(void)
{
	double chance[20] = { 0 };
	bool hit[20] = { 0 };
	struct tenths t;

	tenths_fit(&t, chance, hit, 0);
	CHECK(t.n == 0 && t.all.n == 0, "nobody");
	for (size_t i = 0; i < 20; i++) { /* from the highest down */
		chance[i] = (double)(20 - i) / 32;
		hit[i] = i < 5;
	}
	tenths_fit(&t, chance, hit, 20);
	CHECK(t.n == 10 && t.of[0].n == 2 && t.of[9].n == 2, "equal groups");
	CHECK(t.of[0].expected == 1.5 / 32 && t.of[9].expected == 19.5 / 32,
	      "the lowest chances first");
	CHECK(t.of[9].hits == 2 && t.of[8].hits == 2 && t.of[7].hits == 1 && t.of[6].hits == 0 &&
	              t.all.hits == 5,
	      "what came of them");
	CHECK(t.all.expected == 10.5 / 32, "and of all");
	for (size_t i = 0; i < 15; i++)
		chance[i] = 0.25;
	tenths_fit(&t, chance, hit, 20);
	CHECK(t.n == 3 && t.of[2].n == 16 && t.of[2].hits == 5, "equal chances stay together");
	return check_done();
}
