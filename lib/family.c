/* family - what the covariances of a mixture have in common, as a table. */
#include "family.h"

const struct family family_all[] = {
	{ "EII", "round, all of one size", true, true, true },
	{ "VII", "round, each of its size", false, true, true },
	{ "EEI", "along the columns, all of one shape", true, true, false },
	{ "VVI", "along the columns, each of its shape", false, true, false },
	{ "EEE", "in any direction, all of one shape", true, false, false },
	{ "VVV", "in any direction, each of its shape", false, false, false },
};

const size_t family_count = sizeof(family_all) / sizeof(*family_all);

const struct family *family_find(struct str name)
{
	for (size_t i = 0; i < family_count; i++)
		if (str_is(name, family_all[i].name))
			return &family_all[i];
	return NULL;
}
