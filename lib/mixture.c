/* mixture - rows as draws from several normal distributions. */
#include "mixture.h"

#include <math.h>
#include <string.h>

#define PARTS_BYTES (32u << 20) /* of sums that slices write before they are added up */
#define PARTS_MOST 64
#define LOG_TWO_PI 1.8378770664093454836

double mixture_parameters(const struct mixture *m)
{
	double k = (double)m->mean.rows, d = (double)m->mean.columns;
	double one = m->family->round ? 1 : m->family->diagonal ? d : d * (d + 1) / 2;

	return k - 1 + k * d + (double)mixture_covariances(m) * one;
}

bool mixture_prepare(struct mixture *m, struct arena *a)
{
	struct gaussian g = mixture_shape(m);
	size_t each = gaussian_numbers(g), n = mixture_covariances(m);
	bool fine = true;

	if (!m->factor) {
		m->factor = ARENA_ARRAY(a, double, n *each);
		m->offset = ARENA_ARRAY(a, double, m->mean.rows);
	}
	for (size_t c = 0; c < m->mean.rows; c++) {
		size_t own = n == 1 ? 0 : c;
		double log_det = gaussian_factor(g, m->covariance + own * each, m->factor + own * each);

		fine &= isfinite(log_det);
		m->offset[c] = log(m->proportion[c]) + log_det - (double)g.d / 2 * LOG_TWO_PI;
	}
	return fine;
}

static const double *factor_of(const struct mixture *m, size_t c)
{
	return m->family->shared ? m->factor : m->factor + c * gaussian_numbers(mixture_shape(m));
}

struct mixture_near mixture_assign(const struct mixture *m, const double *row)
{
	struct gaussian g = mixture_shape(m);
	struct mixture_near near = { 0, 0, -INFINITY };
	double best = -INFINITY, sum = 0;

	for (size_t c = 0; c < m->mean.rows; c++) {
		double density = m->offset[c] -
		                 gaussian_away(g, row, mat_row(m->mean, c), factor_of(m, c)) / 2;

		if (density > best) {
			sum = sum * exp(best - density) + 1;
			best = density;
			near.label = c;
		} else if (density > -INFINITY) {
			sum += exp(density - best);
		}
	}
	if (sum > 0) {
		near.posterior = 1 / sum;
		near.log_density = best + log(sum);
	}
	return near;
}

/* --- a pass over the rows --- */

struct passing {
	const struct tiles *x;
	const struct mixture *m;
	const uint32_t *label; /* where rows are, in the first pass; then NULL */
	size_t first;          /* slice of this round */
	size_t moments;        /* of a component */
	double *part;          /* of each slice of a round: [component][moment][lane] */
	double *part_likelihood, *part_entropy;
};

/* Log densities to posteriors, in place; adds to the log-likelihood and to the log posteriors of the own component. */
static void normalise(double (*r)[TILE_ROWS], size_t k, size_t rows, double *likelihood, double *entropy)
{
	double row_likelihood[TILE_ROWS] = { 0 }, row_entropy[TILE_ROWS] = { 0 };

	for (size_t b = 0; b < rows; b++) {
		double best = -INFINITY, sum = 0;

		for (size_t c = 0; c < k; c++)
			best = r[c][b] > best ? r[c][b] : best;
		for (size_t c = 0; c < k; c++) {
			double off = r[c][b] - best;

			r[c][b] = off < -745 ? 0 : exp(off);
			sum += r[c][b];
		}
		for (size_t c = 0; c < k; c++)
			r[c][b] /= sum;
		row_entropy[b] = log(sum);
		row_likelihood[b] = best + row_entropy[b];
	}
	*likelihood += tile_sum(row_likelihood);
	*entropy -= tile_sum(row_entropy);
}

static void pass_tile(const struct passing *p, size_t tile, double (*r)[TILE_ROWS], double *off,
                      double *work, double *sums, double *score)
{
	const struct mixture *m = p->m;
	struct gaussian g = mixture_shape(m);
	size_t rows = tiles_rows(p->x, tile), k = m->mean.rows, one = g.d * TILE_ROWS;

	for (size_t c = 0; c < k; c++) {
		gaussian_away_tile(g, tiles_at(p->x, tile), mat_row(m->mean, c), factor_of(m, c),
		                   off + c * one, r[c]);
		for (size_t b = 0; b < TILE_ROWS; b++)
			r[c][b] = m->offset[c] - r[c][b] / 2;
	}
	if (p->label)
		for (size_t c = 0; c < k; c++)
			for (size_t b = 0; b < rows; b++)
				r[c][b] = p->label[tile * TILE_ROWS + b] == c;
	else
		normalise(r, k, rows, &score[0], &score[1]);
	for (size_t c = 0; c < k; c++) {
		for (size_t b = rows; b < TILE_ROWS; b++)
			r[c][b] = 0;
		gaussian_moments(g, off + c * one, r[c], work, sums + c * p->moments * GAUSSIAN_LANES);
	}
}

