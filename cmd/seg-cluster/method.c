/* method - the ways to find segments, as a table. */
#include "method.h"

#include "by_kmeans.h"
#include "by_mixed.h"
#include "by_mixture.h"
#include "by_rule.h"
#include "by_ward.h"
#include "diag.h"

const struct method methods[] = {
	{ "kmeans", "segments around middles", " weight start polish restarts ", by_kmeans_choose,
	  by_kmeans_fit, by_kmeans_without, by_kmeans_draw, NULL },
	{ "mixture", "segments as normal distributions", " start restarts family criterion ",
	  by_mixture_choose, by_mixture_fit, by_rule_without, by_rule_draw, by_mixture_finder },
	{ "ward", "segments as branches of a tree", "", by_rule_choose, by_ward_fit,
	  by_rule_without, by_rule_draw, by_ward_finder },
	{ "prototypes", "segments around means and most frequent categories", " restarts ",
	  by_rule_choose, by_prototypes_fit, by_rule_without, by_rule_draw, by_prototypes_finder },
	{ "medoids", "segments of those nearest to a typical customer", " restarts ",
	  by_rule_choose, by_medoids_fit, by_rule_without, by_rule_draw, by_medoids_finder },
};

const size_t method_count = sizeof(methods) / sizeof(*methods);

const struct method *method_find(const char *name)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < method_count; i++) {
		if (strcmp(methods[i].name, name) == 0) {
			buf_release(&names);
			return &methods[i];
		}
		buf_printf(&names, "%s%s", i ? ", " : "", methods[i].name);
	}
	die_usage("--method: not one of %.*s: %s", STR_ARG(buf_view(&names)), quote_text(name).text);
}

const struct family *method_family(const char *name)
{
	const struct family *family = family_find(str_of(name));
	struct buf names = { 0 };

	for (size_t i = 0; i < family_count; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", family_all[i].name);
	if (!family)
		die_usage("--family: not auto or one of %.*s: %s", STR_ARG(buf_view(&names)),
		          quote_text(name).text);
	buf_release(&names);
	return family;
}

void method_check(const struct method *m, const char *option, bool given)
{
	struct buf names = { 0 }, word = { 0 };

	buf_printf(&word, " %s ", option);
	buf_char(&word, '\0');
	for (size_t i = 0; i < method_count; i++)
		if (strstr(methods[i].takes, word.p))
			buf_printf(&names, "%s%s", names.n ? ", " : "", methods[i].name);
	if (given && !strstr(m->takes, word.p))
		die_usage("--%s is for --method=%.*s, not %s: leave it out", option,
		          STR_ARG(buf_view(&names)), m->name);
	buf_release(&names);
	buf_release(&word);
}
