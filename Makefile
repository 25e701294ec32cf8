# seg - builds, tests and installs everything; `make help` lists the goals.
# No file is named here: a tool is a folder of cmd/, a module is a pair in lib/, a test is a file of tests/.
# Whatever is made lies in $(BUILD); removing that folder is `make clean`.

VERSION := 0.1.0
PREFIX  ?= /usr/local
BUILD   := build
CFLAGS  ?= -O2 -g
PROVE   ?= prove -j2 --failures --comments

FLAGS = -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wformat=2 $(if $(WERROR),-Werror) $(CPPFLAGS) $(CFLAGS) -ffp-contract=off -ffile-prefix-map=$(CURDIR)=. -MMD -MP
LIBS  = -Wl,--as-needed $(LDFLAGS) -lcsv -lutf8proc -lsodium -lm -lpthread $(LDLIBS)
CCF   = $(CC) @$(BUILD)/flags

# Debian packages: what a build needs, and what each goal needs beside it.
DEPS          := gcc libc6-dev gengetopt libcsv-dev libutf8proc-dev libsodium-dev libxxhash-dev
DEPS_check    := bats perl locales zsh fish
DEPS_asan     := $(DEPS_check)
DEPS_coverage := $(DEPS_check) gcovr
DEPS_lint     := clang-format mandoc shellcheck
DEPS_format   := clang-format
DEPS_bench    := datamash mawk miller python3-venv ca-certificates
DEPS_fuzz     := clang libclang-rt-14-dev
DEPS_afl      := afl++ libclang-rt-14-dev
DEPS_faults   := strace
DEPS_neighbours := datamash mawk miller postgresql python3-venv ca-certificates sqlite3
DEPS_tsan     := $(DEPS_check)
DEPS_determinism := locales qemu-user
DEPS_static   := clang-tidy cppcheck
DEPS_browser  := chromium fonts-liberation nodejs npm ca-certificates
DEPS_oracle   := python3-venv ca-certificates r-cran-survival r-cran-cluster r-cran-mclust

