/* segments - which segment is this row in: recipe, centres and names, as a model file holds them.
 * Floor 4. What fits and what predicts share, so that they cannot disagree. Everything lies in the arena of whoever
 * fills the struct; feature names and segment names are cells, in escaped form. */
#ifndef SEG_SEGMENTS_H
#define SEG_SEGMENTS_H

#include "model.h"
#include "num.h"
#include "recipe.h"
#include "rule.h"

#define SEGMENTS_K_MOST 1000

struct segments {
	struct tsv_header features; /* columns a row must have */
	struct recipe *recipe;      /* of each */
	struct tsv_header spread; /* columns that centres live in: the features, text as the rule's kind has it */
	struct rule rule;
	struct mat centres; /* of the rule: segments x spread, in scaled units */
	struct str *path;   /* of each segment, where the rule's kind has paths */
	struct str *name;   /* of each segment */
	uint64_t *size;     /* rows it was fitted on */
	double *stability;  /* of each: how well it comes back (stability.h), NaN where unknown */
	double *reach; /* of each: how far away most of its rows were (rule.h), NaN where unknown */
	double *typical; /* segments x features: medians in the user's units, NaN where unknown; for people only */
	uint64_t rows, seed, restarts;
	double objective; /* as the rule's kind says; in scaled units */
};

/* The columns that a row gets: segment, segment_fit, and segment_path from kinds that have paths. */
#define SEGMENTS_OWN 3
extern const char *const segments_own[SEGMENTS_OWN];
size_t segments_own_count(const struct segments *s);

/* Takes a rule over, with the rows of each segment, and names the segments A, B, C … Z, AA … from the largest down, of
 * equals the first. Fills rule, centres, name, size, rows, and typical, stability and reach with NaN. */
void segments_fit(struct segments *s, struct arena *keep, const struct rule *rule, const uint64_t *size);

/* Fills spread, from the features, their recipe and the rule's kind: text becomes a column for each level, as in
 * "country=DE", where the kind wants that. */
void segments_spread(struct segments *s, struct arena *keep);

/* The raw value of a cell: its number, NaN when it is missing, or the code of its level. False when it is neither. */
bool segments_value(const struct segments *s, size_t feature, struct str cell, double *raw);

/* From raw values, NaN for missing, to the columns that centres live in; the two may be one array where these are as many. */
void segments_scale(const struct segments *s, const double *raw, double *scaled);

/* The cells of a row by its scaled features. Good as long as both structs are. */
struct segments_cells {
	struct str own[SEGMENTS_OWN];
	char fit[NUM_TEXT];
	size_t segment;
	bool known; /* no farther away than the reach of the segment, or that is unknown */
};
void segments_place(const struct segments *s, const double *scaled, struct segments_cells *out);

/* The same of up to SEGMENTS_AT_ONCE rows. */
#define SEGMENTS_AT_ONCE TILE_ROWS
void segments_place_rows(const struct segments *s, const double *const *scaled, size_t n,
                         struct segments_cells *out);

/* What is typical of a segment in a feature: a number, or the name of a level. */
void segments_put_typical(struct buf *text, const struct segments *s, size_t segment, size_t feature);

/* Calls the segments as a file of names.h says; no two may be called alike. */
void segments_rename(struct segments *s, struct arena *keep, const char *path);

/* A file of the rule's kind; `writer` is the tool and its version. Ends the program like model.h. */
void segments_save(const struct segments *s, const char *path, const char *writer);
void segments_load(struct segments *s, struct arena *keep, const char *path);
void segments_take(struct segments *s, struct arena *keep, struct model *m); /* open; it is closed */

#endif
