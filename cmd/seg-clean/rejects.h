/* rejects - the rows that were taken out, each with where and why. */
#ifndef SEG_CLEAN_REJECTS_H
#define SEG_CLEAN_REJECTS_H

#include "diag.h"
#include "cleaning.h"

#define REJECTS_HEADER "file\tline\tcolumn\trule\tvalue\tmessage\trecord\n"

/* A record that is no row at all. */
void reject_record(struct buf *out, struct place at, const char *message, struct str record);

/* One reason of a row. */
void reject_finding(struct buf *out, struct place at, const struct plan *p, const struct finding *f,
                    struct str record);

#endif
