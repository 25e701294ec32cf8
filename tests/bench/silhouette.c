/* The exact mean silhouette of the rows of a table, each in the segment of the nearest of the first eight: what
 * seg-cluster asks of every number of segments, asked alone.
 *	silhouette FILE THREADS */
#include <stdio.h>
#include <stdlib.h>

#include "crew.h"
#include "frame.h"
#include "kmeans.h"
#include "validity.h"

#define SEGMENTS 8

static double *at(void *x, size_t row)
{
	return mat_row(*(const struct mat *)x, row);
}

int main(int argc, char **argv)
{
	struct arena a = { 0 };
	struct crew *crew = crew_open(argc > 2 ? (size_t)atoi(argv[2]) : 1);
	struct input in;
	struct frame frame;
	struct validity v;

	input_open(&in, argv + 1, 1, NULL, PROGRESS_NEVER);
	frame_load(&frame, &in, crew_size(crew));
	size_t d = in.header.columns - 1, *column = ARENA_ARRAY(&a, size_t, d);
	struct frame_seen *seen = ARENA_ARRAY(&a, struct frame_seen, d);
	struct mat x = { ARENA_ARRAY(&a, double, frame.rows *d), frame.rows, d, d }, middles = x;
	uint32_t *label = ARENA_ARRAY(&a, uint32_t, frame.rows);

	for (size_t j = 0; j < d; j++)
		column[j] = j + 1;
	frame_read(&frame, &(struct frame_reading){ column, d, 1, at, &x }, seen, crew);
	middles.rows = SEGMENTS;
	for (size_t i = 0; i < x.rows; i++)
		label[i] = (uint32_t)kmeans_assign(middles, mat_row(x, i)).label;
	validity_silhouette(&v, x, label, SEGMENTS, (struct tiles_each){ crew_each, crew });
	printf("%.17g\n", v.micro);
	frame_release(&frame);
	input_close(&in);
	crew_close(crew);
	arena_release(&a);
}
