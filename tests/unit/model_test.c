/* Models: what is saved reads back, and whatever else a file may be is refused with exit 3 and a sentence.
 * The checksum's oracle is sha256sum of GNU coreutils 9.1. */
#include "model.h"

#include <string.h>
#include <unistd.h>

#include "check_end.h"
#include "diag.h"
#include "rng.h"
#include "segments.h"
#include "source.h"

static char path[] = "/tmp/model_test-XXXXXX";

#define COLUMNS                                                                                    \
	"table\tcolumns\t1\t9\nname\tunit\ttransform\tcentre\tscale\tcap\tfill\tseen\tmissing\n"
#define HEAD "seg-model\t1\tkmeans\n"
#define KEYS "writer\ttest\nrows\t3\nseed\t1\nrestarts\t10\ninertia\t0.5\n"
#define SPEND "spend\tmoney\tlog1p\t1\t2\t4\t0\t3\t0\n"
#define SEGMENTS "table\tsegments\t2\t4\nname\tsize\tstability\treach\nA\t2\t0.9\t1.5\nB\t1\t\t\n"
#define CENTRES "table\tcentres\t2\t1\nspend\n0.5\n-1e-300\n"
#define TYPICAL "table\ttypical\t2\t1\nspend\n12.5\n\n"
#define GOOD HEAD KEYS COLUMNS SPEND SEGMENTS CENTRES TYPICAL

static void write_file(struct str bytes)
{
	FILE *f = fopen(path, "wb");

	fwrite(bytes.p, 1, bytes.n, f);
	fclose(f);
}

static void save(const char *body)
{
	struct buf text = { 0 };

	buf_text(&text, body);
	model_seal(&text);
	write_file(buf_view(&text));
	buf_release(&text);
}

static void load_here(void *unused)
{
	struct arena keep = { 0 };
	struct segments s;

	(void)unused;
	segments_load(&s, &keep, path);
	arena_release(&keep);
}

/* Loads the file in a process of its own: its exit status, and what it said. */
static int load(char *said, size_t room)
{
	return check_end(load_here, NULL, said, room);
}

static void save_large(void *unused)
{
	struct buf text = { 0 };

	(void)unused;
	buf_reserve(&text, MODEL_BYTES_MOST);
	memset(text.p, 'x', MODEL_BYTES_MOST);
	text.n = MODEL_BYTES_MOST;
	model_save(&text, path);
}

static void check_refused(const char *body, const char *sentence)
{
	char said[4096];
	int status;

	save(body);
	status = load(said, sizeof(said));
	if (!CHECK(status == 3 && strstr(said, sentence), "refused: %s", sentence))
		printf("# exit %d: %s\n", status, said);
}

static void check_form(void)
{
	char said[4096];

	save(GOOD "x-note\tread by nobody\n");
	CHECK(load(said, sizeof(said)) == 0 && !*said,
	      "a good model is loaded, with a key that begins with x-");
	check_refused("seg-model\t2\tkmeans\n",
	              "1: made by a newer seg: this one reads models of version 1, not 2");
	check_refused("seg-model\t0\tkmeans\n", "1: the version of the model is not a number: '0'");
	check_refused("seg-model\t1\tlogit\n" KEYS,
	              "1: a model of kind 'logit' does not say which segment");
	check_refused("seg-model\t", "the version of the model is not a number: ''");
	check_refused(HEAD, "the model has no key 'writer'");
	check_refused(GOOD "colour\tred\n", "'colour' is unknown in a model of kind 'kmeans'");
	check_refused(GOOD "rows\t3\n", "'rows' is there twice");
	check_refused(GOOD "end\tabc\n", "'end' is unknown");
	check_refused(GOOD "x-half a line", "a line without its end");
	check_refused(GOOD "\n", "a line without a name");
	check_refused(HEAD KEYS COLUMNS SPEND SEGMENTS CENTRES, "the model has no table 'typical'");
	check_refused(GOOD "table\tx-t\t4294967295\t4096\na\n",
	              "the table is larger than the file");
	check_refused(GOOD "table\tx-t\t-1\t1\na\n", "not the size of a table");
	check_refused(GOOD "table\tx-t\t1\n", "not the size of a table");
	check_refused(GOOD "table\tx-t\t0\t0\n\n", "the table is larger than the file");
	check_refused(GOOD "table\tx-t\t0\t2\na\n", "1 columns, not 2");
	check_refused(GOOD "table\tx-t\t0\t2\na\ta\n", "a");
	check_refused(GOOD "table\tx-t\t3\t1\nab\n1\n2\n", "the table ends after 2 of 3 rows");
	check_refused(GOOD "table\tx-t\t1\t2\na\tb\n1\t2\t3\n", "3 cells, not 2");
}

