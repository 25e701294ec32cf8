/* medoids - group rows around some of them. */
#include "medoids.h"

#include <math.h>
#include <string.h>

#include "rng.h"

/* Of each row the nearest and the second nearest medoid. */
struct swapping {
	struct mat x;
	struct tiles tiles;
	const struct medoids_options *o;
	size_t *medoid;
	uint32_t *first, *second;
	double *d1, *d2;
	bool *is;     /* each row: a medoid */
	double *loss; /* of each medoid: what its removal costs */
	double *away; /* of each row to the candidate */
	double cost;
};

static void measure(struct swapping *s, size_t candidate)
{
	for (size_t i = 0; i < s->tiles.count; i++)
		mixed_away_tile(s->o->mixed, tiles_at(&s->tiles, i), mat_row(s->x, candidate),
		                s->away + i * TILE_ROWS);
}

/* Finds the two nearest of a row anew. */
static void find_near(struct swapping *s, size_t i)
{
	s->d1[i] = s->d2[i] = INFINITY;
	s->first[i] = s->second[i] = 0;
	for (uint32_t c = 0; c < s->o->k; c++) {
		double away = mixed_away(s->o->mixed, mat_row(s->x, i), mat_row(s->x, s->medoid[c]));

		if (away < s->d1[i]) {
			s->d2[i] = s->d1[i];
			s->second[i] = s->first[i];
			s->d1[i] = away;
			s->first[i] = c;
		} else if (away < s->d2[i]) {
			s->d2[i] = away;
			s->second[i] = c;
		}
	}
}

static void sum_up(struct swapping *s)
{
	memset(s->loss, 0, s->o->k * sizeof(double));
	s->cost = 0;
	for (size_t i = 0; i < s->x.rows; i++) {
		s->cost += s->d1[i];
		s->loss[s->first[i]] += s->d2[i] - s->d1[i];
	}
}

/* --- starts --- */

static void add_medoid(struct swapping *s, size_t c, size_t row)
{
	s->medoid[c] = row;
	s->is[row] = true;
	measure(s, row);
	for (size_t i = 0; i < s->x.rows; i++)
		s->d1[i] = fmin(c ? s->d1[i] : INFINITY, s->away[i]);
}

/* The row that as the next medoid leaves the least cost, of equals the first; SIZE_MAX when none saves anything. */
static size_t best_addition(struct swapping *s, size_t c)
{
	double least = c ? 0 : INFINITY;
	size_t best = SIZE_MAX;

	for (size_t candidate = 0; candidate < s->x.rows; candidate++) {
		double change = 0;

		if (s->is[candidate])
			continue;
		measure(s, candidate);
		for (size_t i = 0; i < s->x.rows; i++)
			change += c ? fmin(s->away[i] - s->d1[i], 0) : s->away[i];
		if (change < least) {
			least = change;
			best = candidate;
		}
	}
	return best;
}

/* A row with a chance as its distance from the medoids there are; SIZE_MAX when all lie on those. */
static size_t draw_addition(struct swapping *s, size_t c, struct rng *r)
{
	double all = 0, left;
	size_t at = SIZE_MAX;

	if (c == 0)
		return rng_below(r, s->x.rows);
	for (size_t i = 0; i < s->x.rows; i++)
		all += s->d1[i];
	left = rng_unit(r) * all;
	for (size_t i = 0; i < s->x.rows; i++) {
		if (s->d1[i] > 0)
			at = i;
		left -= s->d1[i];
		if (left < 0)
			break;
	}
	return at;
}

static bool start(struct swapping *s, size_t number)
{
	struct rng r = rng_stream(s->o->seed, "medoids", number);

	memset(s->is, 0, s->x.rows * sizeof(*s->is));
	for (size_t c = 0; c < s->o->k; c++) {
		size_t row = number ? draw_addition(s, c, &r) : best_addition(s, c);

		if (row == SIZE_MAX)
			return false;
		add_medoid(s, c, row);
	}
	for (size_t i = 0; i < s->x.rows; i++)
		find_near(s, i);
	sum_up(s);
	return true;
}

/* --- exchanges --- */

