/* options_memory - memory for the option parsers that gengetopt makes, which never look whether they got it.
 * Floor 1. The Makefile includes it before generated code, and nobody else does. */
#ifndef SEG_OPTIONS_MEMORY_H
#define SEG_OPTIONS_MEMORY_H

#include <stdlib.h>

#include "memory.h"

#define malloc(n) memory_get(1, (n))
#define realloc(old, n) memory_resize((old), 1, (n))

#endif
