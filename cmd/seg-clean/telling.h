/* telling - what was done, for --stats and for people. */
#ifndef SEG_CLEAN_TELLING_H
#define SEG_CLEAN_TELLING_H

#include "passes.h"
#include "tool.h"

/* Names of counts live in `keep` until the tool is closed. Rows in are rows out and what else became of them. */
void tell(struct tool *tool, struct arena *keep, const struct passes *job);

#endif
