#!/bin/bash
# spark - the files of examples/spark under a standalone master and two workers on loopback.
# shellcheck source=tests/engines/common.bash
. "$(dirname "$0")/common.bash"
work=$ENGINE_WORK/spark sql=$ENGINE_ROOT/examples/spark
rows=$(cat "$ENGINE_WORK/rows") as_of=$(cat "$ENGINE_WORK/as_of")
names=$(seg-features "$add" --print-columns | tr '\t' ,)
JAVA_HOME=$(echo /usr/lib/jvm/java-1.17.0-openjdk-*)
export JAVA_HOME SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$work/scratch
export PYSPARK_PYTHON=${ENGINE_SPARK%/lib/*}/bin/python
mkdir -p "$work"
cd "$work"

daemon() {
	local name=$1 class=$2
	shift 2
	: >"$name.log"
	"$ENGINE_SPARK/bin/spark-class" "org.apache.spark.deploy.$class" "$@" >>"$name.log" 2>&1 &
	echo $! >"$name.pid"
}
daemon master master.Master -h 127.0.0.1 -p 7077 --webui-port 0
until_true 120 grep -q 'New state: ALIVE' master.log
for n in 1 2; do
	daemon worker$n worker.Worker -h 127.0.0.1 -c 1 -m "${ENGINE_MEMORY:-1g}" -d "$work/worker$n" --webui-port 0 spark://127.0.0.1:7077
done
until_true 120 grep -q 'Successfully registered' worker1.log
until_true 120 grep -q 'Successfully registered' worker2.log

conf=(--master spark://127.0.0.1:7077 --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false --conf spark.log.level=WARN
	--conf spark.executor.memory="${ENGINE_MEMORY:-1g}" --conf spark.sql.shuffle.partitions=7
	--conf spark.sql.adaptive.coalescePartitions.enabled=false)
# Runs SQL files as one session: sql 'FILE...' OPTION...
sql() {
	# shellcheck disable=SC2086 # a list of names
	(cd "$sql" && cat $1) >"$work/session.sql"
	shift
	"$ENGINE_SPARK/bin/spark-sql" "${conf[@]}" --conf spark.sql.catalogImplementation=in-memory \
		-d orders="$ENGINE_WORK/orders" -d rows="$rows" -d as_of="$as_of" -d cuts=cuts.tsv -d columns="$names" \
		-d features="$work/features" -d merged="$work/merged" -d sample=2000 -d segments="$work/segments" \
		--files "$ENGINE_WORK/bin/seg-features,$ENGINE_WORK/cuts.tsv" "$@" -f "$work/session.sql" 2>session.err
}
fails() {
	! sql "$@" >/dev/null || broken "spark-sql: a session that must fail is done"
}
# The sentence of the tool in what spark-sql says at the end.
says() {
	grep -aq "Subprocess exited with status 3. Error: $1" session.err ||
		broken "spark-sql does not say: $1" "$(grep -a Error session.err | head -n 5)"
}
parts() {
	printf '%s\n' "$1"/part-*
}

# What executors that have ended used of the processors, the tools among it, in ticks.
used() {
	awk '{ sum += $16 + $17 } END { print sum }' "/proc/$(cat worker1.pid)/stat" "/proc/$(cat worker2.pid)/stat"
}
# Runs SQL files and says what they cost: timed WHAT 'FILE...' OPTION...
timed() {
	local what=$1 before start
	shift
	before=$(used)
	start=$(date +%s.%N)
	sql "$@" || broken "$what" "$(cat session.err)"
	sleep 2 # the executors end after the session
	grep -ao '^Time taken: [0-9.]*' session.err | awk -v what="$what" -v before="$before" -v after="$(used)" \
		-v hertz="$(getconf CLK_TCK)" -v rows="$rows" -v all="$(since "$start")" '{ s += $3 } END {
			printf "spark: %s: %d rows in %.1f s, %.1f s with the start of the session; %.1f s of processors in the executors\n",
				what, rows, s, all, (after - before) / hertz }' >&2
}
timed 'features by --sorted, and a sample' 'features-sorted.sql sample.sql' >sample
timed 'features by --partial and --merge' features-parts.sql
mapfile -t files < <(parts merged)
equal 'features by --partial and --merge' "$ENGINE_WORK/features.one" "${files[@]}"

seg-cluster -C customer_id,recency_days,orders,spend -k 4 -M model.seg sample >/dev/null
one_process model.seg segments.one audit.one
cp "$ENGINE_WORK"/bin/seg-{predict,audit-bias} .
sql 'assign.sql sample.sql' --files "seg-predict,model.seg" >again || broken 'assign' "$(cat session.err)"
mapfile -t files < <(parts segments)
cmp sample again && ok "a keyed sample: the same $(wc -l <sample) customers in another session"
equal 'segments by a model that was shipped' segments.one "${files[@]}"
cut -f "1-$(tr , '\n' <<<"$names" | wc -l)" "${files[@]}" | sort | cmp - "$ENGINE_WORK/features.one"
ok 'features by TRANSFORM and --sorted, through a table of Parquet: the bytes of one process'

sql audit.sql --files seg-audit-bias -d rows="$(wc -l <segments.one)" -d columns="$names,segment,segment_fit,segment_known" -d audit="$work/audit" ||
	broken 'audit' "$(cat session.err)"
cat audit/part-* | cmp - audit.one
ok "audit by --partial and --merge: $(wc -l <audit.one) lines, the bytes of one process"

[ "${ENGINE_BREAK:-yes}" = yes ] || exit 0
mkdir lacking
cp "$ENGINE_WORK"/orders/part.[0-4] lacking
fails features-parts.sql -d orders="$work/lacking" -d merged="$work/lost"
says "seg-features: the states account for $(cat lacking/* | wc -l) rows, not $rows: a part is missing, or came twice"
[ ! -e lost/_SUCCESS ]
ok 'a part of the orders that is lost: --expect-rows ends the job with its sentence'

cp -R "$ENGINE_WORK/orders" bad
printf 'c1\to1\t2011-01-01\t12,5\tsale\tFrance\n' >>bad/part.3
fails features-sorted.sql -d orders="$work/bad" -d features="$work/lost"
says "seg-features: -:[0-9]*: amount: not an amount: '12,5'"
[ ! -e lost/_SUCCESS ]
ok "a bad row: four tries, and the job ends with the tool's sentence"

pipe() {
	"$ENGINE_SPARK/bin/spark-submit" "${conf[@]}" --files "$ENGINE_WORK/bin/seg-features" \
		"$sql/features_pipe.py" "$1" "$as_of" "$work/$2" >session.err 2>&1
}
pipe "$ENGINE_WORK/orders" piped || broken 'RDD.pipe' "$(cat session.err)"
seg-features -C $columns --as-of="$as_of" "$ENGINE_WORK/orders.all" | sort >piped.one
mapfile -t files < <(parts piped)
equal 'features by RDD.pipe' piped.one "${files[@]}"
! pipe "$work/bad" piped_bad || broken 'RDD.pipe: a worker fails, and the job does not'
grep -aq 'exited with error code 3' session.err
[ ! -e piped_bad/_SUCCESS ]
# Spark itself passes on the status only; the tool's own sentence is where the executor's stderr goes.
grep -ahq "^seg-features: -:[0-9]*: amount: not an amount: '12,5'" "$work"/worker[12]/*/*/stderr ||
	broken 'RDD.pipe: no executor has the sentence of the tool in its log'
ok "a bad row under RDD.pipe: the job fails, by checkCode=True, and the executor's log has the sentence"

# The worker of the first task is lost in mid-stage, with its executor: what runs there is gone, as with the machine.
trap_first "$work/trap"
sql features-parts.sql --files "$work/trap/seg-features,$ENGINE_WORK/cuts.tsv" -d merged="$work/after" &
session=$!
until_true 300 test -e trap/pid
parent() {
	awk '/^PPid/ { print $2 }' "/proc/$1/status"
}
shell=$(parent "$(cat trap/pid)")
executor=$(parent "$shell")
worker=$(parent "$executor")
tr '\0' ' ' <"/proc/$worker/cmdline" | grep -q deploy.worker.Worker || broken 'the parent of the executor is no worker' "$worker"
kill -9 "$worker" "$executor" "$shell" "$(cat trap/pid)"
wait $session || broken 'a worker was killed, and the job failed' "$(cat session.err)"
grep -aq 'Lost executor' session.err
mapfile -t files < <(parts after)
equal 'after kill -9 of a worker and its executor in mid-stage' "$ENGINE_WORK/features.one" "${files[@]}"
