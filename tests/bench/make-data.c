/* make-data - data for bench, the same bytes every time.
 * Usage: make-data orders N CUSTOMERS FILE.csv FILE.tsv   the orders of an invented shop, as CSV and as TSV
 *        make-data points N COLUMNS FILE.tsv              customers with features that fall into eight groups
 * Orders are in the order of time over two years. Few customers buy often: the share of a customer falls with a
 * power of the rank, and ranks are scattered over the ids. Each customer has a usual amount, orders spread round it.
 * Every fifth line of the CSV has a quoted field. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "rng.h"

#define GROUPS 8
#define COLUMNS_MOST 64
#define DAYS 730
#define FIRST_ORDER 10000000
#define SCATTER                                                                                    \
	7368787 /* prime, and so without a common factor with any number of customers used here */

/* Those that need quotes are 4 of 20; CSV and TSV forms. */
static const char *const category[20][2] = {
	{ "Bread", "Bread" },
	{ "Pastry", "Pastry" },
	{ "\"Cakes, whole\"", "Cakes, whole" },
	{ "Coffee", "Coffee" },
	{ "Tea", "Tea" },
	{ "Jam", "Jam" },
	{ "\"Tins, 9\"\" round\"", "Tins, 9\" round" },
	{ "Flour", "Flour" },
	{ "Yeast", "Yeast" },
	{ "Gifts", "Gifts" },
	{ "Cards", "Cards" },
	{ "\"Books, cooking\"", "Books, cooking" },
	{ "Aprons", "Aprons" },
	{ "Knives", "Knives" },
	{ "Boards", "Boards" },
	{ "Plates", "Plates" },
	{ "\"Cups, saucers\"", "Cups, saucers" },
	{ "Napkins", "Napkins" },
	{ "Candles", "Candles" },
	{ "Other", "Other" },
};
static const char *const channel[4] = { "counter", "web", "phone", "market" };

static FILE *open_or_end(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f) {
		perror(path);
		exit(1);
	}
	setvbuf(f, NULL, _IOFBF, 1 << 20);
	return f;
}

static void close_or_end(FILE *f)
{
	if (fclose(f) != 0) {
		perror("make-data");
		exit(1);
	}
}

static void make_orders(uint64_t orders, uint64_t customers, FILE *csv, FILE *tsv)
{
	struct rng r = rng_stream(1, "bench", 0);
	int32_t first_day;

	day_from_civil(2024, 1, 1, &first_day);
	fputs("order_id,customer_id,order_date,amount,category,channel\n", csv);
	fputs("order_id\tcustomer_id\torder_date\tamount\tcategory\tchannel\n", tsv);
	for (uint64_t i = 0; i < orders; i++) {
		uint64_t rank = (uint64_t)((double)customers * pow(rng_unit(&r), 2.2));
		uint64_t id = rank * SCATTER % customers;
		uint64_t second =
			(uint64_t)(((double)i + rng_unit(&r)) / (double)orders * (DAYS * 86400.0));
		uint64_t of_day = second % 86400;
		struct rng own = rng_stream(1, "customer", id);
		double amount = exp(2.8 + 1.2 * rng_unit(&own) + 0.6 * rng_normal(&r));
		const char *const *c = category[rng_below(&r, 20)];
		const char *where = channel[rng_below(&r, 4)];
		char when[DAY_TEXT + 1] = { 0 };

		day_print(when, first_day + (int32_t)(second / 86400));
		fprintf(csv, "%" PRIu64 ",C%07" PRIu64 ",%sT%02u:%02u:%02u,%.2f,%s,%s\n",
		        FIRST_ORDER + i, id, when, (unsigned)(of_day / 3600),
		        (unsigned)(of_day / 60 % 60), (unsigned)(of_day % 60), amount, c[0], where);
		fprintf(tsv, "%" PRIu64 "\tC%07" PRIu64 "\t%sT%02u:%02u:%02u\t%.2f\t%s\t%s\n",
		        FIRST_ORDER + i, id, when, (unsigned)(of_day / 3600),
		        (unsigned)(of_day / 60 % 60), (unsigned)(of_day % 60), amount, c[1], where);
	}
}

static void make_points(uint64_t n, uint64_t columns, FILE *tsv)
{
	struct rng shape = rng_stream(1, "shape", 0), r = rng_stream(1, "points", 0);
	double centre[GROUPS][COLUMNS_MOST], spread[GROUPS][COLUMNS_MOST];

	for (int g = 0; g < GROUPS; g++)
		for (uint64_t c = 0; c < columns; c++) {
			centre[g][c] = 2 * rng_normal(&shape);
			spread[g][c] = 0.5 + 0.9 * rng_unit(&shape);
		}
	fputs("customer_id", tsv);
	for (uint64_t c = 0; c < columns; c++)
		fprintf(tsv, "\tf%" PRIu64, c + 1);
	fputc('\n', tsv);
	for (uint64_t i = 0; i < n; i++) {
		uint64_t g = rng_below(&r, GROUPS);

		fprintf(tsv, "C%07" PRIu64, i);
		for (uint64_t c = 0; c < columns; c++)
			fprintf(tsv, "\t%.6f", centre[g][c] + spread[g][c] * rng_normal(&r));
		fputc('\n', tsv);
	}
}

int main(int argc, char **argv)
{
	uint64_t n = argc > 3 ? strtoull(argv[2], NULL, 10) : 0,
		 m = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;

	if (argc == 6 && strcmp(argv[1], "orders") == 0) {
		FILE *csv = open_or_end(argv[4]), *tsv = open_or_end(argv[5]);

		make_orders(n, m, csv, tsv);
		close_or_end(csv);
		close_or_end(tsv);
	} else if (argc == 5 && strcmp(argv[1], "points") == 0 && m <= COLUMNS_MOST) {
		FILE *tsv = open_or_end(argv[4]);

		make_points(n, m, tsv);
		close_or_end(tsv);
	} else {
		fputs("usage: make-data orders N CUSTOMERS FILE.csv FILE.tsv\n"
		      "       make-data points N COLUMNS FILE.tsv\n",
		      stderr);
		return 2;
	}
	return 0;
}
