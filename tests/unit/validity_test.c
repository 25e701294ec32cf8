/* validity, chance, strength, stability: worked figures, scikit-learn's on iris, and what must hold for any rows. */
#include "validity.h"

#include <string.h>

#include "check.h"
#include "choose.h"
#include "chance.h"
#include "kmeans.h"
#include "rng.h"
#include "stability.h"
#include "strength.h"

/* scikit-learn 1.9.1: silhouette_score, mean of silhouette_samples by label, calinski_harabasz_score,
 * davies_bouldin_score on iris with the labels of its best k-means (sum of squares 152.348 and 78.851). */
static const struct {
	size_t k;
	struct validity expected;
} iris[] = {
	{ 2, { 0.6810461692117462, 0.7011138114451477, 513.9245459802768, 0.4042928371730434 } },
	{ 3, { 0.5528190123564095, 0.5555218234678561, 561.62775662962, 0.6619715465007465 } },
};

static bool read_iris(struct mat *x, struct arena *a)
{
	char command[600];
	FILE *f;
	size_t n = 0;

	*x = (struct mat){ ARENA_ARRAY(a, double, 600), 150, 4, 4 };
	snprintf(command, sizeof(command), "zcat '%s/clustering/iris.data.gz' 2>/dev/null",
	         check_data());
	f = popen(command, "r");
	while (f && n < 600 && fscanf(f, "%lf", &x->p[n]) == 1)
		n++;
	return f && pclose(f) == 0 && n == 600;
}

static void check_iris(void)
{
	struct arena a = { 0 };
	struct mat x;

	if (!read_iris(&x, &a)) {
		CHECK_SKIP("iris is not in %s", check_data());
		arena_release(&a);
		return;
	}
	for (size_t i = 0; i < sizeof(iris) / sizeof(*iris); i++) {
		struct kmeans_options o = { .k = iris[i].k, .seed = 1, .polish = true };
		struct kmeans fit;
		struct validity v;

		kmeans_fit(&fit, &a, x, &o);
		validity_silhouette(&v, x, fit.label, o.k, (struct tiles_each){ 0 });
		validity_sums(&v, x, fit.label, o.k);
		CHECK_NEAR(v.micro, iris[i].expected.micro, 1e-10, "iris, k = %zu: silhouette", o.k);
		CHECK_NEAR(v.macro, iris[i].expected.macro, 1e-10,
		           "iris, k = %zu: its mean over segments", o.k);
		CHECK_NEAR(v.ch, iris[i].expected.ch, 1e-10, "iris, k = %zu: Calinski and Harabasz",
		           o.k);
		CHECK_NEAR(v.db, iris[i].expected.db, 1e-10, "iris, k = %zu: Davies and Bouldin", o.k);
	}
	arena_release(&a);
}

static void check_by_hand(void)
{
	double p[] = { 0, 1, 10, 12, 30 }, same[5] = { 0 },
	       q[] = { 0, 1 / 64., 10 / 64., 12 / 64., 30 / 64. };
	uint32_t label[] = { 0, 0, 1, 1, 2 }, other[] = { 0, 1, 1, 1, 1 };
	struct mat x = { p, 5, 1, 1 };
	struct validity v, tiny;

	validity_silhouette(&v, x, label, 3, (struct tiles_each){ 0 });
	validity_sums(&v, x, label, 3);
	/* a and b of the rows: 1, 11; 1, 10; 2, 9.5; 2, 11.5; the last is alone. */
	CHECK_NEAR(v.micro, (10. / 11 + 9. / 10 + 7.5 / 9.5 + 9.5 / 11.5) / 5, 1e-15,
	           "silhouette by hand");
	CHECK_NEAR(v.macro, ((10. / 11 + 9. / 10) / 2 + (7.5 / 9.5 + 9.5 / 11.5) / 2) / 3, 1e-15,
	           "and its mean over segments");
	validity_silhouette(&tiny, (struct mat){ q, 5, 1, 1 }, label, 3, (struct tiles_each){ 0 });
	CHECK_NEAR(tiny.micro, v.micro, 1e-15, "the unit of distances does not show");
	validity_silhouette(&tiny, (struct mat){ same, 5, 1, 1 }, label, 3, (struct tiles_each){ 0 });
	CHECK(tiny.micro == 0 && tiny.macro == 0, "rows that are all alike have a silhouette of 0");
	/* Means .5, 11, 30 and 10.6; spreads .5, 1, 0. */
	CHECK_NEAR(v.ch, (2 * 10.1 * 10.1 + 2 * .4 * .4 + 19.4 * 19.4) / 2 / (2.5 / 2), 1e-14,
	           "Calinski and Harabasz by hand");
	CHECK_NEAR(v.db, (1.5 / 10.5 + 1.5 / 10.5 + 1 / 19.) / 3, 1e-14, "Davies and Bouldin by hand");
	validity_silhouette(&v, x, label, 1, (struct tiles_each){ 0 });
	CHECK(isnan(v.micro) && isnan(v.macro), "one segment has no silhouette");

	/* Of segment 0 no pair stays, of segment 1 the only one does. */
	CHECK(strength_worst(label, other, 5, 3) == 0, "the worst segment counts");
	CHECK(strength_worst(label, label, 5, 3) == 1, "a partition predicts itself");
}

