/* pieces - memory in pieces of one size, which whoever is done with hands to whoever comes next.
 * Floor 1. Any thread may get and put. Nothing goes back to the system before the end, unless pieces_rest is asked to:
 * giving it back and asking again costs every thread a pause. */
#ifndef SEG_PIECES_H
#define SEG_PIECES_H

#include <stddef.h>

#define PIECE_BYTES 32768 /* of a usual piece, which begins at a multiple of it */

struct piece {
	struct piece *next; /* the owner's */
	size_t n, room;     /* bytes in use, and all */
	char *p;
};

struct pieces;

struct pieces *pieces_open(void);
/* An empty piece with room for at least `least` bytes. */
struct piece *pieces_get(struct pieces *s, size_t least);
void pieces_put(struct pieces *s, struct piece *p);
void pieces_put_all(struct pieces *s, struct piece *first); /* and those that follow it */
/* Gives back the memory of all that nobody has. */
void pieces_rest(struct pieces *s);
/* Takes the memory of all usual pieces, in use or not; larger ones must have been put. */
void pieces_close(struct pieces *s);

#endif
