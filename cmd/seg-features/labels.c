/* labels - which categories and channels there are. */
#include "labels.h"

const char *const label_columns[LABELS] = { "category", "channel" };
