/* predict - what the kinds of models ask of a run, whichever they are. */
#include "predict.h"

#include "diag.h"

void predict_needs_rows(const struct predict *p, size_t rows)
{
	if (!rows)
		die(STATUS_INPUT, "%s: no rows, so there is nothing to fit",
		    shown(str_of(input_name(&p->in, 0))).text);
}

uint64_t predict_key(struct str id)
{
	uint64_t key = 0xcbf29ce484222325u;

	for (size_t i = 0; i < id.n; i++)
		key = (key ^ (unsigned char)id.p[i]) * 0x100000001b3u;
	return key;
}

void predict_columns(const struct predict *p, const struct tsv_header *wanted, size_t *column)
{
	for (size_t i = 0; i < wanted->columns; i++) {
		struct buf needs = { 0 }, has = { 0 };

		column[i] = tsv_header_find(&p->in.header, wanted->name[i]);
		if (column[i] != SIZE_MAX)
			continue;
		tsv_put_names(&needs, wanted->name, wanted->columns);
		tsv_put_names(&has, p->in.header.name, p->in.header.columns);
		die(STATUS_INPUT, "%s: no column %s; %s needs:%s; the columns are:%s",
		    shown(str_of(input_name(&p->in, 0))).text, quote(wanted->name[i]).text,
		    shown(str_of(p->path ? p->path : p->kind)).text, needs.p, has.p);
	}
}
