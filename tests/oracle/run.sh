#!/bin/bash
# oracle - the same questions asked of programs that are not ours: the answers must be the same.
# They live in a folder of their own outside the tree, ${XDG_CACHE_HOME:-~/.cache}/seg-oracle, in the versions named here.
#	make oracle                    all questions
#	make oracle ORACLES=seg-report only those of tests/oracle/seg-report.sh
cd "$(dirname "$0")/../.." || exit
set -eo pipefail

packages=(pandas==2.2.3 numpy==1.26.4 scipy==1.14.1 scikit-learn==1.5.2 statsmodels==0.14.4 lifetimes==0.11.3)
home=${XDG_CACHE_HOME:-$HOME/.cache}/seg-oracle

[ -e "${SEG_DATA:-../shared/data}" ] || { echo "oracle: no data (set SEG_DATA)" >&2; exit 1; }
if [ "$(cat "$home/packages" 2>/dev/null)" != "${packages[*]}" ]; then
	echo "oracle: installing ${packages[*]} into $home"
	python3 -m venv "$home"
	"$home/bin/pip" --quiet install "${packages[@]}"
	echo "${packages[*]}" >"$home/packages"
fi

failed=''
for question in tests/oracle/*.sh; do
	name=$(basename "$question" .sh)
	[ "$name" != run ] || continue
	[ -z "$ORACLES" ] || [[ " $ORACLES " = *" $name "* ]] || continue
	echo "== $name"
	"$question" || failed="$failed $name"
done
[ -z "$failed" ] || { echo "oracle: not the same:$failed" >&2; exit 1; }