static struct mat heaps(struct arena *a, size_t n, size_t d, size_t groups, double apart, uint64_t index)
{
	struct mat x = { ARENA_ARRAY(a, double, n *d), n, d, d };
	struct rng r = rng_stream(1, "validity test", index);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < d; j++)
			mat_row(x, i)[j] = rng_normal(&r) + apart * (double)((i % groups) % (j + 2));
	return x;
}

static void check_choice(void)
{
	struct arena a = { 0 };
	struct choose c;
	size_t none = 0;

	for (size_t groups = 2; groups <= 5; groups++) {
		choose_fit(&c, &a, heaps(&a, 400, 4, groups, 8, groups),
		           &(struct choose_options){ .most = 8, .seed = 1 });
		CHECK(c.k == groups && c.verdict == CHOOSE_FOUND,
		      "%zu groups far apart are %zu segments", groups, c.k);
	}
	for (uint64_t i = 0; i < 10; i++) {
		choose_fit(&c, &a, heaps(&a, 200, 2, 1, 0, 100 + i),
		           &(struct choose_options){ .most = 6, .seed = 1 });
		none += c.k == 1 && c.verdict == CHOOSE_NONE;
	}
	CHECK(none == 10, "%zu of 10 single heaps have no structure", none);
	choose_fit(&c, &a, (struct mat){ (double[]){ 7 }, 1, 1, 1 },
	           &(struct choose_options){ .most = 6, .seed = 1 });
	CHECK(c.k == 1 && c.most == 1, "one row is one segment");
	choose_fit(&c, &a, (struct mat){ (double[]){ 7, 7, 8, 7 }, 4, 1, 1 },
	           &(struct choose_options){ .most = 6, .seed = 1 });
	CHECK(c.k == 1 && c.most == 2, "no k beyond the distinct rows");
	arena_release(&a);
}

static bool is_grade(double jaccard, const char *words)
{
	return strcmp(stability_grade(jaccard)->words, words) == 0;
}

static void check_stability(void)
{
	struct arena a = { 0 };
	struct mat x = heaps(&a, 300, 2, 3, 10, 50);
	struct kmeans_options o = { .k = 3, .seed = 1, .polish = true };
	struct kmeans fit;
	double jaccard[6];

	kmeans_fit(&fit, &a, x, &o);
	stability_fit(jaccard, x, fit.label, &(struct stability_options){ 3, 20, 1, { 0 } });
	CHECK(jaccard[0] == 1 && jaccard[1] == 1 && jaccard[2] == 1,
	      "groups far apart always come back");
	o.k = 6;
	kmeans_fit(&fit, &a, x, &o);
	stability_fit(jaccard, x, fit.label, &(struct stability_options){ 6, 20, 1, { 0 } });
	CHECK(jaccard[0] < 0.85, "halves of a group do not: %.2f", jaccard[0]);
	CHECK(is_grade(0, "dissolved") && is_grade(0.5, "dissolved") &&
	              is_grade(0.51, "do not rely on it") && is_grade(0.6, "pattern only") &&
	              is_grade(0.75, "stable") && is_grade(0.85, "very stable") &&
	              is_grade(1, "very stable") && !stability_grade(NAN),
	      "the words have the limits of fpc");
	arena_release(&a);
}

int main(void)
{
	check_by_hand();
	check_iris();
	check_choice();
	check_stability();
	return check_done();
}
