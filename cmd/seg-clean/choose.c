/* choose - which rules: of a profile, of a file, of --map. */
#include "choose.h"

#include <stdio.h>
#include <stdlib.h>

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
	if (c->profile) {
		const struct tool_data *d = profile_find(c->profile);

		rules_read(r, keep, d->name, (struct str){ d->text, d->size });
	}
	if (c->file) {
		size_t n;
		char *text = source_whole(c->file, RULES_MOST, &n);

		rules_read(r, keep, c->file, (struct str){ text, n });
		free(text);
	}
	for (size_t i = 0; i < c->maps; i++)
		add_map(r, keep, c->map[i]);
}

const char *rules_delimiter(const struct rules *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_is(r->rule[i].rule, "delimiter"))
			return r->rule[i].argument.p;
	return NULL;
}

void rules_list(void)
{
	printf("what\tname\targument\thelp\n");
	for (const struct tool_data *d = tool_data; d->name; d++)
		printf("profile\t%s\t\trules for this export: seg-clean --print-profile "
		       "--profile=%s\n",
		       d->name, d->name);
	for (size_t i = 0; i < rule_kind_count; i++)
		printf("rule\t%s\t%s\t%s\n", rule_kinds[i].name, rule_kinds[i].argument,
		       rule_kinds[i].help);
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
