/* count - what is counted of the rows: joint tables for each group column, and for crossings of them. */
#include "count.h"

#include "diag.h"
#include "plan.h"
#include "state.h"

struct job {
	struct count *count;
	struct input *in;
	size_t *column, id; /* of the input; SIZE_MAX: no id */
};

/* What a worker has counted. */
struct worker {
	struct tally tally;
	struct twins twins;
	uint64_t seen, used, dropped;
	bool accounted;
};

/* Looks at those columns that must hold numbers; false with a fault. */
static bool check_numbers(const struct count *c, const struct str *cell, size_t line, struct fault *fault)
{
	const size_t column[] = { c->weight, c->score, c->value, c->actual };

	for (size_t i = 0; i < sizeof(column) / sizeof(*column); i++) {
		const char *problem;

		if (column[i] == COUNT_NONE)
			continue;
		problem = plan_number_problem(c, column[i], cell[column[i]]);
		if (!problem)
			continue;
		fault_set(fault, line, c->name[column[i]].p, "%s: %s", problem,
		          quote(cell[column[i]]).text);
		return false;
	}
	return true;
}

static void count_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	const struct count *c = job->count;
	struct worker *w = state;
	size_t rows = input_rows(job->in, b);
	struct str cell[c->columns];
	bool numbers = c->weight != COUNT_NONE || c->score != COUNT_NONE || c->value != COUNT_NONE;

	for (size_t i = 0; i < rows; i++) {
		struct row row = tsv_row(&b->index, &b->in, i);

		for (size_t k = 0; k < c->columns; k++)
			cell[k] = row_cell(&row, job->column[k]);
		if (numbers && !check_numbers(c, cell, i, &b->fault))
			return;
		tally_add(&w->tally, &c->shape, cell);
		if (job->id != SIZE_MAX)
			twins_add(&w->twins, row_cell(&row, job->id));
	}
	w->seen += rows;
	w->used += rows;
	w->accounted |= rows > 0;
}

static void load_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	struct worker *w = state;
	size_t rows = input_rows(job->in, b);

	for (size_t i = 0; i < rows && !b->fault.text[0]; i++) {
		struct row row = tsv_row(&b->index, &b->in, i);
		struct state_row read;

		if (!state_read(&read, job->count, &row, i, &b->fault))
			return;
		if (read.table == COUNT_NONE) {
			w->seen += read.seen;
			w->used += read.used;
			w->dropped += read.dropped;
			w->accounted = true;
		} else if (!tally_load(&w->tally, &job->count->shape, read.table, read.cell, read.count)) {
			fault_set(&b->fault, i, "count", "more rows than can be counted");
		}
	}
}

static void block_done(void *arg, struct block *b)
{
	input_done(((struct job *)arg)->in, b);
}

static void merge_counts(void *arg, void *state)
{
	struct count *c = ((struct job *)arg)->count;
	struct worker *w = state;

	if (!tally_merge(&c->tally, &w->tally))
		die(STATUS_INPUT, "more rows than can be counted");
	twins_merge(&c->twins, &w->twins);
	c->seen += w->seen;
	c->used += w->used;
	c->dropped += w->dropped;
	c->accounted |= w->accounted;
	tally_release(&w->tally);
}

static void run(struct job *job, size_t threads, void (*work)(void *, struct block *, void *))
{
	blocks_run(&(struct blocks){ .threads = threads,
	                             .state_size = sizeof(struct worker),
	                             .fill = input_fill,
	                             .from = job->in,
	                             .work = work,
	                             .done = block_done,
	                             .merge = merge_counts,
	                             .job = job });
	tally_sort(&job->count->tally);
}

void count_rows(struct count *c, struct input *in, const char *id, size_t threads)
{
	struct job job = { .count = c, .in = in, .id = input_find(in, id) };

	job.column = ARENA_ARRAY(&c->keep, size_t, c->columns);
	for (size_t i = 0; i < c->columns; i++)
		job.column[i] = input_column(in, c->name[i].p);
	run(&job, threads, count_block);
}

void count_states(struct count *c, struct input *in, size_t threads)
{
	struct job job = { .count = c, .in = in };

	run(&job, threads, load_block);
}

bool count_any(const struct count *c)
{
	for (size_t k = 0; k < c->shape.tables; k++)
		if (c->tally.cells[k].n)
			return true;
	return false;
}

void count_release(struct count *c)
{
	tally_release(&c->tally);
	arena_release(&c->keep);
}
