#!/bin/bash
# engines - the tools as workers of real engines on this machine: a Spark master with two workers, a Slurm of two nodes.
# Each runs the files of its folder in examples/, and what comes out is, sorted, byte for byte what one process writes;
# then things are broken: a worker is killed, a link is cut, a row is bad, a part is lost.
#	make engines                             both, on online-retail of $SEG_DATA, or on made-up orders where it is not
#	make engines ENGINES=spark               one of them
#	make engines ENGINE_ORDERS=FILE.tsv      other orders: customer_id order_id order_date amount, channel or country
#	make engines ENGINE_BREAK=no             without the breaking
# PySpark comes into a virtual environment outside the tree. All daemons live in namespaces of their own, for processes
# and for the network: nothing they send leaves those, and they end with this script, which ends by itself.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C ENGINES=${ENGINES:-spark slurm}
pyspark=pyspark==4.3.0
home=${XDG_CACHE_HOME:-$HOME/.cache}/seg-engines
ENGINE_ROOT=$PWD ENGINE_WORK=$BUILD/engines ENGINE_SPARK=$home/lib
export ENGINE_ROOT ENGINE_WORK ENGINE_SPARK

[ "$(id -u)" = 0 ] || { echo "engines: run as root: it makes namespaces"; exit 1; }
if [[ $ENGINES == *spark* && "$(cat "$home/package" 2>/dev/null)" != "$pyspark" ]]; then
	echo "engines: installing $pyspark into $home"
	python3 -m venv --clear "$home"
	"$home/bin/pip" --quiet install "$pyspark"
	echo "$pyspark" >"$home/package"
fi
[[ $ENGINES != *spark* ]] || ENGINE_SPARK=$("$home/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')

# Static programs are one file each: what an engine ships needs nothing on the node it comes to.
make --no-print-directory -s all BUILD="$BUILD/shipped" LDFLAGS=-static >"$BUILD/shipped.log" 2>&1 ||
	{ cat "$BUILD/shipped.log"; exit 1; }
rm -rf "$ENGINE_WORK"
mkdir -p "$ENGINE_WORK/bin"
cp "$BUILD"/shipped/bin/seg-* "$ENGINE_WORK/bin"

tests/engines/data.sh
exec timeout --kill-after=10 "${ENGINE_SECONDS:-3600}" \
	unshare --net --uts --mount --pid --fork --mount-proc --kill-child tests/engines/inside.sh
