#!/bin/bash
# inside - runs the engines asked for, from within the namespaces that run.sh made.
# shellcheck source=tests/engines/common.bash
. "$(dirname "$0")/common.bash"
export PATH=$ENGINE_WORK/bin:$PATH

ip link set lo up
for engine in $ENGINES; do
	start=$(date +%s.%N)
	"$ENGINE_ROOT/tests/engines/$engine.sh" || exit
	echo "$engine: $(since "$start") s"
done
