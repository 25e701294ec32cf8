/* attributes - what a table says of customers beside their orders, joined to their rows. */
#ifndef SEG_FEATURES_ATTRIBUTES_H
#define SEG_FEATURES_ATTRIBUTES_H

#include "frame.h"

struct attributes {
	struct input in;
	struct frame frame;
	size_t id;       /* its column */
	size_t *row;     /* by customer, in byte order of the id */
	struct str *key; /* so many ids, ascending */
	size_t n;
};

/* Reads the file; ends the program when an id is missing or there twice (exit 3). */
void attributes_read(struct attributes *a, const char *path, const char *id, enum progress progress);

void attributes_put_names(const struct attributes *a, struct buf *out);
/* The customer's cells; missing ones for someone who is not in the table. */
void attributes_put(const struct attributes *a, struct str key, struct buf *out);

void attributes_release(struct attributes *a);

#endif
