/* Holds Fisher's test against the lines of seg-audit-bias-fisher.py, each table turned and mirrored all ways. */
#include <stdio.h>

#include "fisher.h"

#define MOST 1e-13 /* relative: the sums are of doubles */

static double farther(double worst, double ours, double theirs)
{
	double off = ours / theirs - 1;

	off = off < 0 ? -off : off;
	return off > worst || off != off ? off : worst;
}

int main(void)
{
	unsigned long a, b, c, d, tables = 0;
	double p, mid, worst = 0;

	while (scanf("%lu %lu %lu %lu %lf %lf", &a, &b, &c, &d, &p, &mid) == 6) {
		const unsigned long turned[][4] = { { a, b, c, d }, { b, a, d, c }, { c, d, a, b },
			                            { d, c, b, a }, { a, c, b, d }, { c, a, d, b },
			                            { b, d, a, c }, { d, b, c, a } };

		for (size_t i = 0; i < sizeof(turned) / sizeof(*turned); i++) {
			const unsigned long *t = turned[i];

			worst = farther(worst, fisher_two_sided(t[0], t[1], t[2], t[3]), p);
			worst = farther(worst, fisher_mid_p(t[0], t[1], t[2], t[3]), mid);
			tables++;
		}
	}
	printf("oracle: Fisher's p and mid-p of %lu tables are the exact ones, the farthest %.1e "
	       "off\n",
	       tables, worst);
	return !(tables > 1000 && worst <= MOST);
}
