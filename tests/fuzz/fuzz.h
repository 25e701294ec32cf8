/* fuzz - what every target of this folder begins with. */
#ifndef SEG_FUZZ_H
#define SEG_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static inline void must(bool truth)
{
	if (!truth)
		abort();
}

#endif
