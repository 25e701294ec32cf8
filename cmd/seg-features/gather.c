/* gather - from rows to customers. */
#include "gather.h"

#include <stdlib.h>

#include "day.h"
#include "diag.h"
#include "memory.h"
#include "scoring.h"

/* A partition's own. */
struct own {
	struct customer customer;
	struct standings standings;
};

static bool read_row(void *job, struct block *b, size_t row, struct str *key, struct buf *record)
{
	struct gather *g = job;

	return reader_read(&g->reader, b, row, key, record);
}

static bool read_sums(void *job, struct block *b, size_t row, struct str *key, struct buf *record)
{
	struct gather *g = job;

	return reader_read_sums(&g->reader, b, row, key, record);
}

static void read_done(void *job, struct block *b)
{
	struct gather *g = job;

	reader_done(&g->reader, b);
}

/* The as-of date, when none was asked for; refuses one that has too little data after it. */
static void settle_as_of(struct asked *a, const struct reading *read)
{
	char begin[DAY_TEXT], end[DAY_TEXT], as_of[DAY_TEXT];

	if (!read->any)
		return;
	day_print(begin, read->first);
	day_print(end, read->latest);
	if (!a->has_as_of) {
		a->as_of = read->latest - a->targets.most;
		if (a->as_of < read->first)
			die(STATUS_INPUT, "--target: the data, from %.*s to %.*s, do not reach over %d days: look fewer days ahead",
			    DAY_TEXT, begin, DAY_TEXT, end, (int)a->targets.most);
		day_print(as_of, a->as_of);
		note("as of %.*s, the last date %s (--as-of chooses another)", DAY_TEXT, as_of,
		     a->targets.n ? "with all the days after it that --target looks at" : "in the data");
	}
	if (!a->targets.n || (read->latest - a->targets.most >= a->as_of && a->as_of >= read->first))
		return;
	day_print(as_of, a->as_of);
	if (a->as_of < read->first)
		die(STATUS_INPUT, "--target: the data begin on %.*s: nobody had come by %.*s",
		    DAY_TEXT, begin, DAY_TEXT, as_of);
	die(STATUS_INPUT,
	    "--target: the data end on %.*s: too early to know what came in the %d days after %.*s",
	    DAY_TEXT, end, (int)a->targets.most, DAY_TEXT, as_of);
}

static void ended(void *job)
{
	struct gather *g = job;

	if (g->settles)
		settle_as_of(g->asked, &g->reader.total);
	if (!g->scores)
		return;
	g->pieces = pieces_open();
	standings_open(&g->standings, g->pieces, STANDING_GROUPS, false);
}

static void pack(void *job, void *own, struct str records, bool all, struct buf *out)
{
	const struct gather *g = job;
	struct own *mine = own;
	struct standing x;

	customer_pack(&mine->customer, &g->reader.plan->form, records, out);
	if (!all || !g->scores || !scoring_see(&x, &mine->customer, g->asked->as_of))
		return;
	if (!mine->standings.group)
		standings_open(&mine->standings, g->pieces, STANDING_GROUPS, false);
	scoring_add(&mine->standings, &x);
}

static void own_done(void *job, void *own)
{
	struct gather *g = job;
	struct own *mine = own;

	customer_release(&mine->customer);
	if (mine->standings.group)
		standings_join(&g->standings, &mine->standings);
}

void gather_release(struct gather *g)
{
	if (!g->pieces)
		return;
	standings_close(&g->standings);
	pieces_close(g->pieces);
	g->pieces = NULL;
}

struct group_kind gather_kind(const struct gather *g)
{
	bool folds = g->reader.plan->folds;

	return (struct group_kind){ .read = folds ? read_sums : read_row,
		                    .sums = folds,
		                    .ended = ended,
		                    .pack = folds ? NULL : pack,
		                    .own_done = own_done,
		                    .own_size = sizeof(struct own),
		                    .done = read_done,
		                    .tally_size = sizeof(struct reading),
		                    .memory = g->asked->memory };
}
