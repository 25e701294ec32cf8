/* roles - the names that columns have by default in every tool, and what they hold.
 * Floor 4. DESIGN 3.2: seg-clean makes these names, the tools after it look for them. */
#ifndef SEG_ROLES_H
#define SEG_ROLES_H

#include <stddef.h>

#include "str.h"

struct role {
	const char *name;
	const char *type; /* of seg-clean's rules */
	bool needed;      /* a row without it says nothing about a customer */
	const char *help;
};

extern const struct role roles[];
extern const size_t role_count;

/* NULL when the name is no role. */
const struct role *role_find(struct str name);

#endif
