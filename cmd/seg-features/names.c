/* names - which categories and channels there are. */
#include "names.h"

const char *const names_of[NAMES] = { "category", "channel" };
