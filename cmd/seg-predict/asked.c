/* asked - which options a kind of model has a use for. */
#include "asked.h"

#include "diag.h"

enum use { CLASSIFIERS = 1, LIFETIMES = 2, SEGMENTS = 4, TRAINING = 8 };

/* The options that not every kind has a use for. */
#define OPTION(name) offsetof(struct options, name##_given)
static const struct {
	const char *name;
	size_t given;
	unsigned use;
} options[] = {
	{ "target", OPTION(target), CLASSIFIERS | TRAINING },
	{ "positive", OPTION(positive), CLASSIFIERS | TRAINING },
	{ "features", OPTION(features), CLASSIFIERS | TRAINING },
	{ "folds", OPTION(folds), CLASSIFIERS | TRAINING },
	{ "time", OPTION(time), CLASSIFIERS | TRAINING },
	{ "weight", OPTION(weight), CLASSIFIERS | TRAINING },
	{ "class-weight", OPTION(class_weight), CLASSIFIERS | TRAINING },
	{ "penalty", OPTION(penalty), CLASSIFIERS | TRAINING },
	{ "lasso", OPTION(lasso), CLASSIFIERS | TRAINING },
	{ "calibrate", OPTION(calibrate), CLASSIFIERS | TRAINING },
	{ "explain", OPTION(explain), CLASSIFIERS },
	{ "gain", OPTION(gain), CLASSIFIERS },
	{ "cost", OPTION(cost), CLASSIFIERS },
	{ "budget", OPTION(budget), CLASSIFIERS },
	{ "write-profit", OPTION(write_profit), CLASSIFIERS },
	{ "check", OPTION(check), CLASSIFIERS },
	{ "write-metrics", OPTION(write_metrics), CLASSIFIERS | LIFETIMES },
	{ "unit", OPTION(unit), LIFETIMES },
	{ "as-of", OPTION(as_of), LIFETIMES },
	{ "horizon", OPTION(horizon), LIFETIMES },
	{ "discount", OPTION(discount), LIFETIMES },
	{ "margin", OPTION(margin), LIFETIMES },
	{ "next-order", OPTION(next_order), LIFETIMES },
	{ "draws", OPTION(draws), LIFETIMES },
	{ "names", OPTION(names), SEGMENTS },
};

static const struct {
	unsigned use;
	const char *words;
} uses[] = {
	{ CLASSIFIERS | TRAINING, "--train=logistic and linear" },
	{ CLASSIFIERS, "models of kind logistic and linear" },
	{ CLASSIFIERS | LIFETIMES, "models of kind logistic and linear, and of lifetimes" },
	{ LIFETIMES, "models of lifetimes" },
	{ SEGMENTS, "models of segments" },
};

static const char *words_of(unsigned use)
{
	size_t i = 0;

	while (uses[i].use != use)
		i++;
	return uses[i].words;
}

static unsigned use_of(struct str name)
{
	const struct kind *kind = kind_find(name);

	return !kind ? SEGMENTS : kind->apply == classify_apply ? CLASSIFIERS : LIFETIMES;
}

void asked_check(const struct options *opt, struct str kind, bool trained)
{
	unsigned use = use_of(kind);

	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		unsigned given, wanted = options[i].use;
		bool fits = (wanted & use) && (trained || !(wanted & TRAINING));

		memcpy(&given, (const char *)opt + options[i].given, sizeof(given));
		if (given && !fits)
			die_usage("--%s is for %s, not %s: leave it out", options[i].name,
			          words_of(wanted), (wanted & use) ? "-m" : shown(kind).text);
	}
}
