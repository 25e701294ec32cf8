/* roles - the names that columns have by default in every tool, and what they hold. */
#include "roles.h"

const struct role roles[] = {
	{ "customer_id", "id", true, "who bought" },
	{ "order_id", "id", false, "the order a row belongs to" },
	{ "order_date", "time", true, "when it was, a date or a time" },
	{ "amount", "money", true, "what was paid for the row; refunds are negative" },
	{ "quantity", "number", false, "how many" },
	{ "category", "text", false, "what kind of thing" },
	{ "product", "text", false, "which thing" },
	{ "channel", "text", false, "where it was sold" },
	{ "kind", "text", false, "sale or refund" },
};
const size_t role_count = sizeof(roles) / sizeof(*roles);

const struct role *role_find(struct str name)
{
	for (size_t i = 0; i < role_count; i++)
		if (str_is(name, roles[i].name))
			return &roles[i];
	return NULL;
}
