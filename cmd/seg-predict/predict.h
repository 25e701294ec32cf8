/* predict - what a run of seg-predict was asked, and the kinds of models there are.
 * A kind trains on the rows of the input, or applies a model to them; either writes the rows to `out`. */
#ifndef PREDICT_H
#define PREDICT_H

#include "model.h"
#include "tool.h"

/* A length of time as it was written: 90d, 52w, 12mo, or up to a day. */
struct span {
	double days;
	size_t months; /* 0 unless it was written in months */
};

struct predict {
	struct tool *tool;
	struct input in;
	struct arena keep; /* for as long as the program runs */
	struct out *out;
	const char *path;             /* of the model that is read, or NULL */
	struct model model;           /* open until the kind has taken what it needs */
	const char *write;            /* path of the model that is written, or NULL */
	const char *writer;           /* what it says about who wrote it */
	const char *metrics, *profit; /* paths, or NULL */
	bool check, drifted; /* asked, and found, whether rows come otherwise than in training */
	const char *names, *recipe;    /* paths, or NULL; names are of segments */
	const struct mending *mending; /* of each column of the input, or NULL */
	const char *id;
	uint64_t seed;
	double confidence;

	/* lifetimes */
	const char *kind; /* of --train */
	const char *unit; /* or NULL */
	struct span horizon;
	bool has_as_of;
	int32_t as_of;
	double discount, margin;
	size_t draws;
	bool next_order;

	/* yes or no, or a number */
	const char *target, *positive, *features, *weight, *time; /* or NULL */
	size_t folds;
	double penalty; /* NaN: from the rows */
	double lasso;
	double class_weight;   /* of a yes; NaN: balanced */
	const char *calibrate; /* auto, none, or a kind of calibration.h */
	size_t explain;        /* reasons */
	bool decides;
	double gain, cost, budget; /* budget NaN: none */
};

#define PREDICT_REASONS_MOST 20
struct kind {
	const char *name, *help;
	void (*train)(struct predict *p); /* NULL: another tool fits it */
	void (*apply)(struct predict *p);
};

extern const struct kind kinds[];
extern const size_t kind_count;
const struct kind *kind_find(struct str name); /* NULL when no kind has that name */

void lifetime_train(struct predict *p);
void lifetime_apply(struct predict *p);
void classify_train(struct predict *p);
void classify_apply(struct predict *p);
void segment_apply(struct predict *p); /* models of segments, whatever their kind */

/* Ends the program when there is no row to train on. */
void predict_needs_rows(const struct predict *p, size_t rows);

/* What random streams of this id are keyed by: FNV-1a, which the stream's own key schedule then scatters. */
uint64_t predict_key(struct str id);

/* Where the columns wanted stand in the input; a missing one ends the program, with what is wanted and what is there. */
void predict_columns(const struct predict *p, const struct tsv_header *wanted, size_t *column);

#endif
