/* standings - what customers are compared by: values in groups, read again in ascending order. */
#include "standings.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "diag.h"
#include "memory.h"
#include "rfm.h"
#include "varint.h"

#define COUNTED 4096      /* values below are counted: the days of eleven years */
#define WAIT_MOST 8192    /* values that wait, of a part; */
#define WAIT_SPILLS 16384 /* of what spills, for which runs are better long than many */
#define KEY_MOST 18       /* bytes */
#define WINDOW 8192       /* bytes of a run that are read from the file at a time, about */

void standings_open(struct standings *s, struct pieces *pieces, size_t groups, bool spills)
{
	*s = (struct standings){ .pieces = pieces, .groups = groups, .spills = spills, .file = -1 };
	s->group = memory_zero(groups, sizeof(*s->group));
}

/* --- a value as a key: its group, and bytes that order as the value does --- */

static size_t key_make(char *key, size_t group, __int128 value)
{
	unsigned __int128 bits = (unsigned __int128)(value < 0 ? ~value : value);
	size_t n = 0;

	while (n < 16 && bits >> 8 * n)
		n++;
	key[0] = (char)group;
	key[1] = (char)(value < 0 ? 127 - n : 128 + n);
	for (size_t i = 0; i < n; i++)
		key[2 + i] = (char)((value < 0 ? ~bits : bits) >> 8 * (n - 1 - i));
	return 2 + n;
}

static __int128 key_value(struct str key)
{
	bool negative = !((unsigned char)key.p[1] & 128);
	unsigned __int128 bits = 0;

	for (size_t i = 2; i < key.n; i++)
		bits = bits << 8 | (unsigned char)(negative ? ~key.p[i] : key.p[i]);
	return negative ? ~(__int128)bits : (__int128)bits;
}

static void put(struct run *run, size_t group, __int128 value, uint64_t n)
{
	char key[KEY_MOST], count[VARINT_MOST];
	size_t bytes = key_make(key, group, value);

	run_add(run, (struct str){ key, bytes },
	        (struct str){ count, (size_t)(varint_put(count, n) - count) });
}

/* --- runs --- */

static struct run *run_new(struct standings *s)
{
	s->run = memory_resize(s->run, s->runs + 1, sizeof(*s->run));
	s->run[s->runs] =
		(struct run){ .pieces = s->pieces, .file = -1, .part_most = s->spills ? WINDOW : 0 };
	return &s->run[s->runs++];
}

static _Noreturn void die_file(int error)
{
	die(STATUS_SYSTEM, "cannot use a temporary file: %s", strerror(error));
}

static void spill(struct standings *s, struct run *run)
{
	int error;

	if (!s->spills)
		return;
	if (s->file < 0)
		s->file = run_file();
	error = s->file < 0 ? errno : run_spill(run, s->file, &s->file_bytes);
	if (error)
		die_file(error);
}

/* Makes a run of all that waits. */
static void flush(struct standings *s)
{
	struct run *run;

	if (!s->waits)
		return;
	run = run_new(s);
	for (size_t k = 0; k < s->groups; k++) {
		struct standings_group *g = &s->group[k];

		rfm_sort(g->waiting, g->waits);
		for (size_t i = 0, end; i < g->waits; i = end) {
			for (end = i + 1; end < g->waits && g->waiting[end] == g->waiting[i]; end++)
				;
			put(run, k, g->waiting[i], end - i);
		}
		g->waits = 0;
	}
	s->waits = 0;
	spill(s, run);
}

/* --- adding --- */

static void count(struct standings_group *g, size_t value, uint64_t n)
{
	if (value >= g->counts) {
		size_t counts = 2 * value + 64;

		g->count = memory_resize(g->count, counts, sizeof(*g->count));
		memset(g->count + g->counts, 0, (counts - g->counts) * sizeof(*g->count));
		g->counts = counts;
	}
	g->count[value] += n;
}

static void see_best(struct standings_group *g, __int128 best, uint64_t n)
{
	if (!g->n || best > g->best) {
		g->best = best;
		g->best_n = n;
	} else if (best == g->best) {
		g->best_n += n;
	}
}

void standings_add(struct standings *s, size_t group, __int128 value)
{
	struct standings_group *g = &s->group[group];

	see_best(g, value, 1);
	g->n++;
	exact_sum_add(&g->sum, (struct exact){ value });
	if (value > 0)
		exact_sum_add(&g->plus, (struct exact){ value });
	if (value >= 0 && value < COUNTED) {
		count(g, (size_t)value, 1);
		return;
	}
	if (g->waits == g->room) {
		g->room = g->room ? 2 * g->room : 64;
		g->waiting = memory_resize(g->waiting, g->room, sizeof(*g->waiting));
	}
	g->waiting[g->waits++] = value;
	if (++s->waits == (s->spills ? WAIT_SPILLS : WAIT_MOST))
		flush(s);
}

void standings_join(struct standings *s, struct standings *part)
{
	flush(part);
	for (size_t k = 0; k < part->groups; k++) {
		struct standings_group *to = &s->group[k], *from = &part->group[k];

		if (from->n)
			see_best(to, from->best, from->best_n);
		to->n += from->n;
		exact_sum_merge(&to->sum, &from->sum);
		exact_sum_merge(&to->plus, &from->plus);
		for (size_t i = from->counts; i-- > 0;)
			if (from->count[i])
				count(to, i, from->count[i]);
	}
	s->run = memory_resize(s->run, s->runs + part->runs, sizeof(*s->run));
	for (size_t i = 0; i < part->runs; i++)
		s->run[s->runs++] = part->run[i];
	part->runs = 0;
	standings_close(part);
}

/* --- reading --- */

void standings_each(struct standings *s,
                    void (*see)(void *to, size_t group, __int128 value, uint64_t n), void *to)
{
	struct run *counted;
	struct merge *merge;
	struct str key, records;
	int failed = 0;

	flush(s);
	counted = run_new(s);
	for (size_t k = 0; k < s->groups; k++)
		for (size_t i = 0; i < s->group[k].counts; i++)
			if (s->group[k].count[i])
				put(counted, k, (__int128)i, s->group[k].count[i]);
	merge = merge_open(s->run, s->runs, NULL, NULL);
	while (merge_next(merge, &key, &records, &failed)) {
		uint64_t n = 0;

		for (const char *p = records.p; p < records.p + records.n;)
			n += varint_take(&p);
		see(to, (unsigned char)key.p[0], key_value(key), n);
	}
	merge_close(merge);
	if (failed)
		die_file(failed);
}

void standings_close(struct standings *s)
{
	for (size_t k = 0; k < s->groups && s->group; k++) {
		free(s->group[k].count);
		free(s->group[k].waiting);
	}
	for (size_t i = 0; i < s->runs; i++)
		run_release(&s->run[i]);
	if (s->pieces && s->file >= 0)
		close(s->file);
	free(s->group);
	free(s->run);
	*s = (struct standings){ 0 };
}
