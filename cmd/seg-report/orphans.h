/* orphans - rows beside the customers about segments that no customer is in. */
#ifndef SEG_REPORT_ORPHANS_H
#define SEG_REPORT_ORPHANS_H

#include "side.h"

/* Whether a customer is in the segment, by its cell in the file of a person; names are followed. */
bool orphans_has(const struct report *r, const struct census *c, struct str cell);

/* Says of the files of names and actions, once for each, that they have such rows. Customers of before count, too. */
void orphans_say(const struct report *r, const struct sources *s, const char *names_path);

#endif
