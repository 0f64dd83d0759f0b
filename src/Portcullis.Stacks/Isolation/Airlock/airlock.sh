# The airlock: nothing else of this pod starts before nothing answers any more where its walls forbid it to go.
# Exit codes: 0 nothing answered three times in a row; 1 something answered until the time was up; 3 it cannot tell.
# It needs sh, busybox's nc (either of the two that busybox has) and sleep. No doubled dollar signs: Kubernetes
# would take one of them away.
attempts=0
quiet=0
answered=
odd=
port=20000
began=0
up=0
listener=

trap 'exit 143' TERM

# The time, in hundredths of a second since the machine started.
now() {
  read -r up rest </proc/uptime && up=${up%.*}${up#*.}
}

# finish WORD CODE: says what was felt, and ends.
finish() {
  now
  line="$1 attempts=$attempts seconds=$(( (up - began) / 100 ))"
  [ "$1" = passed ] || line="$line${answered:+ answered=$answered}"
  echo "$line"
  echo "$line" >/dev/termination-log
  [ -z "$listener" ] || kill "$listener" 2>/dev/null
  exit "$2"
}

# nap N: waits for N tenths of a second.
nap() {
  sleep "0.$1" 2>/dev/null || usleep "${1}00000" 2>/dev/null || sleep 1 || finish broken 3
}

# The one call that everything rests on. 0: it got an answer; 1: it got none.
call() {
  nc -w 1 "$1" "$2" </dev/null >/dev/null 2>&1 &
}

# reached: whether the call under way gets through, within three seconds: a busy machine may take its time.
reached() {
  caller=$!
  for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    nap 1
    kill -0 "$caller" 2>/dev/null || break
    # Neither of busybox's does, but some stay until the other side hangs up.
    [ "$tenth" -ne 15 ] || kill "$listener" 2>/dev/null
  done
  kill "$caller" 2>/dev/null
  wait "$caller" 2>/dev/null
}

# works ADDRESS: whether the very same call reaches a listener that is there.
works() {
  for way in "" "-s $1" ""; do
    port=$((port + 1))
    nc -l $way -p "$port" </dev/null >/dev/null 2>&1 &
    listener=$!
    for try in 1 2 3 4 5 6 7 8; do
      nap 1
      call "$1" "$port"
      if reached; then
        hang_up
        return 0
      fi
      kill -0 "$listener" 2>/dev/null || break
    done
    hang_up
  done
  return 1
}

# hang_up: ends the listener.
hang_up() {
  kill "$listener" 2>/dev/null
  wait "$listener" 2>/dev/null
  listener=
}

# For each family that there is a target of: an nc without IPv6 would find every such target silent.
check() {
  case $AIRLOCK_TARGETS in *.*.*.*:*) works 127.0.0.1 || finish broken 3 ;; esac
  case $AIRLOCK_TARGETS in *"["*) works ::1 || finish broken 3 ;; esac
}

# over ENTRY...: whether every call of an attempt has ended.
over() {
  for entry; do
    kill -0 "${entry%%=*}" 2>/dev/null && return 1
  done
  return 0
}

# feel ENTRY...: counts an attempt. A call that still runs this long after its time-out is connected.
feel() {
  quiet=$((quiet + 1))
  for entry; do
    kill "${entry%%=*}" 2>/dev/null
    wait "${entry%%=*}" 2>/dev/null
    case $? in
      1) ;;
      0 | 143) quiet=0 answered=${entry#*=} ;;
      *) quiet=0 odd=yes ;;
    esac
  done
}

now || finish broken 3
began=$up
case $AIRLOCK_TARGETS in
  *[!0-9a-f.:\ \[\]]* | "") finish broken 3 ;;
esac
case $AIRLOCK_TIMEOUT in
  *[!0-9]* | "") finish broken 3 ;;
esac
check

# Up to seven attempts are under way at once, begun 0.3 s apart; they are judged in order, as soon as they have ended.
now
began=$up
set --
while now && { [ "$((up - began))" -lt "$((AIRLOCK_TIMEOUT * 100))" ] || [ "$quiet" -gt 0 ]; }; do
  attempt=
  for target in $AIRLOCK_TARGETS; do
    address=${target%:*}
    address=${address#"["}
    call "${address%"]"}" "${target##*:}"
    attempt="$attempt $!=$target"
  done
  attempts=$((attempts + 1))
  set -- "$@" "$attempt"
  nap 3
  while [ "$#" -gt 0 ] && { [ "$#" -gt 6 ] || over $1; }; do
    feel $1
    shift
    if [ "$quiet" -ge 3 ]; then
      check
      finish passed 0
    fi
  done
done

[ -z "$odd" ] || finish broken 3
finish open 1
