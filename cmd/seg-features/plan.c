/* plan - what a run is asked for: sets of features, and what of each row they need. */
#include "plan.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "diag.h"
#include "num.h"

static void make_columns(struct plan *p, size_t i)
{
	const struct set *s = p->set[i];
	struct column *made = NULL;

	p->columns[i] = s->make ? s->make(p, &made) : s->columns;
	p->column[i] = s->make ? made : s->column;
}

void plan_settle(struct plan *p, const struct labels *names)
{
	p->names = names;
	for (size_t i = 0; i < p->n; i++)
		make_columns(p, i);
}

bool plan_has(const struct plan *p, const struct set *set)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->set[i] == set)
			return true;
	return false;
}

static void add_set(struct plan *p, const struct set *s)
{
	if (plan_has(p, s))
		return;
	if (p->n == PLAN_SETS)
		die_usage("--set: at most %d sets", PLAN_SETS);
	p->set[p->n] = s;
	make_columns(p, p->n++);
	if (s == &set_account && !p->member)
		die_usage("--set: account needs --account, the column that says whose customers "
		          "they are");
	if (s == &set_engagement && !p->event)
		die_usage("--set: engagement needs --event, the column that says what happened");
	if (s->needs)
		s->needs(p);
}

static _Noreturn void die_set(struct str name)
{
	struct buf all = { 0 };

	for (size_t i = 0; sets[i]; i++)
		buf_printf(&all, " %s", sets[i]->name);
	buf_char(&all, '\0');
	die_usage("--set: no set %s; there are:%s", quote(name).text, all.p);
}

void plan_sets(struct plan *p, const char *list)
{
	struct str rest = str_of(list ? list : "+"), name;

	if (p->member)
		add_set(p, &set_account);
	if (rest.n && rest.p[0] == '+') {
		for (size_t i = 0; sets[i]; i++)
			if (sets[i]->standard)
				add_set(p, sets[i]);
		rest.p++;
		rest.n--;
	} else if (!rest.n) {
		die_set(rest);
	}
	while (str_split(&rest, ',', &name)) {
		const struct set *s;

		if (name.n && name.p[0] == '+') {
			name.p++;
			name.n--;
		}
		s = set_find(name);
		if (!s)
			die_set(name);
		add_set(p, s);
	}
}

void plan_windows(struct plan *p, const char *list)
{
	struct str rest = str_of(list), part;

	while (str_split(&rest, ',', &part)) {
		uint64_t days = 0;
		bool fine = part.n > 1 && part.p[part.n - 1] == 'd' &&
		            num_parse_count((struct str){ part.p, part.n - 1 }, 36500, &days) &&
		            days > 0;

		if (!fine)
			die_usage("--windows: not a number of days such as 30d: %s", quote(part).text);
		if (p->windows == PLAN_WINDOWS)
			die_usage("--windows: at most %d windows", PLAN_WINDOWS);
		p->window[p->windows++] = (int32_t)days;
	}
	for (size_t i = 1; i < p->windows; i++)
		if (p->window[i] <= p->window[i - 1])
			die_usage("--windows: %dd does not ascend", (int)p->window[i]);
}

size_t plan_text(struct plan *p, struct str name, bool needed)
{
	for (size_t k = 0; k < p->form.texts; k++)
		if (str_eq(p->text[k], name)) {
			p->needed[k] |= needed;
			return k;
		}
	if (p->form.texts == LINE_TEXTS)
		die_usage("at most %d columns can be kept of each row", LINE_TEXTS);
	p->text[p->form.texts] = name;
	p->needed[p->form.texts] = needed;
	return p->form.texts++;
}

bool plan_keeps(const struct plan *p, const char *name)
{
	for (size_t k = 0; k < p->form.texts; k++)
		if (str_is(p->text[k], name))
			return true;
	return false;
}

bool plan_names(const struct plan *p, struct str name)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->columns[i]; k++)
			if (str_is(name, p->column[i][k].name))
				return true;
	return false;
}

bool plan_sums(const struct plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (!p->set[i]->sums)
			return false;
	return true;
}

bool plan_ranks(const struct plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->set[i]->ranks)
			return true;
	return false;
}

size_t plan_columns(const struct plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->columns[i];
	return n;
}

void plan_list(struct plan *p, struct buf *out)
{
	static const struct labels some[LABELS] = { { { { "NAME", 4 } }, 1 }, { { { "NAME", 4 } }, 1 } };

	p->names = some;
	buf_text(out, "set\tcolumn\tunit\tdefinition\twithout_data\n");
	for (size_t i = 0; sets[i]; i++) {
		struct column *column = NULL;
		size_t n = sets[i]->make ? sets[i]->make(p, &column) : sets[i]->columns;
		const struct column *c = column ? column : sets[i]->column;

		for (size_t k = 0; k < n; k++)
			buf_printf(out, "%s\t%s\t%s\t%s\t%s\n", sets[i]->name, c[k].name, c[k].unit,
			           c[k].help, c[k].none);
	}
}

void plan_digest(const struct plan *p, int32_t as_of, int32_t ahead, char *digest)
{
	struct buf all = { 0 };
	uint64_t hash;

	buf_printf(&all, "seg-features 1\t%d\t%d\t%d\t%d\t%d%s", (int)as_of, (int)ahead,
	           p->form.seconds, p->form.quantity, p->form.whole, p->folds ? "\tsums" : "");
	for (size_t k = 0; k < p->form.texts; k++)
		buf_printf(&all, "\t%.*s", STR_ARG(p->text[k]));
	hash = XXH3_64bits(all.p, all.n);
	for (size_t i = 0; i < PLAN_DIGEST; i++)
		digest[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
	buf_release(&all);
}