static void check_values(void)
{
	check_refused(HEAD "writer\tt\nrows\tnan\n", "rows: not a whole number from 1");
	check_refused(HEAD "writer\tt\nrows\t1\nseed\t-1\n", "seed: not a whole number from 0");
	check_refused(HEAD "writer\tt\nrows\t1\nseed\t1\nrestarts\t1\ninertia\tinf\n",
	              "inertia: not a number: 'inf'");
	check_refused(HEAD KEYS COLUMNS "a\t\tcube\t1\t2\t4\t0\t3\t0\n",
	              "a: a transform that this seg does not know");
	check_refused(HEAD KEYS COLUMNS "a\t\tnone\t1e999\t2\t4\t0\t3\t0\n",
	              "centre: not a number: '1e999'");
	check_refused(HEAD KEYS COLUMNS "a\t\tnone\t1\t-2\t4\t0\t3\t0\n",
	              "scale and cap cannot be negative");
	check_refused(HEAD KEYS COLUMNS "a\t\tnone\t1\t2\t0\t0\t3\t0\n",
	              "scale and cap cannot be negative");
	check_refused(HEAD KEYS COLUMNS SPEND
	              "table\tsegments\t0\t4\nname\tsize\tstability\treach\n",
	              "from 1 to 1000 of them");
	check_refused(HEAD KEYS COLUMNS SPEND
	              "table\tsegments\t1\t4\nname\tsize\tstability\treach\n\t3\t1\t1\n",
	              "a segment without a name");
	check_refused(HEAD KEYS COLUMNS SPEND SEGMENTS "table\tcentres\t1\t1\nspend\n0\n",
	              "a row for each segment");
	check_refused(HEAD KEYS COLUMNS SPEND SEGMENTS "table\tcentres\t2\t1\nspent\n0\n1\n",
	              "the columns must be");
	check_refused(HEAD KEYS COLUMNS SPEND SEGMENTS "table\tcentres\t2\t1\nspend\n0\n\n",
	              "spend: not a number: ''");
	check_refused(HEAD KEYS COLUMNS SPEND SEGMENTS "table\tcentres\t2\t1\nspend\n0\n1e151\n",
	              "beyond 1e150");
}

/* How many of the versions of the file were loaded, or refused without a word. */
static size_t not_refused(const char *p, size_t n)
{
	char said[4096];

	write_file((struct str){ p, n });
	return load(said, sizeof(said)) != 3 || !*said;
}

static void check_damage(void)
{
	size_t n, wrong = 0;
	char *good;

	save(GOOD);
	good = source_whole(path, MODEL_BYTES_MOST, &n);
	CHECK(memcmp(good + n - 65,
	             "9682dfaff0628e35a1314f070558bc59d97dda0e391043951e10dcb78f64d504\n", 65) == 0,
	      "the checksum is what sha256sum says of the bytes before its line");
	for (size_t i = 0; i < 8 * n; i++) {
		good[i / 8] = (char)(good[i / 8] ^ (1 << i % 8));
		wrong += not_refused(good, n);
		good[i / 8] = (char)(good[i / 8] ^ (1 << i % 8));
	}
	CHECK(wrong == 0, "each of %zu flipped bits is refused (%zu were not)", 8 * n, wrong);
	wrong = 0;
	for (size_t less = 0; less < n; less++)
		wrong += not_refused(good, less);
	CHECK(wrong == 0, "each of %zu cuts is refused (%zu were not)", n, wrong);
	good = memory_resize(good, n + 1, 1);
	good[n] = '\n';
	CHECK(not_refused(good, n + 1) == 0, "a byte behind the end is refused");
	free(good);
}

