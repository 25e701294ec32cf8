/* Prints what hyper.h and betageo.h make of the lines of seg-predict-series.py. */
#include <stdio.h>

#include "betageo.h"
#include "hyper.h"

int main(void)
{
	double p[8];
	char kind;

	while (scanf(" %c %lf %lf %lf %lf", &kind, &p[0], &p[1], &p[2], &p[3]) == 5) {
		struct arena a = { 0 };
		struct betageo m = { p[0], p[1], p[2], p[3], kind == 'm' };
		struct betageo_series s;
		struct history h;
		double alive, orders;

		if (kind == 'f' || kind == 'w') {
			printf("%.17g\n", hyper_log_2f1(p[0], p[1], p[2], p[3]));
			continue;
		}
		if (scanf("%lf %lf %lf %lf", &h.x, &h.tx, &h.T, &p[4]) != 4)
			return 1;
		betageo_series_make(&s, &a, &m);
		betageo_answer(&s, &h, 1, &p[4], 1, &alive, &orders);
		printf("%.17g %.17g %.17g\n", alive, orders, betageo_expect(&m, &h, p[4]));
		arena_release(&a);
	}
	return 0;
}
