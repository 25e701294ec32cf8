/* reweighing - weights that make groups and outcomes independent, as a file. */
#include "reweighing.h"

#include "out.h"

static void open_file(struct reweighing *w)
{
	struct buf b = { 0 };

	if (w->out)
		return;
	w->out = out_open_side(w->file, "write-weights");
	buf_text(&b, "group_by\tgroup\tfavourable\tn\tweight\n");
	out_take(w->out, &b);
	buf_release(&b);
}

static void put_weight(struct buf *b, const struct crosstab *x, size_t g, size_t class)
{
	double group = (double)x->n[g], of_class = (double)x->of_all[class],
	       both = (double)crosstab_hits(x, g, class);

	if (!(both > 0))
		return;
	buf_str(b, x->group_by);
	buf_char(b, '\t');
	buf_str(b, x->group[g]);
	buf_printf(b, "\t%d\t%llu\t", class == 0, (unsigned long long)crosstab_hits(x, g, class));
	buf_double(b, group * of_class / ((double)x->total * both));
	buf_char(b, '\n');
}

void reweighing_add(struct reweighing *w, const struct crosstab *x, bool labels)
{
	struct arena scratch = { 0 };
	struct crosstab share;
	struct buf b = { 0 };

	if (!w->file || x->axis->kind != (labels ? AXIS_ERRORS : AXIS_OUTCOME))
		return;
	open_file(w);
	if (labels) {
		share = crosstab_share(&scratch, x, 1u << AXIS_TP | 1u << AXIS_FN, 15);
		x = &share;
	}
	for (size_t g = 0; g < x->groups; g++)
		for (size_t class = 0; class < 2; class ++)
			put_weight(&b, x, g, class);
	out_take(w->out, &b);
	buf_release(&b);
	arena_release(&scratch);
}

void reweighing_close(struct reweighing *w)
{
	if (!w->file)
		return;
	open_file(w);
	out_close(w->out);
}
