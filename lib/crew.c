/* crew - threads that stand ready for parallel loops. */
#include "crew.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "memory.h"

struct crew {
	pthread_mutex_t lock;
	pthread_cond_t start, finished;
	pthread_t *thread;
	size_t helpers; /* besides the caller */
	void (*fn)(void *arg, size_t i);
	void *arg;
	size_t n, next, busy;
	unsigned long round;
	bool closed;
};

/* Takes indexes until there are none left; the lock is held on entry and on return. */
static void crew_work(struct crew *c)
{
	while (c->next < c->n) {
		size_t i = c->next++;

		pthread_mutex_unlock(&c->lock);
		c->fn(c->arg, i);
		pthread_mutex_lock(&c->lock);
	}
}

static void *crew_member(void *arg)
{
	struct crew *c = arg;
	unsigned long seen = 0;

	pthread_mutex_lock(&c->lock);
	for (;;) {
		while (c->round == seen && !c->closed)
			pthread_cond_wait(&c->start, &c->lock);
		if (c->closed)
			break;
		seen = c->round;
		c->busy++;
		crew_work(c);
		if (--c->busy == 0)
			pthread_cond_signal(&c->finished);
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

struct crew *crew_open(size_t threads)
{
	struct crew *c = memory_get(1, sizeof(*c));

	*c = (struct crew){ .thread = memory_get(threads, sizeof(pthread_t)) };
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->start, NULL);
	pthread_cond_init(&c->finished, NULL);
	while (c->helpers + 1 < threads &&
	       pthread_create(&c->thread[c->helpers], NULL, crew_member, c) == 0)
		c->helpers++;
	return c;
}

void crew_each(void *crew, size_t n, void (*fn)(void *arg, size_t i), void *arg)
{
	struct crew *c = crew;

	pthread_mutex_lock(&c->lock);
	c->fn = fn;
	c->arg = arg;
	c->n = n;
	c->next = 0;
	c->round++;
	if (c->helpers && n > 1)
		pthread_cond_broadcast(&c->start);
	crew_work(c);
	while (c->busy)
		pthread_cond_wait(&c->finished, &c->lock);
	pthread_mutex_unlock(&c->lock);
}

size_t crew_size(const struct crew *c)
{
	return c->helpers + 1;
}

void crew_close(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
	c->closed = true;
	pthread_cond_broadcast(&c->start);
	pthread_mutex_unlock(&c->lock);
	for (size_t t = 0; t < c->helpers; t++)
		pthread_join(c->thread[t], NULL);
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->start);
	pthread_cond_destroy(&c->finished);
	free(c->thread);
	free(c);
}
