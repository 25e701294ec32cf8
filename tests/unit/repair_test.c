/* Numbers brought to one distribution, against BlackBoxAuditing 0.1.54 (CategoricRepairer, level 1, the code behind
 * AIF360's DisparateImpactRemover), and by hand where that goes by distinct values instead of rows. */
#include "repair.h"

#include "check.h"

static const double value_a[] = { 3, 7, 8, 20 }, value_c[] = { 0, 13, 16, 30 },
		    value_b[] = { 1, 2, 4, 5, 6, 9, 10, 11, 12, 14, 15, 18 };
static const uint64_t ones[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
static const struct ranks abc[] = { { value_a, ones, 4, 4 },
	                            { value_b, ones, 12, 12 },
	                            { value_c, ones, 4, 4 } };

static bool same(const double *a, const double *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] != b[i] || signbit(a[i]) != signbit(b[i]))
			return false;
	return true;
}

/* The other program moves buckets of three of the second group: their middle is where ours and its agree. */
static void check_blackbox(void)
{
	static const double theirs[] = { 2, 7, 11, 20 };
	double r[12], middle[4];

	repair_group(r, abc[0], abc, 3, 1);
	CHECK(same(r, theirs, 4), "the first group is as BlackBoxAuditing has it");
	repair_group(r, abc[2], abc, 3, 1);
	CHECK(same(r, theirs, 4), "so is the third");
	repair_group(r, abc[1], abc, 3, 1);
	for (size_t i = 0; i < 4; i++)
		middle[i] = r[3 * i + 1];
	CHECK(same(middle, theirs, 4),
	      "so is the second, in the middle of what that moves together");
	CHECK(same(r, (double[]){ 1, 2, 3, 7, 7, 9, 10, 11, 12, 20, 20, 20 }, 12),
	      "and between them as the medians say");
}

static void check_ties(void)
{
	static const double value_x[] = { 0, 10 }, value_y[] = { 4, 8 };
	static const uint64_t count_x[] = { 3, 1 }, count_y[] = { 2, 2 };
	const struct ranks xy[] = { { value_x, count_x, 2, 4 }, { value_y, count_y, 2, 4 } };
	double r[2];

	repair_group(r, xy[0], xy, 2, 1); /* at 3/8 there are 0 and 4, at 7/8 10 and 8 */
	CHECK(same(r, (double[]){ 2, 9 }, 2), "equal values share a place, two groups a mean");
	repair_group(r, xy[1], xy, 2, 1); /* at 2/8 0 and 4, at 6/8 0 and 8 */
	CHECK(same(r, (double[]){ 2, 4 }, 2), "a place where a value ends is still its own");
	repair_group(r, xy[0], xy, 2, 0.25);
	CHECK(same(r, (double[]){ 0.5, 9.75 }, 2), "a quarter of the way");
	repair_group(r, xy[0], xy, 2, 0);
	CHECK(same(r, value_x, 2), "no way at all");
	repair_group(r, xy[0], xy, 1, 1);
	CHECK(same(r, value_x, 2), "the only target stays as it is");
}

static void check_ends(void)
{
	static const double low[] = { -1.7e308 }, high[] = { 1.7e308 }, zero[] = { -0.0 },
			    two[] = { 0, 1 }, other[] = { 5, 6 };
	static const uint64_t half[] = { (1ull << 53) - 3, 2 },
			      less[] = { (1ull << 52) - 2, (1ull << 52) + 1 };
	const struct ranks far[] = { { low, ones, 1, 1 }, { high, ones, 1, 1 } };
	const struct ranks null = { zero, ones, 1, 1 };
	const struct ranks many = { two, half, 2, (1ull << 53) - 1 },
			   target = { other, less, 2, (1ull << 53) - 1 };
	double r[2];

	repair_group(r, far[0], far, 2, 1);
	CHECK(r[0] == 0, "the middle of the largest numbers is a number");
	repair_group(r, far[0], far + 1, 1, 0.5);
	CHECK(r[0] == 0, "so is what lies half way between them");
	repair_group(r, null, &null, 1, 1);
	CHECK(r[0] == 0 && !signbit(r[0]), "zero has no sign");
	repair_group(r, many, &target, 1, 1);
	CHECK(same(r, (double[]){ 6, 6 }, 2),
	      "half a row of 2^53 more than a value has is beyond it");
}

/* Values of every kind: never out of order, never outside of value and target. */
static void check_order(void)
{
	uint64_t state = 1;
	size_t wrong = 0;

	for (size_t run = 0; run < 2000; run++) {
		double value[3][6], r[6], all[6];
		uint64_t count[3][6];
		struct ranks of[3];
		double level = (double)(run % 11) / 10;

		for (size_t g = 0; g < 3; g++) {
			of[g] = (struct ranks){ value[g], count[g], 6, 0 };
			for (size_t i = 0; i < 6; i++) {
				state = state * 6364136223846793005u + 1442695040888963407u;
				value[g][i] = (i ? value[g][i - 1] : -3) +
				              (double)((state >> 33) % 7 + 1) / 7;
				count[g][i] = (state >> 45) % 4 + 1;
				of[g].total += count[g][i];
			}
		}
		repair_group(r, of[0], of, 3, level);
		repair_group(all, of[0], of, 3, 1);
		for (size_t i = 0; i < 6; i++)
			wrong += (i && r[i] < r[i - 1]) || r[i] < fmin(value[0][i], all[i]) ||
			         r[i] > fmax(value[0][i], all[i]);
	}
	CHECK(wrong == 0, "of 12,000 values none is out of order, or beyond its target");
}

int main(void)
{
	check_blackbox();
	check_ties();
	check_ends();
	check_order();
	return check_done();
}
