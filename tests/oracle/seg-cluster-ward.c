/* seg-cluster-ward - prints the heights of Ward's tree of a table of numbers without a header, lowest first. */
#include <stdio.h>

#include "ward.h"

#define MOST (1 << 20)

int main(int argc, char **argv)
{
	static double p[MOST];
	size_t columns = argc > 1 ? (size_t)(argv[1][0] - '0') : 0, n = 0;
	struct arena a = { 0 };
	struct ward ward;

	while (n < MOST && scanf("%lf", &p[n]) == 1)
		n++;
	if (!columns || n < columns || n % columns ||
	    !ward_fit(&ward, &a, (struct mat){ p, n / columns, columns, columns }, NULL))
		return 1;
	for (size_t i = 0; i + 1 < ward.n; i++)
		printf("%.17g\n", ward.merge[i].height);
	arena_release(&a);
	return 0;
}
