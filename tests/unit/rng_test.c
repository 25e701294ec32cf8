/* Streams of random numbers: frozen values (the streams are a promise), independence of keys, and their laws. */
#include "rng.h"

#include "check.h"

/* The normal law and chi-square tails are dist.c's, which dist_test checks against mpmath. */
#include "dist.h"

/* Frozen when written; a change breaks every result that anyone has published with a seed. The generator itself is
 * checked below against the recurrence as Blackman and Vigna print it. */
static const struct {
	uint64_t seed;
	const char *purpose;
	uint64_t index, first, second;
} frozen[] = {
	{ 1, "kmeans", 0, 5585735650019128171u, 18348422006197914687u },
	{ 1, "kmeans", 1, 10238332888020781692u, 2154202649837913660u },
	{ 2, "kmeans", 0, 7505661134954591308u, 4382347111211740775u },
	{ 1, "bootstrap", 0, 3473254445081128744u, 1378100353386269002u },
	{ 0, "", 0, 18110106563157542208u, 8650457082529208451u },
	{ 18446744073709551615u, "split", 18446744073709551615u, 15463016322345130155u,
	  1979410197672570899u },
};

/* xoshiro256** as on prng.di.unimi.it (public domain), for comparison. */
static uint64_t reference_next(uint64_t s[4])
{
	uint64_t x = s[1] * 5, result = (x << 7 | x >> 57) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = s[3] << 45 | s[3] >> 19;
	return result;
}

/* From state 1, 2, 3, 4 by the authors' own program: test `reference` of Xoshiro256StarStar in rand_xoshiro (Rust). */
static const uint64_t reference[] = {
	11520u,
	0u,
	1509978240u,
	1215971899390074240u,
	1216172134540287360u,
	607988272756665600u,
	16172922978634559625u,
	8476171486693032832u,
	10595114339597558777u,
	2904607092377533576u,
};

static void check_streams(void)
{
	struct rng r = { { 1, 2, 3, 4 } }, a, b;
	uint64_t s[4] = { 1, 2, 3, 4 };
	bool fine = true;

	for (size_t i = 0; i < 10; i++)
		fine &= rng_next(&r) == reference[i];
	CHECK(fine, "xoshiro256** gives its reference values");
	for (int i = 0; i < 10; i++)
		reference_next(s);
	for (int i = 0; i < 1000; i++)
		fine &= rng_next(&r) == reference_next(s);
	CHECK(fine, "and follows the published recurrence");
	for (size_t i = 0; i < sizeof(frozen) / sizeof(frozen[0]); i++) {
		a = rng_stream(frozen[i].seed, frozen[i].purpose, frozen[i].index);
		CHECK(rng_next(&a) == frozen[i].first && rng_next(&a) == frozen[i].second,
		      "stream (%llu, %s, %llu) has not changed", (unsigned long long)frozen[i].seed,
		      frozen[i].purpose, (unsigned long long)frozen[i].index);
	}
	a = rng_stream(7, "x", 3);
	b = rng_stream(7, "x", 3);
	CHECK(rng_next(&a) == rng_next(&b), "a key names its stream");
	fine = true;
	for (uint64_t i = 0; i < 1000; i++) {
		a = rng_stream(i, "x", 0);
		b = rng_stream(0, "x", i + 1);
		fine &= rng_next(&a) != rng_next(&b);
		a = rng_stream(i, "y", 0);
		fine &= rng_next(&a) != rng_next(&b);
	}
	CHECK(fine, "seed, purpose and index are not interchangeable");
}

/* One draw from each of many streams must be as uniform as many draws from one. */
static double uniform_p(bool across, uint64_t bins)
{
	double count[64] = { 0 }, statistic = 0, expected = 200000 / (double)bins;
	struct rng r = rng_stream(3, "uniform", 0);

	for (uint64_t i = 0; i < 200000; i++) {
		if (across)
			r = rng_stream(3, "uniform", i);
		count[rng_below(&r, bins)]++;
	}
	for (uint64_t b = 0; b < bins; b++)
		statistic += (count[b] - expected) * (count[b] - expected) / expected;
	return dist_chi_square_upper(statistic, (double)bins - 1);
}

static void check_laws(void)
{
	struct rng r = rng_stream(4, "laws", 0);
	double m1 = 0, m2 = 0, m3 = 0, m4 = 0, n = 200000, least = 1, most = 0, far = 0, worst = 0;
	uint64_t odd = ((uint64_t)1 << 63) + 1, low = 0;

	for (uint64_t bins = 2; bins < 64; bins = bins * 2 + 1) {
		double within = uniform_p(false, bins), across = uniform_p(true, bins);

		/* seeds are fixed, so these cannot fail by chance; 1e-4 would be a sign of bias */
		CHECK(within > 1e-4 && within < 1 - 1e-4,
		      "below %d is uniform within a stream: p = %.3f", (int)bins, within);
		CHECK(across > 1e-4 && across < 1 - 1e-4, "and across streams: p = %.3f", across);
	}
	for (int i = 0; i < 100000; i++)
		low += rng_below(&r, odd) < odd / 2;
	CHECK(fabs((double)low - 50000) < 4 * 158.2,
	      "a range just over 2^63 has no bias to its lower half");
	CHECK(rng_below(&r, 1) == 0, "below 1 is 0");
	for (int i = 0; i < 200000; i++) {
		double u = rng_unit(&r), z, tail, off;
		struct rng same = r;

		z = rng_normal(&r);
		tail = ((double)(rng_next(&same) >> 11) + 0.5) * 0x1p-53;
		tail = z < 0 ? tail : 1 - tail;
		off = fabs(0.5 * erfc(fabs(z) / sqrt(2)) / tail - 1);
		worst = off > worst ? off : worst;
		least = u < least ? u : least;
		most = u > most ? u : most;
		m1 += z / n;
		m2 += z * z / n;
		m3 += z * z * z / n;
		m4 += z * z * z * z / n;
		far += fabs(z) > 1.959963984540054;
	}
	CHECK(least >= 0 && most < 1 && least < 1e-4 && most > 1 - 1e-4,
	      "the unit interval is filled, 1 left out");
	/* standard errors 1/sqrt(n), sqrt(2/n), sqrt(15/n), sqrt(96/n); four of them */
	CHECK(worst < 1e-10,
	      "normal: each draw is the quantile of its number, by the tail of libm: %g off", worst);
	CHECK(fabs(m1) < 4 / sqrt(n), "normal: mean 0");
	CHECK(fabs(m2 - 1) < 4 * sqrt(2 / n), "normal: variance 1");
	CHECK(fabs(m3) < 4 * sqrt(15 / n), "normal: no skewness");
	CHECK(fabs(m4 - 3) < 4 * sqrt(96 / n), "normal: fourth moment 3");
	CHECK(fabs(far - 0.05 * n) < 4 * sqrt(0.0475 * n), "normal: one in twenty beyond 1.96");
}

int main(void)
{
	check_streams();
	check_laws();
	return check_done();
}
