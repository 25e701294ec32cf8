/* spreads - columns of a frame by group, all at once. */
#include "spreads.h"

#include <stdlib.h>

struct job {
	struct spreads_column *c;
	const struct frame *f;
	const size_t *group_of;
	size_t groups;
};

static void take(void *arg, size_t i)
{
	const struct job *job = arg;
	struct spreads_column *c = &job->c[i];
	double *x = memory_get(job->f->rows + 1, sizeof(*x));

	c->bad = frame_read_numbers(job->f, c->column, x);
	if (c->bad == SIZE_MAX)
		spread_fit(c->group, &c->all, x, job->group_of, job->f->rows, job->groups);
	c->numbers = c->bad == SIZE_MAX && c->all.n > 0;
	free(x);
}

void spreads_take(struct spreads_column *c, size_t n, struct arena *keep, const struct frame *f,
                  const size_t *group_of, size_t groups, struct crew *crew)
{
	struct job job = { c, f, group_of, groups };

	for (size_t i = 0; i < n; i++)
		c[i].group = ARENA_ARRAY(keep, struct spread, groups + 1);
	crew_each(crew, n, take, &job);
}
