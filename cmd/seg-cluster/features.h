/* features - the columns to cluster by, as a matrix of scaled numbers.
 * Rows of the matrix stand in byte order of their ids, so that the order of the input never shows; rows with the same
 * id in byte order of all they say. Everything lives until features_release. */
#ifndef SEG_FEATURES_H
#define SEG_FEATURES_H

#include "frame.h"
#include "kmeans.h"
#include "segments.h"

#define FEATURES_MOST TSV_COLUMNS_MOST

struct features { /* what comes before given, and columns when they were given, are set by the caller */
	struct frame *frame;
	struct crew *crew;
	size_t id;                    /* the column of ids */
	bool as_is;                   /* numbers are compared as they are */
	bool saved;                   /* their recipe goes to a file */
	size_t column[FEATURES_MOST]; /* of the input */
	size_t n;
	bool chosen;                      /* by features_load, as far as it could see */
	const struct recipe *given;       /* of each; NULL: they are fitted */
	const struct recipe_options *how; /* of each, how to fit it */
	const struct rule_kind *kind;     /* what the method ends in */
	const bool *text;                 /* of each: it is one, after categories_find */
	uint32_t *place; /* where in the matrix a row of the input stands; NULL: where it stands there */
	struct frame_seen *seen; /* of each column, in the input */
	const size_t *together; /* of each column of the matrix: of which text it is a level, SIZE_MAX: it is a number; NULL: all are */
	const size_t *levels; /* of each column of the matrix: its codes are below this, 0 for numbers; NULL: all are */
	struct mat x; /* with room for whole tiles: the scaled numbers; raw ones until features_read, in tiles or as_is */
	struct arena keep;
};

/* Reads the input into the frame, whose bytes stay in their file when ids ascend, and the columns when they are given;
 * else those that may be chosen. */
void features_load(struct features *f, struct input *in, size_t threads);

/* Chooses recency_days, orders and spend when all are there, else every column of numbers but the id and what
 * seg-cluster writes itself; says so. */
void features_choose(struct features *f);

/* How the features are to be prepared: --recipe and --transform. The first takes the columns from a file and comes
 * before they are chosen, the second comes after. */
void features_load_recipe(struct features *f, const char *path);
void features_set_recipe(struct features *f, bool raw, char *const *transform, size_t transforms);

/* Fits the recipes of the columns into s (and its features), and fills the matrix. Says what had to be filled. */
void features_read(struct features *f, struct segments *s);

/* A column of numbers above 0, in the order of the matrix. Lives until features_release. */
const double *features_weights(struct features *f, size_t column);

/* The rows of a file that has the features, prepared like them. */
struct mat features_of_file(struct features *f, const struct segments *s, const char *path);

static inline size_t features_place(const struct features *f, size_t row)
{
	return f->place ? f->place[row] : row;
}

/* The scaled numbers of a row of the input. */
static inline const double *features_row(const struct features *f, size_t row)
{
	return mat_row(f->x, features_place(f, row));
}

/* The raw value of a feature in a row of the matrix, until features_read. */
static inline double *features_raw(const struct features *f, size_t place, size_t i)
{
	if (f->as_is)
		return mat_row(f->x, place) + i;
	return f->x.p + (place / TILE_ROWS * f->n + i) * TILE_ROWS + place % TILE_ROWS;
}

void features_release(struct features *f);

#endif
