/* pieces - memory in pieces of one size, handed on. */
#include "pieces.h"

#include <pthread.h>
#include <stdlib.h>

#include "memory.h"

#define SLAB_LEAST 8  /* pieces; slabs grow, so that little work takes little memory */
#define SLAB_MOST 512 /* 16 MiB */

struct slab {
	struct slab *next;
};

struct pieces {
	pthread_mutex_t lock;
	struct piece *free;
	struct slab *slab;
	char *fresh; /* of the newest slab, never used yet */
	size_t left, slab_pieces;
};

#define WHOLE (sizeof(struct piece) + PIECE_BYTES)

struct pieces *pieces_open(void)
{
	struct pieces *s = memory_zero(1, sizeof(*s));

	pthread_mutex_init(&s->lock, NULL);
	s->slab_pieces = SLAB_LEAST;
	return s;
}

static struct piece *fresh_piece(struct pieces *s)
{
	struct piece *p;

	if (!s->left) {
		struct slab *slab = memory_get(1, sizeof(*slab) + s->slab_pieces * WHOLE);

		memory_scattered(slab, s->slab_pieces * WHOLE);
		slab->next = s->slab;
		s->slab = slab;
		s->fresh = (char *)(slab + 1);
		s->left = s->slab_pieces;
		if (s->slab_pieces < SLAB_MOST)
			s->slab_pieces *= 2;
	}
	p = (struct piece *)s->fresh;
	s->fresh += WHOLE;
	s->left--;
	return p;
}

struct piece *pieces_get(struct pieces *s, size_t least)
{
	struct piece *p;

	if (least > PIECE_BYTES) {
		p = memory_get(1, sizeof(*p) + least);
		*p = (struct piece){ .room = least };
		return p;
	}
	pthread_mutex_lock(&s->lock);
	p = s->free;
	if (p)
		s->free = p->next;
	else
		p = fresh_piece(s);
	pthread_mutex_unlock(&s->lock);
	*p = (struct piece){ .room = PIECE_BYTES };
	return p;
}

void pieces_put(struct pieces *s, struct piece *p)
{
	if (p->room > PIECE_BYTES) {
		free(p);
		return;
	}
	pthread_mutex_lock(&s->lock);
	p->next = s->free;
	s->free = p;
	pthread_mutex_unlock(&s->lock);
}

void pieces_close(struct pieces *s)
{
	for (struct slab *slab = s->slab, *next; slab; slab = next) {
		next = slab->next;
		free(slab);
	}
	pthread_mutex_destroy(&s->lock);
	free(s);
}
