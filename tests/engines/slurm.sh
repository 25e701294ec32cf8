#!/bin/bash
# slurm - the files of examples/slurm on two nodes, each a network namespace on a bridge with a name of its own.
# shellcheck source=tests/engines/common.bash
. "$(dirname "$0")/common.bash"
work=$ENGINE_WORK/slurm example=$ENGINE_ROOT/examples/slurm
export SLURM_CONF=$work/slurm.conf
mkdir -p "$work"/{state,log}
cd "$work"

# --- the two nodes ---

mount -t tmpfs none /run # ours alone: names of network namespaces and pid files stay in this mount namespace
hostname segctl
ip link add segbr type bridge
ip addr add 10.99.7.254/24 dev segbr
ip link set segbr up
for n in 1 2; do
	ip netns add node$n
	ip link add seg$n type veth peer name eth0 netns node$n
	ip link set seg$n master segbr up
	ip -n node$n addr add 10.99.7.$n/24 dev eth0
	ip -n node$n link set eth0 up
	ip -n node$n link set lo up
done

head -c 1024 /dev/urandom >munge.key
chmod 400 munge.key
munged --force --socket="$work/munge.socket" --key-file="$work/munge.key" --pid-file="$work/munge.pid" \
	--seed-file="$work/munge.seed" --log-file="$work/log/munge"
cat >slurm.conf <<END
ClusterName=seg
SlurmctldHost=segctl(10.99.7.254)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool.%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.%n.pid
SlurmctldLogFile=$work/log/slurmctld
SlurmdLogFile=$work/log/slurmd.%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=10
MessageTimeout=5
SchedulerParameters=batch_sched_delay=0,sched_interval=2
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName=node1 NodeAddr=10.99.7.1 NodeHostname=node1 CPUs=1 RealMemory=1000
NodeName=node2 NodeAddr=10.99.7.2 NodeHostname=node2 CPUs=1 RealMemory=1000
PartitionName=all Nodes=ALL Default=YES State=UP
END
echo CgroupPlugin=cgroup/v1 >cgroup.conf
slurmctld -D -f "$SLURM_CONF" >log/ctl.out 2>&1 &
for n in 1 2; do
	mkdir "spool.node$n"
	ip netns exec node$n unshare --uts sh -c "hostname node$n && exec slurmd -D -N node$n -f $SLURM_CONF" >log/node$n.out 2>&1 &
done
both_idle() {
	[ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ]
}
until_true 60 both_idle

# --- runs ---

add_names=$(seg-features "$add" --print-columns | tr '\t' ,)
tail -n +2 "$ENGINE_WORK/customers.tsv" | cut -f 1-8 | seg-cluster -C "$(cut -d , -f 1-8 <<<"$add_names")" \
	--features=recency_days,orders,spend -k 4 -M model.seg >/dev/null
one_process model.seg segments.one audit.one

# Settings for a run that reads the orders of the folder and writes into another: settings ORDERS WORK
settings() {
	cat >"$2.settings" <<END
orders=$1
parts=6
rows=$(cat "$ENGINE_WORK/rows")
columns=$columns
features=(--as-of=$(cat "$ENGINE_WORK/as_of") '$add' --cuts=$ENGINE_WORK/cuts.tsv)
model=$work/model.seg
audit=(--group=country --segment=segment)
shards=4
work=$work/$2
END
	export SEG_SETTINGS=$work/$2.settings
}
over() {
	[ -z "$(squeue -h)" ]
}
state_of() {
	scontrol -o show job "$1" | grep -o 'JobState=[A-Z_]*' | sort | uniq -c | awk '{ printf "%s%s %s", sep, $1, $2; sep = ", " }'
}
submit() {
	submitted=$("$example/submit.sh" "$@")
	[[ $submitted =~ map\ ([0-9]+),\ reduce\ ([0-9]+),\ finish\ ([0-9]+) ]]
	map=${BASH_REMATCH[1]} reduce=${BASH_REMATCH[2]}
}
whole() {
	[ -e "$1/segments.tsv" ] || broken "$2" "$(tail -n 3 "$1"/*.log)" "$(scontrol -o show jobs | cut -c 1-300)"
	tail -q -n +2 "$1/features.tsv" >"$1/features"
	tail -q -n +2 "$1/segments.tsv" >"$1/segments"
	equal "$2: features" "$ENGINE_WORK/features.one" "$1/features"
	equal "$2: segments" segments.one "$1/segments"
	# The audit has a header line here, and missing is empty, as no -C was asked for.
	tail -n +2 "$1/audit.tsv" | sed -E ':again; s/(^|\t)(\t|$)/\1\\N\2/; t again' | cmp - audit.one
	ok "$2: audit: the bytes of one process"
}

