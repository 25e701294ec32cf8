/* lifetime - models of orders to come and of what they are worth, as a model file holds them. */
#include "lifetime.h"

#include <math.h>

#include "diag.h"
#include "minimise.h"

#define MOST (BTYD_PARAMETERS + SPEND_PARAMETERS)

const struct lifetime_unit lifetime_units[LIFETIME_UNITS] = {
	{ "D", "days", 1 },
	{ "W", "weeks", 7 },
	{ "M", "months", 365.2425 / 12 },
};

const struct lifetime_unit *lifetime_unit_find(struct str name)
{
	for (size_t i = 0; i < LIFETIME_UNITS; i++)
		if (str_is(name, lifetime_units[i].name))
			return &lifetime_units[i];
	return NULL;
}

bool lifetime_is(struct str kind)
{
	return btyd_kind_find(kind) || str_is(kind, "spend") || str_is(kind, "lifetime");
}

/* --- to a file --- */

static const char *const parameter_columns[] = { "name", "value", "std_error" };
static const char *const covariance_columns[] = { "a", "b", "value" };

static void open_table(struct buf *text, const char *table, size_t rows, const char *const *column)
{
	struct str name[3] = { str_of(column[0]), str_of(column[1]), str_of(column[2]) };

	model_put_table(text, table, rows, &(struct tsv_header){ name, 3 });
}

/* The covariance is that of logarithms, for q that of log(q - 1): the error of a value is as much times the value. */
static void put_parameters(struct buf *text, const char *table, const char *const *name,
                           const double *p, const double *covariance, size_t n)
{
	open_table(text, table, n, parameter_columns);
	for (size_t i = 0; i < n; i++) {
		double size = strcmp(name[i], "q") == 0 ? p[i] - 1 : p[i];

		buf_printf(text, "%s\t", name[i]);
		buf_double(text, p[i]);
		buf_char(text, '\t');
		buf_double(text, size * sqrt(covariance[i * n + i]));
		buf_char(text, '\n');
	}
}

static void put_covariance(struct buf *text, const char *table, const char *const *name,
                           const double *covariance, size_t n)
{
	open_table(text, table, n * (n + 1) / 2, covariance_columns);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j <= i; j++) {
			buf_printf(text, "%s\t%s\t", name[i], name[j]);
			buf_double(text, covariance[i * n + j]);
			buf_char(text, '\n');
		}
}

static void put_orders(struct buf *text, const struct lifetime *l)
{
	const struct btyd *o = &l->orders;

	model_put_text(text, "orders_model", o->kind->name);
	model_put_text(text, "orders_paper", o->kind->paper);
	model_put_text(text, "unit", l->unit->name);
	model_put_count(text, "customers", o->customers);
	model_put_count(text, "repeat_customers", o->repeat);
	model_put_count(text, "repeat_orders", o->orders);
	model_put_number(text, "log_likelihood", o->log_likelihood);
	model_put_count(text, "starts", o->starts);
	model_put_count(text, "evaluations", o->evaluations);
	model_put_number(text, "gradient", o->gradient);
	put_parameters(text, "orders", o->kind->parameter, o->p, o->covariance, BTYD_PARAMETERS);
	put_covariance(text, "orders_log_covariance", o->kind->parameter, o->covariance, BTYD_PARAMETERS);
}

static void put_spend(struct buf *text, const struct lifetime *l)
{
	const struct spend *s = &l->spend;

	model_put_text(text, "spend_paper", "Gamma-Gamma: Fader and Hardie (2013)");
	model_put_count(text, "spenders", s->customers);
	model_put_number(text, "spend_mean", s->mean);
	buf_text(text, "spend_frequency_correlation\t"); /* undefined, it is empty */
	buf_double(text, s->correlation);
	buf_char(text, '\n');
	model_put_number(text, "spend_log_likelihood", s->log_likelihood);
	model_put_count(text, "spend_evaluations", s->evaluations);
	model_put_number(text, "spend_gradient", s->gradient);
	put_parameters(text, "spend", spend_parameter, s->p, s->covariance, SPEND_PARAMETERS);
	put_covariance(text, "spend_log_covariance", spend_parameter, s->covariance, SPEND_PARAMETERS);
}

void lifetime_save(const struct lifetime *l, const char *path, const char *writer)
{
	struct buf text = { 0 };

	model_begin(&text, l->kind);
	model_put_text(&text, "writer", writer);
	model_put_count(&text, "rows", l->rows);
	if (l->has_orders)
		put_orders(&text, l);
	if (l->has_spend)
		put_spend(&text, l);
	model_save(&text, path);
	buf_release(&text);
}

/* --- from a file --- */

static _Noreturn void refuse(const struct model *m, size_t line, const char *what, const char *why)
{
	die_at((struct place){ m->path, line, NULL }, "%s: %s", what, why);
}

