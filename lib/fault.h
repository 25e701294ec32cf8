/* fault - what a worker found wrong, for the ordered end to say.
 * Floor 1. Workers never print: a block carries its fault until it is back in order. */
#ifndef SEG_FAULT_H
#define SEG_FAULT_H

#include <stddef.h>

/* What is wrong with the input, and where; no text means nothing is. */
struct fault {
	size_t line;        /* within the block, from 0, until the block is back in order */
	const char *column; /* name, or NULL */
	int status;         /* exit status it deserves */
	char text[512];     /* ready to be said */
};

/* Keeps the first fault only: of the lowest line, of those the one found first. */
void fault_set(struct fault *f, size_t line, const char *column, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