static void pass_slice(void *arg, size_t s)
{
	const struct passing *p = arg;
	struct arena scratch = { 0 };
	size_t k = p->m->mean.rows, slice = p->first + s, one = p->x->x.columns * TILE_ROWS;
	size_t all = k * p->moments * GAUSSIAN_LANES;
	double(*r)[TILE_ROWS] = arena_alloc(&scratch, k, sizeof(*r));
	double *off = ARENA_ARRAY(&scratch, double, (k + 1) * one), score[2] = { 0 };

	memset(p->part + s * all, 0, all * sizeof(double));
	for (size_t i = slice * SLICE_TILES; i < tiles_end(p->x, slice); i++)
		pass_tile(p, i, r, off, off + k * one, p->part + s * all, score);
	p->part_likelihood[s] = score[0];
	p->part_entropy[s] = score[1];
	arena_release(&scratch);
}

/* The moments of all rows about the present means, [component][moment], and what the present mixture is worth. */
struct totals {
	double *moment, likelihood, entropy;
};

static void pass(struct passing *p, size_t round, struct totals *t)
{
	size_t n = p->m->mean.rows * p->moments;

	memset(t->moment, 0, n * sizeof(double));
	t->likelihood = t->entropy = 0;
	for (p->first = 0; p->first < p->x->slices; p->first += round) {
		size_t slices = p->x->slices - p->first < round ? p->x->slices - p->first : round;

		tiles_each_run(p->x->each, slices, pass_slice, p);
		for (size_t s = 0; s < slices; s++) {
			for (size_t i = 0; i < n; i++)
				t->moment[i] += gaussian_moment(p->part + (s * n + i) * GAUSSIAN_LANES);
			t->likelihood += p->part_likelihood[s];
			t->entropy += p->part_entropy[s];
		}
	}
}

/* --- new parameters --- */

/* Second moments about the old mean to those about the new one, which lies `move` away, for a weight. */
static void recentre(struct gaussian g, double *second, const double *move, double weight)
{
	for (size_t j = 0; j < g.d; j++)
		for (size_t i = g.diagonal ? j : 0; i <= j; i++)
			*second++ -= weight * move[i] * move[j];
}

static void make_round(double *variance, size_t d)
{
	double sum = 0;

	for (size_t j = 0; j < d; j++)
		sum += variance[j];
	for (size_t j = 0; j < d; j++)
		variance[j] = sum / (double)d;
}

/* The second moments of `weight` rows as a covariance, with the ridge on its diagonal. */
static void to_covariance(const struct mixture *m, double *second, double weight, double ridge)
{
	struct gaussian g = mixture_shape(m);

	for (size_t i = 0; i < gaussian_numbers(g); i++)
		second[i] /= weight;
	if (m->family->round)
		make_round(second, g.d);
	for (size_t j = 0; j < g.d; j++)
		second[g.diagonal ? j : j * (j + 3) / 2] += ridge;
}

static void maximise(struct mixture *m, struct totals *t, size_t rows, double ridge)
{
	struct gaussian g = mixture_shape(m);
	size_t each = gaussian_numbers(g), n = gaussian_moment_count(g), k = m->mean.rows;

	memset(m->covariance, 0, mixture_covariances(m) * each * sizeof(double));
	for (size_t c = 0; c < k; c++) {
		double *own = t->moment + c * n, weight = own[0], *move = own + 1, *second = move + g.d;
		double *to = m->covariance + (m->family->shared ? 0 : c * each);
		/* A component without rows stays where it is, and as narrow as the ridge allows. */
		double safe = weight > 0 ? weight : 1;

		m->proportion[c] = weight / (double)rows;
		for (size_t j = 0; j < g.d; j++) {
			move[j] /= safe;
			mat_row(m->mean, c)[j] += move[j];
		}
		recentre(g, second, move, weight);
		for (size_t i = 0; i < each; i++)
			to[i] += second[i];
		if (!m->family->shared)
			to_covariance(m, to, safe, ridge);
	}
	if (m->family->shared)
		to_covariance(m, m->covariance, (double)rows, ridge);
}

/* --- the fit --- */

/* The mean over columns of the variance of all rows, two passes; 0 when they are all the same. */
static double mean_variance(struct mat x)
{
	double all = 0, n = (double)x.rows;

	for (size_t j = 0; j < x.columns; j++) {
		double mean = 0, squares = 0;

		for (size_t i = 0; i < x.rows; i++)
			mean += mat_row(x, i)[j] / n;
		for (size_t i = 0; i < x.rows; i++) {
			double off = mat_row(x, i)[j] - mean;

			squares += off * off;
		}
		all += squares / n;
	}
	return all / (double)x.columns;
}

