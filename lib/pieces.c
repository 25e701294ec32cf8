/* pieces - memory in pieces of one size, handed on. */
#include "pieces.h"

#include <pthread.h>
#include <stdlib.h>

#include "memory.h"

#define SLAB_LEAST 8  /* pieces; slabs grow, so that little work takes little memory */
#define SLAB_MOST 512 /* 16 MiB */

struct slab {
	struct slab *next;
	char *pages;
	size_t bytes;
	struct piece piece[];
};

struct pieces {
	pthread_mutex_t lock;
	struct piece *free;
	struct slab *slab;
	size_t fresh, slab_pieces; /* of the newest slab: those used, and all */
};

struct pieces *pieces_open(void)
{
	struct pieces *s = memory_zero(1, sizeof(*s));

	pthread_mutex_init(&s->lock, NULL);
	s->fresh = s->slab_pieces = SLAB_LEAST / 2;
	return s;
}

static void more_pieces(struct pieces *s)
{
	size_t n = s->slab_pieces < SLAB_MOST ? 2 * s->slab_pieces : SLAB_MOST;
	struct slab *slab = memory_zero(1, sizeof(*slab) + n * sizeof(*slab->piece));

	slab->bytes = n * PIECE_BYTES;
	slab->pages = memory_pages(slab->bytes);
	slab->next = s->slab;
	for (size_t i = 0; i < n; i++)
		slab->piece[i].p = slab->pages + i * PIECE_BYTES;
	s->slab = slab;
	s->slab_pieces = n;
	s->fresh = 0;
}

struct piece *pieces_get(struct pieces *s, size_t least)
{
	struct piece *p;

	if (least > PIECE_BYTES) {
		p = memory_get(1, sizeof(*p) + least);
		*p = (struct piece){ .room = least, .p = (char *)(p + 1) };
		return p;
	}
	pthread_mutex_lock(&s->lock);
	p = s->free;
	if (!p && s->fresh == s->slab_pieces)
		more_pieces(s);
	if (p)
		s->free = p->next;
	else
		p = &s->slab->piece[s->fresh++];
	pthread_mutex_unlock(&s->lock);
	*p = (struct piece){ .room = PIECE_BYTES, .p = p->p };
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

void pieces_put_all(struct pieces *s, struct piece *first)
{
	for (struct piece *p = first, *next; p; p = next) {
		next = p->next;
		pieces_put(s, p);
	}
}

void pieces_rest(struct pieces *s)
{
	pthread_mutex_lock(&s->lock);
	for (struct piece *p = s->free; p; p = p->next)
		memory_pages_rest(p->p, PIECE_BYTES);
	pthread_mutex_unlock(&s->lock);
}

void pieces_close(struct pieces *s)
{
	for (struct slab *slab = s->slab, *next; slab; slab = next) {
		next = slab->next;
		memory_pages_free(slab->pages, slab->bytes);
		free(slab);
	}
	pthread_mutex_destroy(&s->lock);
	free(s);
}