TOOLS := $(notdir $(patsubst %/,%,$(wildcard cmd/*/)))
BINS  := $(TOOLS:%=$(BUILD)/bin/%)
# Where each shell looks for what completes a tool's options, under $(PREFIX)/share.
COMPLETE := $(foreach t,$(TOOLS),bash-completion/completions/$t zsh/site-functions/_$t fish/vendor_completions.d/$t.fish)
SHARE := $(COMPLETE:%=$(BUILD)/share/%)
LIB   := $(BUILD)/libseg.a
UNITS := $(patsubst tests/unit/%_test.c,$(BUILD)/unit/%.t,$(wildcard tests/unit/*_test.c))
PROGS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*.c tests/bench/*.c))
TESTS := $(wildcard tests/*.bats) $(UNITS)
PAGES := $(wildcard man/*.[1-9])
C     := $(wildcard lib/*.[ch] cmd/*/*.[ch] tests/*.[ch] tests/*/*.[ch])

# When deps is one of the goals, nothing else starts before it has ended, also under -j.
FIRST := $(filter deps,$(MAKECMDGOALS))
# What runs the tools finds these ones, not installed ones.
RUN = PATH="$(abspath $(BUILD))/bin:$$PATH" BUILD="$(abspath $(BUILD))"

.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
.PHONY: all demo check asan coverage lint bench oracle fuzz afl browser faults neighbours reproduce mutants static determinism tsan format install uninstall dist clean deps rooms help FORCE

all: $(BINS) $(SHARE) ## build the tools into build/bin (the default)

demo: all ## run examples/bakery in build/demo and show its report
	@rm -rf $(BUILD)/demo && mkdir -p $(BUILD)/demo && cp -R examples/bakery/. $(BUILD)/demo
	@$(RUN) $(MAKE) --no-print-directory -C $(BUILD)/demo
	@cat $(BUILD)/demo/report.txt
	@echo "The same as a page: $(abspath $(BUILD))/demo/report.html"

check: all $(UNITS) $(PROGS) ## run every test; TESTS=tests/x.bats runs one
	$(RUN) $(PROVE) $(TESTS)

asan: | $(FIRST) ## the same with AddressSanitizer and UBSan; a finding is exit 99
	ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1 $(MAKE) check BUILD=$(BUILD)/asan \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'

tsan: | $(FIRST) ## the same with ThreadSanitizer
	TSAN_OPTIONS=exitcode=99:halt_on_error=1 $(MAKE) check BUILD=$(BUILD)/tsan \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=thread'

coverage: | $(FIRST) ## the same, counting the lines that ran
	$(MAKE) check BUILD=$(BUILD)/coverage CFLAGS='-O0 -g --coverage -fprofile-update=atomic'
	gcovr --root . --filter lib/ --filter cmd/ --object-directory $(BUILD)/coverage $(BUILD)/coverage

lint: ## style, layers, names, manual pages and scripts
bench: ## speed beside other programs, on 10 million orders
oracle: ## the same figures from other programs, compared
fuzz: ## random bytes into the parsers; FUZZ_SECONDS=10 for each
afl: ## changed files on each tool's standard input; AFL_SECONDS=60 for each
browser: ## pages of seg-report in Chromium; LOOK=bakery opens one
faults: ## full disks, failing reads, no memory
reproduce: ## two builds in different folders are the same, byte for byte
neighbours: ## the same rows through PostgreSQL, SQLite, DuckDB, Miller, datamash, coreutils and awk
mutants: ## small wrong changes, which the tests must notice; MUTANTS=60
determinism: ## the same bytes for any threads, locale, time zone, way in and registers
static: ## what gcc -fanalyzer, clang-tidy and cppcheck find
lint bench oracle fuzz afl browser faults neighbours reproduce mutants static determinism: all $(PROGS)
	@+$(RUN) tests/$@/run.sh

format: | $(FIRST) ## lay the code out as .clang-format says
	clang-format -i $(C)

man = share/man/man$(subst .,,$(suffix $1))/$(notdir $1)

install: all ## into $(DESTDIR)$(PREFIX): bin, share/man, and what completes options in bash, zsh and fish
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINS) $(DESTDIR)$(PREFIX)/bin
	$(foreach p,$(PAGES),install -D -m 644 $p $(DESTDIR)$(PREFIX)/$(call man,$p) &&) :
	$(foreach f,$(COMPLETE),install -D -m 644 $(BUILD)/share/$f $(DESTDIR)$(PREFIX)/share/$f &&) :

uninstall: ## take the same files away again
	rm -f $(TOOLS:%=$(DESTDIR)$(PREFIX)/bin/%) $(foreach p,$(PAGES),$(DESTDIR)$(PREFIX)/$(call man,$p)) \
		$(COMPLETE:%=$(DESTDIR)$(PREFIX)/share/%)

# It installs what it needs itself, as it is asked for alone and seldom.
.PHONY: engines
DEPS_engines := openjdk-17-jre-headless slurm-wlm munge iproute2 procps python3-venv ca-certificates
engines: all $(PROGS) | deps ## under Spark and Slurm on this machine, as root; ENGINES=spark for one
	@+$(RUN) tests/engines/run.sh

dist: ## the committed tree as one archive
	@mkdir -p $(BUILD)
	git archive --prefix=seg-$(VERSION)/ -o $(BUILD)/seg-$(VERSION).tar.gz HEAD

clean: ## remove everything that was made
	rm -rf $(BUILD)

NEEDS = $(sort $(DEPS) $(foreach goal,$(MAKECMDGOALS),$(DEPS_$(goal))))
deps: ## install the Debian packages that the other goals named need
	@lacking=$$(for p in $(NEEDS); do dpkg -s $$p 2>/dev/null | grep -q '^Status:.* installed' || echo $$p; done); \
	[ "$$lacking" ] || { echo 'deps: every package is there ($(NEEDS))'; exit 0; }; \
	echo "deps: installing" $$lacking; \
	apt() { $$([ "$$(id -u)" = 0 ] || echo sudo) env DEBIAN_FRONTEND=noninteractive apt-get -q "$$@"; }; \
	add() { apt install -y --no-install-recommends $$lacking; }; \
	apt-cache show $$lacking >/dev/null 2>&1 || apt update && add || { apt update && add; }

rooms: ## what each module of lib is for, floor by floor
	@awk -f lib/rooms.awk lib/FLOORS lib/*.h cmd/*/main.c

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' Makefile

# The flags stand in a file, which the compiler reads; when they change, everything is made anew.
$(BUILD)/flags: FORCE | $(FIRST)
	@mkdir -p $(@D)
	@echo '$(FLAGS)' | cmp -s - $@ || echo '$(FLAGS)' >$@

# The library: private, static, everything of lib/.
LIB_O := $(patsubst %.c,$(BUILD)/%.o,$(wildcard lib/*.c))

$(BUILD)/lib/%.o: lib/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CCF) -c $< -o $@

$(LIB): $(LIB_O)
	@rm -f $@
	$(AR) rcs $@ $^

# Options: the tool's own and the shared ones it takes, joined. One recipe makes both files, also under -j.
$(BUILD)/gen/%/options.c $(BUILD)/gen/%/options.h: cmd/%/options.ggo lib/common.ggo lib/join-options.awk Makefile | $(FIRST)
	@mkdir -p $(BUILD)/gen/$*
	awk -f lib/join-options.awk $< lib/common.ggo >$(BUILD)/gen/$*/options.ggo
	gengetopt -i $(BUILD)/gen/$*/options.ggo --output-dir=$(BUILD)/gen/$* --file-name=options \
		--func-name=options_parse --arg-struct-name=options --unnamed-opts=FILE --no-handle-error \
		--no-help --no-version --set-package=$* --set-version=$(VERSION)

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	$(CCF) -w -iquote lib -include lib/options_memory.h -c $< -o $@

# What completes the options of a tool, from the same file.
complete = @mkdir -p $(@D) && awk -v tool=$* -v shell=$1 -f lib/complete.awk $(BUILD)/gen/$*/options.ggo >$@

$(BUILD)/share/bash-completion/completions/%: $(BUILD)/gen/%/options.h lib/complete.awk
	$(call complete,bash)
$(BUILD)/share/zsh/site-functions/_%: $(BUILD)/gen/%/options.h lib/complete.awk
	$(call complete,zsh)
$(BUILD)/share/fish/vendor_completions.d/%.fish: $(BUILD)/gen/%/options.h lib/complete.awk
	$(call complete,fish)

# A tool: the .c files of its folder, its options, and data.c when it has a data folder.
define tool
$(1)_DATA := $$(wildcard cmd/$(1)/data/*)
$(1)_O := $$(patsubst %.c,$$(BUILD)/%.o,$$(wildcard cmd/$(1)/*.c)) \
	$$(BUILD)/gen/$(1)/options.o $$(if $$($(1)_DATA),$$(BUILD)/gen/$(1)/data.o)

$$(BUILD)/cmd/$(1)/%.o: cmd/$(1)/%.c $$(BUILD)/flags | $$(BUILD)/gen/$(1)/options.h
	@mkdir -p $$(@D)
	$$(CCF) -iquote lib -I$$(BUILD)/gen/$(1) -c $$< -o $$@

$$(BUILD)/gen/$(1)/data.c: lib/tool_data.awk $$(sort $$($(1)_DATA)) $$(wildcard cmd/$(1)/data)
	@mkdir -p $$(@D)
	awk -f $$< $$(sort $$($(1)_DATA)) >$$@

$$(BUILD)/bin/$(1): $$($(1)_O) $$(LIB)
	@mkdir -p $$(@D)
	$$(CCF) $$^ $$(LIBS) -o $$@
endef
$(foreach t,$(TOOLS),$(eval $(call tool,$t)))

# Programs of the tests: unit tests print TAP, the others help scripts.
define program
@mkdir -p $(@D)
$(CCF) -iquote lib -MF $@.d $< $(LIB) $(LIBS) -o $@
endef

$(BUILD)/unit/%.t: tests/unit/%_test.c $(LIB) $(BUILD)/flags
	$(program)

$(BUILD)/tests/%: tests/%.c $(LIB) $(BUILD)/flags
	$(program)

-include $(shell find $(BUILD) -type f -name '*.d' 2>/dev/null)
