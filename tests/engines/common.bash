# common - what the scripts of this folder share.
# shellcheck shell=bash disable=SC2034
set -eo pipefail
columns=customer_id,order_id,order_date,amount,kind,country
add='--add=country=last(country)'

since() {
	awk -v from="$1" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f", to - from }'
}

ok() {
	echo "ok - $*"
}

broken() {
	echo "not ok - $1"
	shift
	printf '%s\n' "$@" | tail -n 30
	exit 1
}

# The lines of the files are, sorted, those of the first file: equal WHAT EXPECTED FILE...
equal() {
	local what=$1 expected=$2
	shift 2
	cat "$@" | sort | cmp - "$expected" || broken "$what: not the bytes of one process"
	ok "$what: $(wc -l <"$expected") lines, the bytes of one process"
}

# Waits until the command is true, at most so many seconds: until_true SECONDS COMMAND...
until_true() {
	local end=$((SECONDS + $1))
	shift
	until "$@"; do
		[ $SECONDS -lt $end ] || broken "waited in vain for: $*"
		sleep 0.3
	done
}

# What one process says with this model: MODEL SEGMENTS AUDIT.
one_process() {
	local names
	names=$(seg-features "$add" --print-columns | tr '\t' ,)
	seg-predict -m "$1" -C "$names" "$ENGINE_WORK/features.one" | sort >"$2"
	seg-audit-bias --group=country --segment=segment -C "$names,segment,segment_fit,segment_known" "$2" >"$3"
}

# A program in the place of seg-features that does not return when it is called first, so that it can be lost meanwhile.
trap_first() {
	mkdir -p "$1"
	cat >"$1/seg-features" <<END
#!/bin/bash
if mkdir "$1/caught" 2>/dev/null; then
	echo \$\$ >"$1/pid.part" && mv "$1/pid.part" "$1/pid"
	exec sleep 1000
fi
exec "$ENGINE_WORK/bin/seg-features" "\$@"
END
	chmod +x "$1/seg-features"
}
