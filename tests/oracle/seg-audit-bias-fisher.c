/* Holds Fisher's test against the lines of seg-audit-bias-fisher.py, each table turned and mirrored all ways. */
#include <stdio.h>

#include "fisher.h"

#define MOST 1e-13 /* relative: the sums are of doubles */

int main(void)
{
	unsigned long a, b, c, d, tables = 0;
	double p, worst = 0;

	while (scanf("%lu %lu %lu %lu %lf", &a, &b, &c, &d, &p) == 5) {
		const unsigned long turned[][4] = { { a, b, c, d }, { b, a, d, c }, { c, d, a, b },
			                            { d, c, b, a }, { a, c, b, d }, { c, a, d, b },
			                            { b, d, a, c }, { d, b, c, a } };

		for (size_t i = 0; i < sizeof(turned) / sizeof(*turned); i++) {
			const unsigned long *t = turned[i];
			double off = fisher_two_sided(t[0], t[1], t[2], t[3]) / p - 1;

			off = off < 0 ? -off : off;
			worst = off > worst || off != off ? off : worst;
			tables++;
		}
	}
	printf("oracle: Fisher's p of %lu tables is the exact one, the farthest %.1e off\n", tables,
	       worst);
	return !(tables > 1000 && worst <= MOST);
}
