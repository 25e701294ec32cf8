/* map - from keys to numbers. */
#include "map.h"

#define XXH_INLINE_ALL
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/random.h>
#include <xxhash.h>

#include "diag.h"
#include "memory.h"

struct map_slot {
	struct str key; /* p NULL: free */
	uint32_t check; /* high bits of the hash */
	uint32_t number;
};

static uint64_t secret, other;
static pthread_once_t secret_once = PTHREAD_ONCE_INIT;
static _Atomic bool secret_made;

static void secret_make(void)
{
	/* Without randomness the map still works; only crafted keys could slow it down. */
	if (getrandom(&secret, sizeof(secret), GRND_NONBLOCK) != (ssize_t)sizeof(secret))
		secret = 0x9e3779b97f4a7c15u;
	other = XXH3_64bits_withSeed(&secret, sizeof(secret), 1);
	secret_made = true;
}

uint64_t map_hash(struct str key)
{
	uint64_t a, b;

	if (!atomic_load_explicit(&secret_made, memory_order_acquire))
		pthread_once(&secret_once, secret_make);
	if (key.n >= 8 && key.n <= 16) { /* as most are: two reads that may overlap, and one product */
		memcpy(&a, key.p, 8);
		memcpy(&b, key.p + key.n - 8, 8);
		return XXH3_mul128_fold64(a ^ secret, b ^ other ^ key.n) ^ secret;
	}
	return XXH3_64bits_withSeed(key.p, key.n, secret);
}

static struct map_slot *slot_for(const struct map *m, struct str key, uint64_t hash)
{
	size_t i = hash & (m->room - 1);

	while (m->slot[i].key.p &&
	       (m->slot[i].check != (uint32_t)(hash >> 32) || !str_eq(m->slot[i].key, key)))
		i = (i + 1) & (m->room - 1);
	return &m->slot[i];
}

static void grow(struct map *m)
{
	struct map bigger = { .room = m->room ? m->room * 2 : 64 };

	if (m->n >= UINT32_MAX / 2)
		die(STATUS_SYSTEM, "too many different values (%zu)", m->n);
	bigger.slot = memory_zero(bigger.room, sizeof(*bigger.slot));
	for (size_t i = 0; i < m->room; i++)
		if (m->slot[i].key.p)
			*slot_for(&bigger, m->slot[i].key, map_hash(m->slot[i].key)) = m->slot[i];
	bigger.n = m->n;
	free(m->slot);
	*m = bigger;
}

size_t map_find(const struct map *m, struct str key, uint64_t hash)
{
	struct map_slot *slot = m->room ? slot_for(m, key, hash) : NULL;

	return slot && slot->key.p ? slot->number : MAP_NONE;
}

size_t map_add(struct map *m, struct str key, uint64_t hash)
{
	struct map_slot *slot;

	if (m->n * 10 >= m->room * 7)
		grow(m);
	if (!key.p)
		key.p = "";
	slot = slot_for(m, key, hash);
	*slot = (struct map_slot){ key, (uint32_t)(hash >> 32), (uint32_t)m->n };
	return m->n++;
}

void map_release(struct map *m)
{
	free(m->slot);
	*m = (struct map){ 0 };
}