/* What exchanging the best medoid for the candidate changes, and which one that is. */
static double try_candidate(struct swapping *s, double *change, uint32_t *out)
{
	double gain = 0;

	memcpy(change, s->loss, s->o->k * sizeof(double));
	for (size_t i = 0; i < s->x.rows; i++) {
		double away = s->away[i];

		if (away < s->d1[i]) {
			gain += away - s->d1[i];
			change[s->first[i]] += s->d1[i] - s->d2[i];
		} else if (away < s->d2[i]) {
			change[s->first[i]] += away - s->d2[i];
		}
	}
	*out = 0;
	for (uint32_t c = 1; c < s->o->k; c++)
		if (change[c] < change[*out])
			*out = c;
	return change[*out] + gain;
}

static void exchange(struct swapping *s, uint32_t c, size_t candidate)
{
	s->is[s->medoid[c]] = false;
	s->is[candidate] = true;
	s->medoid[c] = candidate;
	for (size_t i = 0; i < s->x.rows; i++) {
		double away = s->away[i];

		if (s->first[i] == c || s->second[i] == c) {
			find_near(s, i);
		} else if (away < s->d1[i]) {
			s->d2[i] = s->d1[i];
			s->second[i] = s->first[i];
			s->d1[i] = away;
			s->first[i] = c;
		} else if (away < s->d2[i]) {
			s->d2[i] = away;
			s->second[i] = c;
		}
	}
	sum_up(s);
}

/* Round and round the rows, until a round has exchanged nothing. With one medoid removal costs infinity less infinity:
 * then the change is the difference of the sums. */
static size_t climb(struct swapping *s, double *change)
{
	size_t swaps = 0, n = s->x.rows;

	for (size_t seen = 0, i = 0; seen < n; seen++, i = i + 1 == n ? 0 : i + 1) {
		uint32_t out = 0;
		double gain = 0, before = s->cost;

		if (s->is[i])
			continue;
		measure(s, i);
		if (s->o->k > 1)
			gain = try_candidate(s, change, &out);
		else
			for (size_t r = 0; r < n; r++)
				gain += s->away[r] - s->d1[r];
		if (!(gain < -1e-12 * before))
			continue;
		exchange(s, out, i);
		swaps++;
		seen = 0;
	}
	return swaps;
}

static void sort_rows(size_t *row, size_t k)
{
	for (size_t i = 1; i < k; i++)
		for (size_t j = i; j && row[j] < row[j - 1]; j--) {
			size_t held = row[j];

			row[j] = row[j - 1];
			row[j - 1] = held;
		}
}

bool medoids_fit(struct medoids *out, struct arena *a, struct mat x, const struct medoids_options *o)
{
	struct arena scratch = { 0 };
	size_t n = x.rows, k = o->k;
	struct swapping s = { .x = x, .o = o };
	double *change = ARENA_ARRAY(&scratch, double, k);

	*out = (struct medoids){ .row = ARENA_ARRAY(a, size_t, k), .cost = INFINITY };
	s.medoid = ARENA_ARRAY(&scratch, size_t, k);
	s.first = ARENA_ARRAY(&scratch, uint32_t, n);
	s.second = ARENA_ARRAY(&scratch, uint32_t, n);
	s.d1 = ARENA_ARRAY(&scratch, double, n);
	s.d2 = ARENA_ARRAY(&scratch, double, n);
	s.is = ARENA_ARRAY(&scratch, bool, n);
	s.loss = ARENA_ARRAY(&scratch, double, k);
	s.away = ARENA_ARRAY(&scratch, double, n + TILE_ROWS);
	if (!tiles_init(&s.tiles, x, (struct tiles_each){ 0 }))
		n = 0;
	for (size_t i = 0; n && i < o->restarts && start(&s, i); i++) {
		size_t swaps = climb(&s, change);

		if (s.cost < out->cost) {
			out->cost = s.cost;
			out->swaps = swaps;
			memcpy(out->row, s.medoid, k * sizeof(*out->row));
		}
	}
	sort_rows(out->row, k);
	tiles_release(&s.tiles);
	arena_release(&scratch);
	return isfinite(out->cost);
}
