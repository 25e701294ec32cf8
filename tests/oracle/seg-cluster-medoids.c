/* seg-cluster-medoids - the sum of Gower's distances to the best k medoids, of a table of numbers without a header.
 *	seg-cluster-medoids K KINDS <table		KINDS: a letter for each column, n of numbers, c of codes */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "medoids.h"

#define MOST (1 << 20)

int main(int argc, char **argv)
{
	static double p[MOST];
	static bool category[64];
	static double weight[64];
	struct mat x = { .p = p };
	struct mixed mixed = { 0, category, weight, true };
	struct medoids_options o = { .restarts = 10, .seed = 1, .mixed = &mixed };
	struct arena a = { 0 };
	struct medoids fit;
	size_t n = 0;

	if (argc != 3 || strlen(argv[2]) > 64)
		return 1;
	o.k = strtoul(argv[1], NULL, 10);
	mixed.columns = x.columns = x.stride = strlen(argv[2]);
	for (size_t j = 0; j < x.columns; j++)
		category[j] = argv[2][j] == 'c';
	while (n < MOST && scanf("%lf", &p[n]) == 1)
		n++;
	x.rows = n / x.columns;
	mixed_weigh_gower(weight, category, x);
	if (n % x.columns || !medoids_fit(&fit, &a, x, &o))
		return 1;
	printf("%.17g\n", fit.cost);
	arena_release(&a);
	return 0;
}
