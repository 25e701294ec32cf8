/* stream - groups whose rows stand together, one after the other: group.h for sorted input.
 * Floor 3. One key's records are in memory at a time; keys that do not ascend in byte order end the program (exit 3). */
#ifndef SEG_STREAM_H
#define SEG_STREAM_H

#include "group.h"

struct stream {
	const struct group_kind *kind; /* pack and memory are not used */
	void *job;
	void (*take)(void *to, const struct group *g); /* in the ordered end, as soon as the last row is in */
	void *to;
	size_t threads;
};

/* Reads all of the input. */
void stream_run(struct input *in, const struct stream *s);

#endif