static uint32_t *nearest(struct arena *a, const struct tiles *x, struct mat start)
{
	uint32_t *label = ARENA_ARRAY(a, uint32_t, x->count * TILE_ROWS);
	double best[TILE_ROWS], *packed = ARENA_ARRAY(a, double, start.rows *start.columns);
	int32_t own[TILE_ROWS];

	for (size_t c = 0; c < start.rows; c++)
		memcpy(packed + c * start.columns, mat_row(start, c), start.columns * sizeof(double));
	for (size_t i = 0; i < x->count; i++) {
		tile_nearest(tiles_at(x, i), packed, start.rows, start.columns, best, own);
		for (size_t b = 0; b < TILE_ROWS; b++)
			label[i * TILE_ROWS + b] = (uint32_t)own[b];
	}
	return label;
}

static void begin(struct mixture *m, struct arena *a, const struct mixture_options *o)
{
	struct mat start = o->from ? o->from->mean : o->start;
	size_t k = start.rows, d = start.columns, each;

	*m = (struct mixture){ .family = o->family, .mean = { ARENA_ARRAY(a, double, k *d), k, d, d } };
	each = mixture_covariances(m) * gaussian_numbers(mixture_shape(m));
	for (size_t c = 0; c < k; c++)
		memcpy(mat_row(m->mean, c), mat_row(start, c), d * sizeof(double));
	m->proportion = ARENA_ARRAY(a, double, k);
	m->covariance = ARENA_ARRAY(a, double, each);
	m->factor = ARENA_ARRAY(a, double, each);
	m->offset = ARENA_ARRAY(a, double, k);
	if (o->from) {
		memcpy(m->proportion, o->from->proportion, k * sizeof(double));
		memcpy(m->covariance, o->from->covariance, each * sizeof(double));
	}
}

static bool is_singular(const struct mixture *m, double rows)
{
	double least = m->family->diagonal ? 2 : (double)m->mean.columns + 1;

	for (size_t c = 0; c < m->mean.rows && !m->family->shared; c++)
		if (m->proportion[c] * rows < least)
			return true;
	return false;
}

static bool climb(struct mixture_fit *out, struct arena *a, struct passing *p, size_t round,
                  struct totals *t, const struct mixture_options *o)
{
	struct mixture *m = &out->mixture;
	double ridge = MIXTURE_RIDGE * mean_variance(p->x->x), n = (double)p->x->x.rows;
	double gain = (o->gain > 0 ? o->gain : MIXTURE_GAIN) * n;
	size_t most = o->max_iter ? o->max_iter : MIXTURE_PASSES;

	if (!(ridge > 0))
		ridge = 1; /* rows that are all the same: any width will do */
	out->log_likelihood = -INFINITY;
	if (o->from && !mixture_prepare(m, a))
		return false;
	pass(p, round, t);
	p->label = NULL;
	for (out->iterations = 0; out->iterations < most && !out->converged; out->iterations++) {
		double before = out->log_likelihood;

		maximise(m, t, p->x->x.rows, ridge);
		if (!mixture_prepare(m, a))
			return false;
		pass(p, round, t);
		out->log_likelihood = t->likelihood;
		out->converged = t->likelihood - before < gain;
	}
	out->bic = 2 * t->likelihood - mixture_parameters(m) * log(n);
	out->icl = out->bic + 2 * t->entropy;
	out->singular = is_singular(m, n);
	return isfinite(out->log_likelihood);
}

bool mixture_fit(struct mixture_fit *out, struct arena *a, const struct tiles *x,
                 const struct mixture_options *o)
{
	struct arena scratch = { 0 };
	struct passing p = { .x = x, .m = &out->mixture };
	struct totals t;
	size_t n, bytes, round;
	bool fine;

	*out = (struct mixture_fit){ 0 };
	begin(&out->mixture, a, o);
	p.moments = gaussian_moment_count(mixture_shape(&out->mixture));
	n = out->mixture.mean.rows * p.moments;
	bytes = n * GAUSSIAN_LANES * sizeof(double);
	round = PARTS_BYTES / bytes;
	round = round < 1 ? 1 : round > PARTS_MOST ? PARTS_MOST : round;
	if (!o->from)
		p.label = nearest(&scratch, x, o->start);
	p.part = ARENA_ARRAY(&scratch, double, round *n *GAUSSIAN_LANES);
	p.part_likelihood = ARENA_ARRAY(&scratch, double, round);
	p.part_entropy = ARENA_ARRAY(&scratch, double, round);
	t.moment = ARENA_ARRAY(&scratch, double, n);
	fine = climb(out, a, &p, round, &t, o);
	arena_release(&scratch);
	return fine;
}