static void check_columns(const struct model *m, const struct model_table *t, const char *name,
                          size_t rows, const char *const *column)
{
	if (t->rows != rows || t->header.columns != 3)
		refuse(m, t->line - 2, name, "a table of another size than this seg writes");
	for (size_t c = 0; c < 3; c++)
		if (!str_is(t->header.name[c], column[c]))
			refuse(m, t->line - 1, name, "columns of other names than this seg writes");
}

static void take_parameters(struct model *m, const char *table, const char *const *name, double *p,
                            size_t n)
{
	struct model_table t = model_table(m, table);

	check_columns(m, &t, table, n, parameter_columns);
	for (size_t i = 0; i < n; i++) {
		double least = strcmp(name[i], "q") == 0 ? 1 : 0;

		p[i] = model_table_number(m, &t, i, 1);
		model_table_number(m, &t, i, 2);
		if (!str_is(model_table_cell(&t, i, 0), name[i]))
			refuse(m, t.line + i, table, "another parameter than this kind of model has");
		if (!(p[i] > least))
			refuse(m, t.line + i, name[i], "too small for a parameter");
	}
}

static void take_covariance(struct model *m, const char *table, const char *const *name,
                            double *covariance, size_t n)
{
	struct model_table t = model_table(m, table);
	double lower[MOST * MOST];
	size_t row = 0;

	check_columns(m, &t, table, n * (n + 1) / 2, covariance_columns);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j <= i; j++, row++) {
			if (!str_is(model_table_cell(&t, row, 0), name[i]) ||
			    !str_is(model_table_cell(&t, row, 1), name[j]))
				refuse(m, t.line + row, table, "another pair of parameters than expected");
			covariance[i * n + j] = covariance[j * n + i] =
				model_table_number(m, &t, row, 2);
		}
	if (!minimise_cholesky(n, covariance, lower))
		refuse(m, t.line, table, "no covariance: not positive definite");
}

static void take_orders(struct lifetime *l, struct model *m)
{
	struct btyd *o = &l->orders;

	o->kind = btyd_kind_find(model_text(m, "orders_model"));
	if (!o->kind)
		refuse(m, 0, "orders_model", "unknown to this seg");
	model_text(m, "orders_paper");
	l->unit = lifetime_unit_find(model_text(m, "unit"));
	if (!l->unit)
		refuse(m, 0, "unit", "must be D, W or M");
	o->customers = model_count(m, "customers", 1, UINT64_MAX);
	o->repeat = model_count(m, "repeat_customers", 1, UINT64_MAX);
	o->orders = model_count(m, "repeat_orders", 1, UINT64_MAX);
	o->log_likelihood = model_number(m, "log_likelihood");
	o->starts = model_count(m, "starts", 1, UINT64_MAX);
	o->evaluations = model_count(m, "evaluations", 1, UINT64_MAX);
	o->gradient = model_number(m, "gradient");
	take_parameters(m, "orders", o->kind->parameter, o->p, BTYD_PARAMETERS);
	take_covariance(m, "orders_log_covariance", o->kind->parameter, o->covariance, BTYD_PARAMETERS);
}

static void take_spend(struct lifetime *l, struct model *m)
{
	struct spend *s = &l->spend;

	model_text(m, "spend_paper");
	s->customers = model_count(m, "spenders", 1, UINT64_MAX);
	s->mean = model_number(m, "spend_mean");
	s->correlation = NAN;
	if (model_text(m, "spend_frequency_correlation").n)
		s->correlation = model_number(m, "spend_frequency_correlation");
	s->log_likelihood = model_number(m, "spend_log_likelihood");
	s->evaluations = model_count(m, "spend_evaluations", 1, UINT64_MAX);
	s->gradient = model_number(m, "spend_gradient");
	take_parameters(m, "spend", spend_parameter, s->p, SPEND_PARAMETERS);
	take_covariance(m, "spend_log_covariance", spend_parameter, s->covariance, SPEND_PARAMETERS);
}

void lifetime_take(struct lifetime *l, struct model *m)
{
	*l = (struct lifetime){ .has_orders = !str_is(m->kind, "spend"),
		                .has_spend =
		                        str_is(m->kind, "spend") || str_is(m->kind, "lifetime") };
	model_text(m, "writer");
	l->rows = model_count(m, "rows", 1, UINT64_MAX);
	if (l->has_orders)
		take_orders(l, m);
	if (l->has_spend)
		take_spend(l, m);
	l->kind = !l->has_orders ? "spend" : l->has_spend ? "lifetime" : l->orders.kind->name;
	if (!str_is(m->kind, l->kind))
		refuse(m, 0, "orders_model", "differs from the kind of the model");
	model_close(m);
}