start=$(date +%s.%N)
settings "$ENGINE_WORK/orders" first
submit
until_true 300 over
echo "slurm: map of 6, reduce of 4, finish, on two nodes: $(since "$start") s"
whole first 'a run'
[ "${ENGINE_BREAK:-yes}" = yes ] || exit 0

# --- a bad row: the map task fails, what depends on it never starts; mended, that task alone runs again ---

cp -R "$ENGINE_WORK/orders" bad
printf 'c1\to1\t2011-01-01\t12,5\tsale\tFrance\n' >>bad/part.3
settings "$work/bad" second
submit
until_true 300 over
[ "$(state_of "$map")" = '5 JobState=COMPLETED, 1 JobState=FAILED' ] || broken 'a bad row' "$(state_of "$map")"
[[ $(state_of "$reduce") == *CANCELLED* ]] || broken 'a bad row' "$(state_of "$reduce")"
scontrol -o show job "$map" | grep -q 'JobState=FAILED.*ExitCode=3:0'
grep -qx "seg-features: .*/bad/part.3:[0-9]*: amount: not an amount: '12,5'" second/seg-map.*.3.log
[ ! -e second/state.3.0 ] && [ ! -e second/features.0 ]
ok "a bad row: the task fails with exit 3 and the tool's sentence, the reduce array is cancelled"
cp "$ENGINE_WORK/orders/part.3" bad/part.3
submit 3
until_true 300 over
whole second 'after one task was run again'

# --- a part that is lost: the file is there, but rows are missing ---

cp -R "$ENGINE_WORK/orders" short
sed -i '$d' short/part.2
settings "$work/short" third
submit
until_true 300 over
[ ! -e third/segments.tsv ]
grep -q "the states account for $(($(cat "$ENGINE_WORK/rows") - 1)) rows, not $(cat "$ENGINE_WORK/rows"): a part is missing" third/seg-reduce.*.0.log
ok 'a row that is lost: --expect-rows ends the reduce task that has the accounting rows'

# --- a node whose link is cut: its task is given to the other ---

settings "$ENGINE_WORK/orders" fourth
trap_first "$work/trap"
PATH=$work/trap:$PATH submit
until_true 120 test -e trap/pid
# The sleeper is in the network namespace of the node that is to be lost.
lost=$(ip netns identify "$(cat trap/pid)")
start=$(date +%s.%N)
ip link set "seg${lost#node}" down
node_down() {
	sinfo -h -n "$lost" -o %T | grep -q down
}
until_true 200 node_down
echo "slurm: the link to $lost was cut; it is down after $(since "$start") s"
held() {
	squeue -h -o '%i %r' | grep -q BeginTime
}
# Slurm lets two minutes pass before a task that was requeued begins: we do not wait for them.
until_true 60 held
squeue -h -o '%i %r' | awk '/BeginTime/ { print $1 }' | while read -r job; do scontrol update job="$job" starttime=now; done
until_true 300 over
[ "$(scontrol -o show job "$map" | grep -o "Restarts=[1-9].*BatchHost=node$((3 - ${lost#node}))" | wc -l)" = 1 ] ||
	broken 'no task was started again on the other node' "$(scontrol -o show job "$map" | cut -c 1-600)"
whole fourth "after the link to $lost was cut in the middle of the map"
