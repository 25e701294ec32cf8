/* kinds - the kinds of models that seg-predict trains and applies, as a table. */
#include "predict.h"

const struct kind kinds[] = {
	{ "lifetime", "mbg and spend together", lifetime_train, lifetime_apply },
	{ "mbg", "orders to come; a customer may be lost after any order", lifetime_train, lifetime_apply },
	{ "bg", "orders to come; nobody is lost before the second order", lifetime_train, lifetime_apply },
	{ "pareto", "orders to come; a customer may be lost at any time", lifetime_train, lifetime_apply },
	{ "spend", "what an order is worth (Gamma-Gamma)", lifetime_train, lifetime_apply },
	{ "logistic", "the chance of a yes, such as leaving or buying", classify_train, classify_apply },
	{ "linear", "a number, such as what customers spend, and what drives it", classify_train,
	  classify_apply },
};

const size_t kind_count = sizeof(kinds) / sizeof(*kinds);

const struct kind *kind_find(struct str name)
{
	for (size_t i = 0; i < kind_count; i++)
		if (str_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}
