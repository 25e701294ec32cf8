/* blocks - many blocks of whole records through one function, in order and on all cores. */
#include "blocks.h"

#include <pthread.h>
#include <stdlib.h>

#define BLOCKS_A_WORKER 3 /* one at work, one waiting, one on its way out */

static void block_reset(struct block *b, size_t tally_size)
{
	buf_clear(&b->in);
	buf_clear(&b->out);
	buf_clear(&b->side);
	b->fault = (struct fault){ 0 };
	b->order = NULL;
	b->left = 0;
	if (tally_size)
		memset(b->tally, 0, tally_size);
}

static void block_release(struct block *b)
{
	buf_release(&b->in);
	buf_release(&b->out);
	buf_release(&b->side);
	buf_release(&b->scratch);
	tsv_index_release(&b->index);
	free(b->tally);
}

/* The ring: blocks [ended, made) are on their way, [ended, taken) with a worker or past it. */
struct ring {
	const struct blocks *run;
	pthread_mutex_t lock;
	pthread_cond_t work_waits, work_done;
	struct block *block;
	bool *ready;
	size_t size, ended, taken, made;
	size_t awaited; /* where the block is whose end wakes the ordered end */
	size_t workers; /* that could be started */
	bool closed;
	char *states;
	size_t next_worker;
};

static void *worker(void *arg)
{
	struct ring *r = arg;
	void *state;

	pthread_mutex_lock(&r->lock);
	state = r->states + r->run->state_size * r->next_worker++;
	for (;;) {
		size_t i;

		while (r->taken == r->made && !r->closed)
			pthread_cond_wait(&r->work_waits, &r->lock);
		if (r->taken == r->made)
			break;
		i = r->taken++ % r->size;
		pthread_mutex_unlock(&r->lock);
		r->run->work(r->run->job, &r->block[i], state);
		pthread_mutex_lock(&r->lock);
		r->ready[i] = true;
		if (i == r->awaited)
			pthread_cond_signal(&r->work_done);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

/* Of the oldest blocks, one for each worker, the last that is not ready: waking up for each of them costs more. */
static size_t last_to_come(const struct ring *r)
{
	size_t n = r->made - r->ended < r->workers ? r->made - r->ended : r->workers;

	while (n > 1 && r->ready[(r->ended + n - 1) % r->size])
		n--;
	return (r->ended + n - 1) % r->size;
}

static void finish_oldest(struct ring *r)
{
	size_t i = r->ended % r->size;

	pthread_mutex_lock(&r->lock);
	while (!r->ready[i]) {
		r->awaited = last_to_come(r);
		pthread_cond_wait(&r->work_done, &r->lock);
	}
	r->ready[i] = false;
	pthread_mutex_unlock(&r->lock);
	if (r->run->done)
		r->run->done(r->run->job, &r->block[i]);
	r->ended++;
}

static void run_threads(struct ring *r, pthread_t *thread)
{
	bool more = true;

	while (more || r->ended < r->made) {
		if (more && r->made - r->ended < r->size) {
			struct block *b = &r->block[r->made % r->size];

			block_reset(b, r->run->tally_size);
			more = r->run->fill(r->run->from, b);
			if (!more)
				continue;
			pthread_mutex_lock(&r->lock);
			r->made++;
			pthread_cond_signal(&r->work_waits);
			pthread_mutex_unlock(&r->lock);
		} else {
			finish_oldest(r);
		}
	}
	pthread_mutex_lock(&r->lock);
	r->closed = true;
	pthread_cond_broadcast(&r->work_waits);
	pthread_mutex_unlock(&r->lock);
	for (size_t t = 0; t < r->workers; t++)
		pthread_join(thread[t], NULL);
}

static void run_alone(struct ring *r)
{
	struct block *b = r->block;

	for (block_reset(b, r->run->tally_size); r->run->fill(r->run->from, b);
	     block_reset(b, r->run->tally_size)) {
		r->run->work(r->run->job, b, r->states);
		if (r->run->done)
			r->run->done(r->run->job, b);
	}
}

void blocks_run(const struct blocks *run)
{
	struct ring r = { .run = run, .size = run->threads > 1 ? run->threads * BLOCKS_A_WORKER : 1 };
	pthread_t *thread = memory_get(run->threads, sizeof(*thread));

	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.work_waits, NULL);
	pthread_cond_init(&r.work_done, NULL);
	r.block = memory_get(r.size, sizeof(*r.block));
	memset(r.block, 0, r.size * sizeof(*r.block));
	r.ready = memory_get(r.size, sizeof(*r.ready));
	memset(r.ready, 0, r.size * sizeof(*r.ready));
	r.states = memory_get(run->threads, run->state_size + 64);
	memset(r.states, 0, run->threads * (run->state_size + 64));
	for (size_t i = 0; i < r.size; i++)
		r.block[i].tally = memory_get(run->tally_size, 1);
	/* A system that gives fewer threads, or none, gets the same bytes more slowly. */
	while (run->threads > 1 && r.workers < run->threads &&
	       pthread_create(&thread[r.workers], NULL, worker, &r) == 0)
		r.workers++;
	if (r.workers)
		run_threads(&r, thread);
	else
		run_alone(&r);
	for (size_t t = 0; run->merge && t < run->threads; t++)
		run->merge(run->job, r.states + run->state_size * t);
	for (size_t i = 0; i < r.size; i++)
		block_release(&r.block[i]);
	pthread_mutex_destroy(&r.lock);
	pthread_cond_destroy(&r.work_waits);
	pthread_cond_destroy(&r.work_done);
	free(r.block);
	free(r.ready);
	free(r.states);
	free(thread);
}
