/* repeats - rows of whom another row is about already. */
#ifndef SEG_REPORT_REPEATS_H
#define SEG_REPORT_REPEATS_H

#include "frame.h"

/* Says how many there are, and where the first is. A row without an id repeats none. */
void repeats_say(const struct frame *f, size_t id);

#endif
