/* asked - which options a kind of model has a use for. */
#ifndef ASKED_H
#define ASKED_H

#include "options.h"

#include "predict.h"

/* Ends the program when an option is given that has no effect on a model of this kind, which is trained or else used.
 * Every kind that is not in the table is one of segments. */
void asked_check(const struct options *opt, struct str kind, bool trained);

#endif
