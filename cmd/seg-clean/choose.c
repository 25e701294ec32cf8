/* choose - which rules: of a profile, of a file, of --map. */
#include "choose.h"

#include <stdio.h>
#include <stdlib.h>

#include "asks.h"
#include "diag.h"
#include "plan.h"
#include "roles.h"
#include "source.h"
#include "tool_data.h"

#define RULES_MOST (1u << 20) /* bytes of a rules file */

static const struct tool_data *profile_find(const char *name)
{
	struct buf names = { 0 };

	for (const struct tool_data *d = tool_data; d->name; d++)
		if (strcmp(d->name, name) == 0)
			return d;
	for (const struct tool_data *d = tool_data; d->name; d++)
		buf_printf(&names, " %s", d->name);
	buf_char(&names, '\0');
	die_usage("no profile %s; there are:%s", quote_text(name).text, names.p);
}

static void read_profile(struct rules *r, struct arena *keep, const struct tool_data *d)
{
	rules_read(r, keep, d->name, (struct str){ d->text, d->size });
}

static bool has(const struct tsv_header *h, struct str name)
{
	return tsv_header_find(h, name) != SIZE_MAX;
}

/* Whether a header line is the one that a rule `header` tells of, or, where that ends in dots, has all its names. */
static bool is_header(const struct tsv_header *h, struct str told)
{
	size_t named = 0;
	struct str name;
	bool open = false;

	while (str_split(&told, ',', &name)) {
		open = str_is(name, "...");
		if (!open && !has(h, name))
			return false;
		named += !open;
	}
	return open || named == h->columns;
}

static bool knows(const struct tool_data *d, const struct tsv_header *h)
{
	struct arena keep = { 0 };
	struct rules rules = { 0 };
	bool known = false;

	read_profile(&rules, &keep, d);
	for (size_t i = 0; i < rules.n; i++)
		known |= str_is(rules.rule[i].rule, "header") && is_header(h, rules.rule[i].argument);
	arena_release(&keep);
	return known;
}

static const struct tool_data *profile_of(const struct tsv_header *h)
{
	for (const struct tool_data *d = tool_data; d->name; d++)
		if (knows(d, h))
			return d;
	return NULL;
}

void rules_choose_by_header(struct rules *r, struct arena *keep, const struct tsv_header *h,
                            const char *file)
{
	const struct tool_data *d = profile_of(h);

	if (!d)
		die_at((struct place){ file, 0, NULL },
		       "no profile knows this header; name one with --profile, or the columns with "
		       "--map");
	note("%s: the header is of %s (--profile chooses)", shown(str_of(file)).text, d->name);
	read_profile(r, keep, d);
}

void rules_offer(const struct tsv_header *h, const char *file)
{
	const struct tool_data *d = profile_of(h);

	if (d)
		note("%s: the header is of %s: --profile=auto cleans by its rules",
		     shown(str_of(file)).text, d->name);
}

/* NEW=OLD: the column is called OLD in the file; a standard name brings its type and what the tools need. */
static void add_map(struct rules *r, struct arena *keep, const char *map)
{
	struct str rest = str_of(map), pair;

	while (str_split(&rest, ',', &pair)) {
		struct str old = pair, name;
		const struct role *role;

		if (!str_split(&old, '=', &name) || !str_trim(name).n || !str_trim(old).n)
			die_usage("--map: not NEW=OLD: %s", quote(pair).text);
		name = arena_str(keep, str_trim(name));
		rules_add(r, keep,
		          (struct rule){ name, str_of("from"), arena_str(keep, str_trim(old)), { 0 }, 0 });
		role = role_find(name);
		if (!role)
			continue;
		rules_add(r, keep, (struct rule){ name, str_of("type"), str_of(role->type), { 0 }, 0 });
		if (role->needed)
			rules_add(r, keep, (struct rule){ name, str_of("required"), { 0 }, { 0 }, 0 });
	}
}

void rules_choose(struct rules *r, struct arena *keep, const struct choice *c)
{
	if (c->profile && strcmp(c->profile, "auto") != 0)
		read_profile(r, keep, profile_find(c->profile));
	if (c->file) {
		size_t n;
		char *text = source_whole(c->file, RULES_MOST, &n);

		rules_read(r, keep, c->file, (struct str){ text, n });
		free(text);
	}
	for (size_t i = 0; i < c->maps; i++)
		add_map(r, keep, c->map[i]);
}

const char *rules_argument(const struct rules *r, const char *rule)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_is(r->rule[i].rule, rule))
			return r->rule[i].argument.p;
	return NULL;
}

static void list_profiles(void)
{
	for (const struct tool_data *d = tool_data; d->name; d++) {
		struct arena keep = { 0 };
		struct rules rules = { 0 };
		const char *about;

		read_profile(&rules, &keep, d);
		about = rules_argument(&rules, "about");
		printf("profile\t%s\t\t%s\n", d->name, about ? about : "");
		arena_release(&keep);
	}
}

void rules_list(void)
{
	printf("what\tname\targument\thelp\n");
	list_profiles();
	for (size_t t = 0; t < rule_table_count; t++)
		for (const struct rule_kind *k = rule_tables[t]; k->name; k++)
			printf("rule\t%s\t%s\t%s\n", k->name, k->argument, k->help);
	asks_list();
	for (size_t i = 0; i < type_count; i++)
		printf("type\t%s\t\t%s\n", types[i].name, types[i].help);
	for (size_t i = 0; i < role_count; i++)
		printf("name\t%s\t%s\t%s\n", roles[i].name, roles[i].type, roles[i].help);
}

void rules_print_profile(const char *name)
{
	const struct tool_data *d = profile_find(name);

	fwrite(d->text, 1, d->size, stdout);
}
