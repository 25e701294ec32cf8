#!/bin/sh
# names - every global symbol says where it lives: those of lib/foo.o begin with foo_, or with the name of a struct
# that lib/foo.h declares; one of many foos may be a foo.
# Usage: tests/lint/names.sh FILE.o...

for object; do
	module=$(basename "$object" .o)
	[ -e "lib/$module.c" ] || continue # of a module that is gone
	begins=$(sed -n 's/^struct \([a-z_0-9]*\)\( {\|;\).*/\1/p' "lib/$module.h" | paste -s -d '|')
	case $module in # words that every program says, and that read best alone
	diag) others='die|die_at|die_usage|warn|note|detail|quote|quote_text|shown' ;;
	arena) others='memory_.*' ;;
	*) others= ;;
	esac
	nm -g --defined-only "$object" | awk '$3 ~ /^[a-z]/ { print $3 }' |
		grep -Evx "($module|${module%s}|${begins:-$module})_.*|$module|$others" |
		sed "s|.*|lib/$module.c: & does not begin with ${module}_|"
done | awk '{ print } END { exit NR > 0 }'
