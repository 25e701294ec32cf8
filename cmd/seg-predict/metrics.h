/* metrics - writes how good chances are, as a table. */
#ifndef METRICS_H
#define METRICS_H

#include "classifier.h"

void metrics_write(const struct classifier *c, const char *path);

#endif
