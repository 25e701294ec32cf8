/* model_fuzz - any file is a model that makes sense, or ends the program with exit 3.
 * The first byte chooses: the bytes as they are, or with the checksum that belongs to them, so that what is behind it is
 * reached too. An end of the program (exit is wrapped, see run.sh) jumps back here. */
#include "diag.h"
#include "fuzz.h"
#include "lifetime.h"
#include "model.h"
#include "propensity.h"
#include "segments.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdio.h>
#include <unistd.h>

#define LIVE (1 << 16)

static jmp_buf back;
static bool inside;
static struct arena keep;

/* What the program holds when it ends is freed here: else a minute of inputs fills the memory. */
static void *live[LIVE];
static size_t lives;

int __sanitizer_install_malloc_and_free_hooks(void (*took)(const volatile void *, size_t),
                                              void (*gave)(const volatile void *));

static void took(const volatile void *p, size_t n)
{
	(void)n;
	if (!inside)
		return;
	if (lives == LIVE)
		abort();
	live[lives++] = (void *)(uintptr_t)p;
}

static void gave(const volatile void *p)
{
	for (size_t i = lives; i-- > 0;)
		if (live[i] == p) {
			live[i] = live[--lives];
			return;
		}
}

static void free_all(void)
{
	while (lives)
		free(live[--lives]);
	keep = (struct arena){ 0 };
}

_Noreturn void exit(int status)
{
	void (*real)(int);

	if (inside)
		longjmp(back, status + 1);
	*(void **)&real = dlsym(RTLD_NEXT, "exit");
	real(status);
	abort();
}

static const char *file(void)
{
	static char path[64];

	if (!*path)
		snprintf(path, sizeof(path), "/tmp/model_fuzz.%ld", (long)getpid());
	return path;
}

static void write_model(struct str bytes, bool with_checksum)
{
	struct buf text = { 0 };
	FILE *f = fopen(file(), "w");

	buf_str(&text, bytes);
	if (with_checksum)
		model_seal(&text);
	if (!f || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0)
		abort();
	buf_release(&text);
}

static void read_model(void)
{
	struct model m = { 0 };

	model_open(&m, file());
	if (str_eq(m.kind, str_of("kmeans"))) {
		struct segments s = { 0 };

		segments_take(&s, &keep, &m);
	} else if (lifetime_is(m.kind)) {
		struct lifetime l = { 0 };

		lifetime_take(&l, &m);
	} else if (str_eq(m.kind, str_of(PROPENSITY_KIND))) {
		struct classifier c = { 0 };

		propensity_take(&c, &keep, &m);
	} else {
		model_close(&m);
	}
	arena_release(&keep);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static bool begun;
	int status;

	if (n == 0)
		return 0;
	if (!begun)
		begun = __sanitizer_install_malloc_and_free_hooks(took, gave);
	diag_init("model_fuzz");
	inside = true;
	status = setjmp(back);
	if (!status) {
		write_model((struct str){ (const char *)bytes + 1, n - 1 }, bytes[0] & 1);
		read_model();
	} else if (status != STATUS_INPUT + 1) {
		abort();
	}
	inside = false;
	free_all();
	return 0;
}
