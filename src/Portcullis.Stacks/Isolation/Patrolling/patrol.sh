# The patrol: tries what this pod's walls forbid, and says of each target whether it answered. Or, with PATROL_LISTEN, it
# is what others try.
# Exit codes: 0 it tells, one letter for each target in order (s silent, o open, x it cannot tell); 3 it cannot tell at all.
# It needs busybox's sh, nc, sleep, ping (echoes), nslookup and udpsvd (UDP); what is missing makes letters x, never s.
# No doubled dollar signs: Kubernetes would take one of them away.
passes=0
began=0
up=0
deaf=
port=21100

trap 'exit 143' TERM

# The time, in hundredths of a second since the machine started.
now() {
  read -r up rest </proc/uptime && up=${up%.*}${up#*.}
}

# say TEXT CODE: says what was felt, and ends.
say() {
  echo "$1"
  echo "$1" >/dev/termination-log
  exit "$2"
}

# nap N: waits for N tenths of a second.
nap() {
  sleep "0.$1" 2>/dev/null || usleep "${1}00000" 2>/dev/null || sleep 1 || say broken 3
}

# Each of these ends with 0 when there was an answer, and with 1 when there was none.
tcp() {
  exec nc -w 1 "$1" "$2" </dev/null >/dev/null 2>&1
}

# A name is asked for: whatever answers that is a name server, or sends back what it gets.
udp() {
  case $1 in *:*) set -- "[$1]" "$2" ;; esac
  case $(nslookup -type=a portcullis.invalid "$1:$2" 2>&1) in
    *"no servers could be reached"* | *"timed out"*) exit 1 ;;
    *answer* | *"an't find"*) exit 0 ;;
    *) exit 2 ;;
  esac
}

ping_() {
  exec ping -c 1 -w 3 "$1" >/dev/null 2>&1
}

# begin TARGET: tries it in the background.
begin() {
  set -- $(IFS=/; echo ${1#+})
  case $1 in
    tcp) tcp "$2" "$3" & ;;
    udp) udp "$2" "$3" & ;;
    echo) ping_ "$2" & ;;
    *) say broken 3 ;;
  esac
}

# wait_for ENTRY...: gives them three and a half seconds.
wait_for() {
  for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35; do
    running=
    for entry; do
      kill -0 "${entry%%=*}" 2>/dev/null && running=yes
    done
    [ -n "$running" ] || return 0
    nap 1
  done
}

