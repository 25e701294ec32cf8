/* pairs - two commands in turn, A B A B …, and what each run took; the ratio is taken pair by pair, so that it holds
 * when the machine's speed drifts.
 * Usage: pairs RUNS 'command A' 'command B'; the commands go to sh. One run of each first does not count.
 * Prints one line of TSV: seconds (median, least, most) and peak megabytes of A, of B, then B/A (median, least, most). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS_MOST 1000

struct run {
	double seconds, megabytes;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct run run(const char *command)
{
	double start = now();
	struct rusage used;
	pid_t child = fork();
	int status;

	if (child == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0) {
		fprintf(stderr, "pairs: this fails: %s\n", command);
		exit(1);
	}
	return (struct run){ now() - start, (double)used.ru_maxrss / 1024 };
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Median, least and most. */
static void put(double *value, size_t n, int decimals)
{
	qsort(value, n, sizeof(*value), ascending);
	printf("%.*f\t%.*f\t%.*f", decimals, value[n / 2], decimals, value[0], decimals, value[n - 1]);
}

int main(int argc, char **argv)
{
	double seconds[2][RUNS_MOST], ratio[RUNS_MOST], peak[2] = { 0 };
	size_t runs = argc == 4 ? strtoul(argv[1], NULL, 10) : 0;

	if (runs < 1 || runs > RUNS_MOST) {
		fputs("usage: pairs RUNS 'command A' 'command B'\n", stderr);
		return 2;
	}
	for (size_t i = 0; i <= runs; i++)
		for (int side = 0; side < 2; side++) {
			struct run r = run(argv[2 + side]);

			if (i == 0)
				continue;
			seconds[side][i - 1] = r.seconds;
			peak[side] = r.megabytes > peak[side] ? r.megabytes : peak[side];
		}
	for (size_t i = 0; i < runs; i++)
		ratio[i] = seconds[1][i] / seconds[0][i];
	for (int side = 0; side < 2; side++) {
		put(seconds[side], runs, 4);
		printf("\t%.0f\t", peak[side]);
	}
	put(ratio, runs, 2);
	putchar('\n');
	return fflush(stdout) != 0;
}
