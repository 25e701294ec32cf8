/* metrics - writes how good chances are, as a table. */
#ifndef METRICS_H
#define METRICS_H

#include "scores.h"

void metrics_write(const struct scores *s, const char *path);

#endif
