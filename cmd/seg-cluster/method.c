/* method - the ways to find segments, as a table. */
#include "method.h"

#include "by_kmeans.h"
#include "diag.h"

const struct method methods[] = {
	{ "kmeans", "segments around middles", by_kmeans_choose, by_kmeans_fit, by_kmeans_without,
	  by_kmeans_draw },
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
