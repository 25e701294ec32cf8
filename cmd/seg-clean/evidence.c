/* evidence - how a column is written, decided from all its values. */
#include "evidence.h"

#include "diag.h"
#include "cleaning.h"

void evidence_add(struct evidence *e, int which, size_t line, struct str value)
{
	if (e->only[which]++)
		return;
	e->line[which] = line;
	if (value.n >= sizeof(e->shown[which]))
		value.n = sizeof(e->shown[which]) - 1;
	memcpy(e->shown[which], value.p, value.n);
	e->shown[which][value.n] = '\0';
}

void evidence_merge(struct evidence *into, const struct evidence *from)
{
	into->either += from->either;
	for (int w = 0; w < 2; w++) {
		if (!into->only[w] && from->only[w]) {
			into->line[w] = from->line[w];
			memcpy(into->shown[w], from->shown[w], sizeof(into->shown[w]));
		}
		into->only[w] += from->only[w];
	}
}

/* The words for the two ways, and the option that chooses. */
struct ways {
	const char *is[2], *option, *say[2];
};

static const struct ways day_ways = { { "is day first", "is month first" }, "--dates", { "dmy", "mdy" } };
static const struct ways mark_ways = { { "has a decimal point", "has a decimal comma" },
	                               "--decimal",
	                               { ".", "," } };

/* Which of the two ways all values allow: EVIDENCE_FIRST, EVIDENCE_SECOND, or -1 when nothing settles it. */
static int settle(const char *column, const struct evidence *e, const struct ways *w)
{
	if (e->only[0] && e->only[1])
		die(STATUS_INPUT,
		    "%s: %s (line %zu) %s, %s (line %zu) %s: say %s=%s or %s=%s, and the "
		    "others are rejected",
		    column, quote_text(e->shown[0]).text, e->line[0], w->is[0],
		    quote_text(e->shown[1]).text, e->line[1], w->is[1], w->option, w->say[0],
		    w->option, w->say[1]);
	for (int i = 0; i < 2; i++)
		if (e->only[i]) {
			note("%s: decided by %s on line %zu, which %s (%s chooses)", column,
			     quote_text(e->shown[i]).text, e->line[i], w->is[i], w->option);
			return i;
		}
	return -1;
}

bool evidence_decide(struct plan *p, const struct step_tally *count)
{
	bool some = false;

	for (size_t i = 0; i < p->steps; i++) {
		struct step *s = &p->step[i];
		const struct evidence *e = &count[i].evidence;
		struct quoted name;
		int way;

		if (!s->type || !(e->either || e->only[0] || e->only[1]))
			continue;
		some |= e->either || e->only[EVIDENCE_SECOND] || s->type->dates;
		name = shown(p->column[s->column].name);
		if (s->type->dates) {
			way = settle(name.text, e, &day_ways);
			if (way < 0)
				die(STATUS_INPUT,
				    "%s: day or month first? No date settles it; say --dates=dmy "
				    "or "
				    "--dates=mdy",
				    name.text);
			s->reading.dates = way == EVIDENCE_FIRST ? DATES_DMY : DATES_MDY;
		} else {
			if (!e->either && !e->only[EVIDENCE_SECOND]) {
				s->reading.decimal = '.'; /* as every number was read so far */
				continue;
			}
			way = settle(name.text, e, &mark_ways);
			if (way < 0)
				note("%s: a decimal point is taken, no number settles it "
				     "(--decimal "
				     "chooses)",
				     name.text);
			s->reading.decimal = way == EVIDENCE_SECOND ? ',' : '.';
		}
	}
	return some;
}