# judge PID=TARGET: leaves s, o or x in $felt. A TCP call that still runs is connected; a question still open has no answer.
judge() {
  kill "${1%%=*}" 2>/dev/null
  wait "${1%%=*}" 2>/dev/null
  case $?/${1#*=} in
    0/*) felt=o ;;
    143/tcp/* | 143/+tcp/*) felt=o ;;
    143/udp/* | 143/+udp/* | 143/echo/*) felt=s ;;
    1/*) felt=s ;;
    *) felt=x ;;
  esac
}

# pass: tries every target once, twenty at a time; leaves their letters in $line, and whether nothing forbidden answered in $quiet.
pass() {
  line=
  quiet=yes
  passes=$((passes + 1))
  set -- $PATROL_TARGETS
  while [ "$#" -gt 0 ]; do
    batch=
    count=0
    while [ "$#" -gt 0 ] && [ "$count" -lt 20 ]; do
      begin "$1"
      batch="$batch $!=$1"
      count=$((count + 1))
      shift
    done
    wait_for $batch
    for entry in $batch; do
      judge "$entry"
      line=$line$felt
      case $entry in *=+*) ;; *) [ "$felt" != o ] || quiet= ;; esac
    done
  done
}

# merge: an answer counts once it was had; what could not be told stays so unless it answered.
merge() {
  merged=
  rest=$all
  next=$line
  while [ -n "$next" ]; do
    case ${rest%"${rest#?}"}${next%"${next#?}"} in *o*) merged=${merged}o ;; *x*) merged=${merged}x ;; *) merged=${merged}s ;; esac
    rest=${rest#?}
    next=${next#?}
  done
  all=$merged
}

# listen PROTOCOL ADDRESS WAY: somebody who is there, at $port.
listen() {
  port=$((port + 1))
  case $1 in
    tcp) nc -l $3 -p "$port" </dev/null >/dev/null 2>&1 & ;;
    udp) exec_udp "$2" & ;;
  esac
  listener=$!
}

# Sends back each datagram, once.
exec_udp() {
  exec udpsvd -E "$1" "$port" dd bs=512 count=1 >/dev/null 2>&1
}

hang_up() {
  kill "$listener" 2>/dev/null
  wait "$listener" 2>/dev/null
  listener=
}

# works PROTOCOL ADDRESS: whether the very same call reaches somebody who is there.
works() {
  if [ "$1" = echo ]; then
    begin "echo/$2"
    wait_for "$!=echo/$2"
    judge "$!=echo/$2"
    [ "$felt" = o ]
    return
  fi
  for way in "" "-s $2" ""; do
    listen "$1" "$2" "$way"
    for try in 1 2 3; do
      nap 2
      begin "$1/$2/$port"
      wait_for "$!=$1/$2/$port"
      judge "$!=$1/$2/$port"
      if [ "$felt" = o ]; then
        hang_up
        return 0
      fi
      kill -0 "$listener" 2>/dev/null || break
    done
    hang_up
  done
  return 1
}

# wanted PROTOCOL FAMILY: whether there is such a target.
wanted() {
  for target in $PATROL_TARGETS; do
    case $2/${target#+} in
      6/"$1"/*:*) return 0 ;;
      4/"$1"/*:*) ;;
      4/"$1"/*) return 0 ;;
    esac
  done
  return 1
}

# check: adds to $deaf the kinds of call that do not even reach this pod itself.
check() {
  for kind in tcp udp echo; do
    ! wanted "$kind" 4 || works "$kind" 127.0.0.1 || deaf="$deaf $kind/4"
    ! wanted "$kind" 6 || works "$kind" ::1 || deaf="$deaf $kind/6"
  done
}

# strike: what is tried by a call that does not work here is not silent.
strike() {
  struck=
  rest=$all
  for target in $PATROL_TARGETS; do
    letter=${rest%"${rest#?}"}
    rest=${rest#?}
    target=${target#+}
    case $target in *:*) kind=${target%%/*}/6 ;; *) kind=${target%%/*}/4 ;; esac
    case "$deaf " in *" $kind "*) [ "$letter" = o ] || letter=x ;; esac
    struck=$struck$letter
  done
  all=$struck
}

# hears PROTOCOL ADDRESS: whether the call reaches our own listener there.
hears() {
  for try in 1 2 3; do
    begin "$1/$2/$PATROL_LISTEN"
    wait_for "$!=$1/$2/$PATROL_LISTEN"
    judge "$!=$1/$2/$PATROL_LISTEN"
    [ "$felt" != o ] || return 0
    nap 3
  done
  return 1
}

# serve: ready once its own calls reach it by every address family that it has; then it listens until it is ended.
# Without udpsvd it is silent over UDP, and callers, which are of the same image, cannot tell then either.
serve() {
  six=
  while read -r address index length scope flags name; do
    [ "$scope" != 00 ] || six=yes
  done 2>/dev/null </proc/net/if_inet6
  port=$PATROL_LISTEN
  exec_udp :: &
  nap 2
  exec_udp 0.0.0.0 &
  while :; do
    nc -l -p "$PATROL_LISTEN" </dev/null >/dev/null 2>&1
    nap 1
  done &
  nap 3
  for protocol in tcp udp; do
    [ "$protocol" = tcp ] || has_udpsvd || continue
    hears "$protocol" 127.0.0.1 || say broken 3
    [ -z "$six" ] || hears "$protocol" ::1 || say broken 3
  done
  echo ready >/dev/termination-log
  wait
}

has_udpsvd() {
  command -v udpsvd >/dev/null 2>&1
}

now || say broken 3
[ -z "$PATROL_LISTEN" ] || serve
case $PATROL_TARGETS in
  *[!0-9a-z.:/+\ ]* | "") say broken 3 ;;
esac
case $PATROL_TIMEOUT in
  *[!0-9]* | "") say broken 3 ;;
esac
now
began=$up
check

# Walls act only a while after a pod has begun: what answers before the first whole pass of silence shows nothing.
while pass && [ -z "$quiet" ] && now && [ "$((up - began))" -lt "$((PATROL_TIMEOUT * 100))" ]; do :; done
all=$line
pass
merge
pass
merge
check
strike
now
say "felt passes=$passes seconds=$(((up - began) / 100)) answers=$all" 0