static void check_size(void)
{
	struct buf big = { 0 };
	char said[4096];

	buf_text(&big, "seg-model\t1\tkmeans\n");
	buf_reserve(&big, MODEL_BYTES_MOST);
	memset(big.p + big.n, 'x', MODEL_BYTES_MOST);
	big.n += MODEL_BYTES_MOST;
	write_file(buf_view(&big));
	CHECK(load(said, sizeof(said)) == 3 && strstr(said, "larger than"),
	      "more than 64 MiB are refused");
	buf_release(&big);
	save(GOOD);
	CHECK(check_end(save_large, NULL, said, sizeof(said)) == 3 &&
	              strstr(said, "would be larger than") && load(said, sizeof(said)) == 0,
	      "and not written: what was there stays");
}

/* Random models: what is saved, loaded and saved again has the same bytes. */
static void check_round_trip(uint64_t seed)
{
	struct rng r = rng_stream(seed, "model_test", 0);
	struct arena keep = { 0 };
	char first[sizeof(path) + 24], other[sizeof(path) + 24];
	size_t d = 1 + rng_below(&r, 6), k = 1 + rng_below(&r, 40);
	struct segments s = { .rows = 7, .seed = rng_next(&r), .restarts = 1, .objective = rng_unit(&r) },
			back;
	struct rule rule = { .kind = rule_kinds,
		             .centres = { ARENA_ARRAY(&keep, double, k *d), k, d, d } };
	uint64_t *count = ARENA_ARRAY(&keep, uint64_t, k);
	char command[200];

	s.features = (struct tsv_header){ ARENA_ARRAY(&keep, struct str, d), d };
	s.recipe = ARENA_ARRAY(&keep, struct recipe, d);
	for (size_t f = 0; f < d; f++) {
		double values[3] = { rng_normal(&r), rng_normal(&r) * 1e9, NAN };

		s.features.name[f] = str_of(arena_printf(&keep, "f\\t%zu", f));
		recipe_fit(&s.recipe[f], values, 3,
		           &(struct recipe_options){ .cap = f % 2 ? INFINITY : 0 });
	}
	for (size_t i = 0; i < k * d; i++)
		rule.centres.p[i] = ldexp(rng_normal(&r), (int)rng_below(&r, 400) - 200);
	for (size_t c = 0; c < k; c++)
		count[c] = 1 + rng_below(&r, 5);
	s.rule.kind = rule.kind;
	segments_spread(&s, &keep);
	segments_fit(&s, &keep, &rule, count);
	for (size_t i = 0; i < k * d; i += 2)
		s.typical[i] = rng_normal(&r);
	snprintf(first, sizeof(first), "%s-%d", path, (int)seed);
	snprintf(other, sizeof(other), "%s-%d-again", path, (int)seed);
	segments_save(&s, first, "test 1.0");
	segments_load(&back, &keep, first);
	segments_save(&back, other, "test 1.0");
	snprintf(command, sizeof(command), "cmp %s %s", first, other);
	CHECK(system(command) == 0, "save, load, save gives the same bytes (seed %d)", (int)seed);
	CHECK(memcmp(back.centres.p, rule.centres.p, k * d * sizeof(double)) == 0,
	      "centres come back bit for bit");
	unlink(first);
	unlink(other);
	arena_release(&keep);
}

static void check_names(void)
{
	struct arena keep = { 0 };
	uint64_t sizes[] = { 5, 9, 5, 1 }, *count = sizes;
	struct rule rule = { .kind = rule_kinds, .centres = { ARENA_ARRAY(&keep, double, 4), 4, 1, 1 } };
	struct segments s = { .features = { NULL, 1 } };

	segments_fit(&s, &keep, &rule, count);
	CHECK(str_is(s.name[1], "A") && str_is(s.name[0], "B") && str_is(s.name[2], "C") &&
	              str_is(s.name[3], "D"),
	      "segments are named by size, of equals the first first");
	rule.centres.rows = 703;
	count = ARENA_ARRAY(&keep, uint64_t, 703);
	rule.centres.p = ARENA_ARRAY(&keep, double, 703);
	segments_fit(&s, &keep, &rule, count);
	CHECK(str_is(s.name[25], "Z") && str_is(s.name[26], "AA") && str_is(s.name[701], "ZZ") &&
	              str_is(s.name[702], "AAA"),
	      "after Z comes AA, after ZZ comes AAA");
	arena_release(&keep);
}

int main(void)
{
	int fd = mkstemp(path);

	close(fd);
	diag_init("model_test");
	check_form();
	check_values();
	check_damage();
	check_size();
	check_names();
	for (uint64_t seed = 1; seed <= 20; seed++)
		check_round_trip(seed);
	unlink(path);
	return check_done();
}
