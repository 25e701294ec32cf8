/* parameters - what a rule has beside its centres, as keys and tables of a model. */
#include "parameters.h"

#include <float.h>

#include "diag.h"

static _Noreturn void refuse(const struct model *m, size_t line, const char *what, const char *why)
{
	die_at((struct place){ m->path, line, NULL }, "%s: %s", what, why);
}

/* --- a column of texts or numbers, a row for each segment or column --- */

static void put_numbers(struct buf *text, const char *table, const char *column,
                        const double *value, size_t n)
{
	struct str name = str_of(column);

	model_put_table(text, table, n, &(struct tsv_header){ &name, 1 });
	for (size_t i = 0; i < n; i++) {
		buf_double(text, value[i]);
		buf_char(text, '\n');
	}
}

static struct model_table take_list(struct model *m, const char *table, const char *column,
                                    size_t n, size_t *at)
{
	struct model_table t = model_table(m, table);

	*at = model_table_column(m, &t, column);
	if (t.rows != n || t.header.columns != 1)
		refuse(m, t.line - 2, table, "the table has not as many rows and columns as it should");
	return t;
}

static double *take_numbers(struct arena *keep, struct model *m, const char *table,
                            const char *column, size_t n, double most)
{
	size_t at;
	struct model_table t = take_list(m, table, column, n, &at);
	double *value = ARENA_ARRAY(keep, double, n);

	for (size_t i = 0; i < n; i++) {
		value[i] = model_table_number(m, &t, i, at);
		if (!(value[i] >= 0 && value[i] <= most))
			refuse(m, t.line + i, table, "a number that is too large, or below 0");
	}
	return value;
}

/* --- mixtures --- */

/* How many lines a covariance takes: one for each column, or one for its diagonal. */
static size_t lines_of(const struct mixture *m)
{
	return m->family->diagonal ? 1 : m->mean.columns;
}

/* Where the number of a line and column stands among those of a covariance. */
static size_t number_at(const struct mixture *m, size_t line, size_t column)
{
	size_t low = line < column ? line : column, high = line < column ? column : line;

	return m->family->diagonal ? column : high * (high + 1) / 2 + low;
}

static void put_mixture(struct buf *text, const struct mixture *m, const struct tsv_header *columns)
{
	size_t n = mixture_covariances(m), lines = lines_of(m),
	       each = gaussian_numbers(mixture_shape(m));

	model_put_text(text, "family", m->family->name);
	put_numbers(text, "proportions", "proportion", m->proportion, m->mean.rows);
	model_put_table(text, "covariances", n * lines, columns);
	for (size_t i = 0; i < n * lines; i++)
		for (size_t j = 0; j < columns->columns; j++) {
			buf_double(text, m->covariance[i / lines * each + number_at(m, i % lines, j)]);
			buf_char(text, j + 1 < columns->columns ? '\t' : '\n');
		}
}

static void take_mixture(struct rule *r, struct arena *keep, struct model *model)
{
	struct mixture *m = &r->mixture;
	struct model_table t;
	struct str family = model_text(model, "family");
	size_t n, lines, each, d = r->centres.columns;

	*m = (struct mixture){ .family = family_find(family), .mean = r->centres };
	if (!m->family)
		refuse(model, 0, "family", "not one that this seg knows");
	m->proportion = take_numbers(keep, model, "proportions", "proportion", r->centres.rows, 1);
	n = mixture_covariances(m);
	lines = lines_of(m);
	each = gaussian_numbers(mixture_shape(m));
	t = model_table(model, "covariances");
	if (t.rows != n * lines || t.header.columns != d)
		refuse(model, t.line - 2, "covariances",
		       "not as many rows and columns as the family wants");
	m->covariance = ARENA_ARRAY(keep, double, n *each);
	for (size_t i = 0; i < t.rows; i++)
		for (size_t j = 0; j < d; j++)
			m->covariance[i / lines * each + number_at(m, i % lines, j)] =
				model_table_number(model, &t, i, j);
	if (!mixture_prepare(m, keep))
		refuse(model, t.line - 2, "covariances", "they are not those of normal distributions");
}

/* --- the kinds --- */

static void put_paths(struct buf *text, const struct str *path, size_t k)
{
	struct str name = str_of("path");

	model_put_table(text, "paths", k, &(struct tsv_header){ &name, 1 });
	for (size_t c = 0; c < k; c++) {
		buf_str(text, path[c]);
		buf_char(text, '\n');
	}
}

void parameters_put(struct buf *text, const struct rule *r, const struct tsv_header *columns,
                    const struct str *path)
{
	if (r->kind->mixture)
		put_mixture(text, &r->mixture, columns);
	if (r->kind->mixed)
		put_numbers(text, "weights", "weight", r->mixed.weight, columns->columns);
	if (r->kind->path)
		put_paths(text, path, r->centres.rows);
}

struct str *parameters_take(struct rule *r, struct arena *keep, struct model *m, const bool *category)
{
	struct str *path = NULL;

	if (r->kind->mixture)
		take_mixture(r, keep, m);
	if (r->kind->mixed)
		r->mixed = (struct mixed){ r->centres.columns, category,
			                   take_numbers(keep, m, "weights", "weight",
			                                r->centres.columns, DBL_MAX),
			                   r->kind->gower };
	if (r->kind->path) {
		size_t at;
		struct model_table t = take_list(m, "paths", "path", r->centres.rows, &at);

		path = ARENA_ARRAY(keep, struct str, t.rows);
		for (size_t c = 0; c < t.rows; c++)
			path[c] = arena_str(keep, model_table_cell(&t, c, at));
	}
	return path;
}
