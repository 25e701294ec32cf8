/* gram - sums of products of columns, which least squares and logistic regression are made of. */
#include "gram.h"

#include "widths.h"

#define STEP (GRAM_LANES * 8) /* bytes */

/* The sums of some columns side by side, so that additions do not wait for each other. Each has a name of its own: of an
 * array the compiler makes memory, where they would. */
#define TO_1(each) each(0)
#define TO_2(each) TO_1(each) each(1)
#define TO_3(each) TO_2(each) each(2)
#define TO_4(each) TO_3(each) each(3)
#define TO_8(each) TO_4(each) each(4) each(5) each(6) each(7)
#define TAKE_SUM(j) real s##j = ((const real *)(sum + (j)*GRAM_LANES))[part];
#define ADD_TO_SUM(j) s##j += w * ((const real *)(tile + (j)*GRAM_ROWS + r))[part];
#define PUT_SUM(j) ((real *)(sum + (j)*GRAM_LANES))[part] = s##j;
#define ADD_SOME(n, width, target)                                                                 \
	static inline target __attribute__((always_inline)) void add_##n##_##width(                \
		double *sum, const double *v, const double *tile)                                  \
	{                                                                                          \
		typedef real##width real;                                                          \
                                                                                                   \
		for (size_t part = 0; part < PARTS##width; part++) {                               \
			TO_##n(TAKE_SUM) for (size_t r = 0; r < GRAM_ROWS; r += GRAM_LANES)        \
			{                                                                          \
				real w = ((const real *)(v + r))[part];                            \
                                                                                                   \
				TO_##n(ADD_TO_SUM)                                                 \
			}                                                                          \
			TO_##n(PUT_SUM)                                                            \
		}                                                                                  \
	}

/* The functions once for each register width, in bytes; see widths.h. */
#define KERNELS(width, target)                                                                          \
	enum { PARTS##width = STEP / (width), EACH##width = (width) / 8 };                              \
                                                                                                        \
	static target void weighted##width(double *out, const double *tile, size_t columns,             \
	                                   double start, const double *beta)                            \
	{                                                                                               \
		for (size_t r = 0; r < GRAM_ROWS; r += 4 * EACH##width) {                               \
			const real##width *x = (const real##width *)(tile + r);                         \
			real##width s0 = (real##width){ 0 } + start, s1 = s0, s2 = s0, s3 = s0;         \
                                                                                                        \
			for (size_t j = 0; j < columns; j++, x += GRAM_ROWS / EACH##width) {            \
				s0 += x[0] * beta[j];                                                   \
				s1 += x[1] * beta[j];                                                   \
				s2 += x[2] * beta[j];                                                   \
				s3 += x[3] * beta[j];                                                   \
			}                                                                               \
			((real##width *)(out + r))[0] = s0;                                             \
			((real##width *)(out + r))[1] = s1;                                             \
			((real##width *)(out + r))[2] = s2;                                             \
			((real##width *)(out + r))[3] = s3;                                             \
		}                                                                                       \
	}                                                                                               \
                                                                                                        \
	ADD_SOME(8, width, target)                                                                      \
	ADD_SOME(4, width, target)                                                                      \
	ADD_SOME(3, width, target)                                                                      \
	ADD_SOME(2, width, target)                                                                      \
	ADD_SOME(1, width, target)                                                                      \
                                                                                                        \
	static target void add##width(double *sum, const double *v, const double *tile, size_t columns) \
	{                                                                                               \
		size_t j = 0;                                                                           \
                                                                                                        \
		for (; j + 8 <= columns; j += 8)                                                        \
			add_8_##width(sum + j * GRAM_LANES, v, tile + j * GRAM_ROWS);                   \
		if (columns - j >= 4) {                                                                 \
			add_4_##width(sum + j * GRAM_LANES, v, tile + j * GRAM_ROWS);                   \
			j += 4;                                                                         \
		}                                                                                       \
		if (columns - j == 3)                                                                   \
			add_3_##width(sum + j * GRAM_LANES, v, tile + j * GRAM_ROWS);                   \
		else if (columns - j == 2)                                                              \
			add_2_##width(sum + j * GRAM_LANES, v, tile + j * GRAM_ROWS);                   \
		else if (columns - j == 1)                                                              \
			add_1_##width(sum + j * GRAM_LANES, v, tile + j * GRAM_ROWS);                   \
	}                                                                                               \
                                                                                                        \
	static target void rows##width(double *sum, const double *v)                                    \
	{                                                                                               \
		for (size_t part = 0; part < PARTS##width; part++)                                      \
			for (size_t r = 0; r < GRAM_ROWS; r += GRAM_LANES)                              \
				((real##width *)sum)[part] += ((const real##width *)(v + r))[part];     \
	}                                                                                               \
                                                                                                        \
	static target void product##width(double *out, double *sum, const double *v, const double *w)   \
	{                                                                                               \
		for (size_t r = 0; r < GRAM_ROWS; r += EACH##width)                                     \
			*(real##width *)(out + r) =                                                     \
				*(const real##width *)(v + r) * *(const real##width *)(w + r);          \
		rows##width(sum, out);                                                                  \
	}                                                                                               \
                                                                                                        \
	static target void scale##width(double *out, const double *x, double mean, double over)         \
	{                                                                                               \
		for (size_t r = 0; r < GRAM_ROWS; r += EACH##width) {                                   \
			real##width v = (*(const real##width *)(x + r) - mean) * over;                  \
                                                                                                        \
			*(mask##width *)(out + r) = (mask##width)v & (v == v);                          \
		}                                                                                       \
	}                                                                                               \
                                                                                                        \
	static const struct kernels kernels##width = { weighted##width, add##width, rows##width,        \
		                                       product##width, scale##width };

struct kernels {
	void (*weighted)(double *out, const double *tile, size_t columns, double start,
	                 const double *beta);
	void (*add)(double *sum, const double *v, const double *tile, size_t columns);
	void (*rows)(double *sum, const double *v);
	void (*product)(double *out, double *sum, const double *v, const double *w); /* and its rows */
	void (*scale)(double *out, const double *x, double mean, double over);
};

WIDTHS(KERNELS)

void gram_weighted(double *out, const double *tile, size_t columns, double start, const double *beta)
{
	widest()->weighted(out, tile, columns, start, beta);
}

void gram_scale(double *out, const double *x, double mean, double over)
{
	widest()->scale(out, x, mean, over);
}

void gram_add(double *sum, const double *v, const double *tile, size_t columns)
{
	widest()->add(sum, v, tile, columns);
}

void gram_add_square(double *sum, const double *v, const double *tile, size_t columns)
{
	double product[GRAM_ROWS];

	gram_add_rows(sum, v);
	for (size_t i = 1; i <= columns; i++) {
		sum += i * GRAM_LANES;
		widest()->product(product, sum, v, tile + (i - 1) * GRAM_ROWS);
		gram_add(sum + GRAM_LANES, product, tile, i);
	}
}

void gram_add_rows(double *sum, const double *v)
{
	widest()->rows(sum, v);
}

double gram_total(const double *s)
{
	return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}
