/* finding - the rows of the audit: gathered, put in order, printed. */
#include "finding.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "layout.h"

const char *finding_judged_name(enum finding_judged judged)
{
	static const char *const name[] = { "never", "ratio", "gap" };

	return name[judged];
}

struct finding *findings_add(struct findings *f, const char *metric, struct str group_by)
{
	static const struct fair_estimate none = { NAN, NAN, NAN };
	struct finding *row;

	if (f->n == f->room) {
		f->room = f->room ? f->room * 2 : 64;
		f->row = memory_resize(f->row, f->room, sizeof(*f->row));
	}
	row = &f->row[f->n++];
	*row = (struct finding){ .metric = metric,
		                 .group_by = group_by,
		                 .value = none,
		                 .ratio = none,
		                 .difference = NAN,
		                 .p = NAN,
		                 .p_adjusted = NAN,
		                 .picked = 1,
		                 .verdict = "",
		                 .reason = "" };
	return row;
}

void finding_because(struct findings *f, struct finding *row, const char *format, ...)
{
	size_t before = strlen(row->reason), at = before ? before + 2 : 0;
	va_list args, again;
	size_t more;
	char *reason;

	va_start(args, format);
	va_copy(again, args);
	more = (size_t)vsnprintf(NULL, 0, format, args);
	reason = arena_bytes(&f->words, at + more + 1);
	memcpy(reason, row->reason, before);
	if (before)
		memcpy(reason + before, "; ", 2);
	vsnprintf(reason + at, more + 1, format, again);
	va_end(again);
	va_end(args);
	row->reason = reason;
}

static int by_names(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int order = str_cmp(x->group_by, y->group_by);

	order = order ? order : str_cmp(x->group, y->group);
	order = order ? order : strcmp(x->metric, y->metric);
	return order ? order : str_cmp(x->outcome, y->outcome);
}

void findings_sort(struct findings *f)
{
	if (f->n)
		qsort(f->row, f->n, sizeof(*f->row), by_names);
}

void findings_put_header(struct buf *out)
{
	buf_text(out,
	         "group_by\tgroup\tmetric\toutcome\tn\tvalue\tlower\tupper\treference\tdifference\t"
	         "ratio\tratio_lower\tratio_upper\tp\tp_adjusted\tverdict\treason\n");
}

static void put_text(struct buf *out, struct str text, bool headerless)
{
	cell_put(out, text, headerless);
	buf_char(out, '\t');
}

static void put_number(struct buf *out, double x, bool headerless)
{
	if (isfinite(x))
		buf_double(out, x);
	else
		cell_put(out, (struct str){ 0 }, headerless);
	buf_char(out, '\t');
}

static void put_estimate(struct buf *out, struct fair_estimate e, bool headerless)
{
	put_number(out, e.value, headerless);
	put_number(out, e.low, headerless);
	put_number(out, e.high, headerless);
}

void finding_put(struct buf *out, const struct finding *row, bool headerless)
{
	put_text(out, row->group_by, headerless);
	put_text(out, row->group, headerless);
	put_text(out, str_of(row->metric), headerless);
	put_text(out, row->outcome, headerless);
	buf_int(out, (int64_t)row->n);
	buf_char(out, '\t');
	put_estimate(out, row->value, headerless);
	put_text(out, row->reference, headerless);
	put_number(out, row->difference, headerless);
	put_estimate(out, row->ratio, headerless);
	put_number(out, row->p, headerless);
	put_number(out, row->p_adjusted, headerless);
	put_text(out, str_of(row->verdict), headerless);
	cell_put(out, str_of(row->reason), headerless);
	buf_char(out, '\n');
}

void findings_release(struct findings *f)
{
	free(f->row);
	arena_release(&f->words);
	*f = (struct findings){ 0 };
}
