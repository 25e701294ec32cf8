/* tile - TILE_ROWS rows, column by column: distances to points in wide registers.
 * Floor 2. Every register width gives the same bytes. */
#ifndef SEG_TILE_H
#define SEG_TILE_H

#include <stddef.h>
#include <stdint.h>

#define TILE_ROWS 64

/* Of each row of a tile of d columns: the squared distance to the nearest of k centres (packed, k by d; k < 2^31) and
 * its index, of equals the lowest. Squares are added in the order of the columns. */
void tile_nearest(const double *tile, const double *centres, size_t k, size_t d, double *best,
                  int32_t *label);
/* And how much farther off the second nearest is, as distances that are not squared, made smaller by more than they
 * can be wrong (TILE_WRONG of each); infinite with one centre. */
#define TILE_WRONG 1e-11
void tile_nearest_room(const double *tile, const double *centres, size_t k, size_t d, double *best,
                       double *room, int32_t *label);

/* And the squared distance to the second nearest; infinite with one centre. */
void tile_nearest_two(const double *tile, const double *centres, size_t k, size_t d, double *best,
                      double *next, int32_t *label);

/* Of each row: the lesser of its squared distance to the centre and `near`. */
void tile_nearer(const double *tile, const double *centre, size_t d, const double *near, double *out);

void tile_away(const double *tile, const double *centre, size_t d, double *out); /* the distances, not squared */

void tile_roots(double *v); /* of TILE_ROWS numbers, in their place */

/* The sum of TILE_ROWS numbers, always in the same order. */
double tile_sum(const double *v);

#endif
