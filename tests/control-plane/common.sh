# What up, down and build share: where things are kept, and how they speak. Read by bash with `source`.

version=1.20.2
# Raise this when the recipe in `build` changes in a way that makes older builds wrong.
recipe=1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/portcullis/control-plane
built=$cache/kubernetes-$version-$recipe
# Where a running control plane keeps its data, keys, logs and kubeconfigs.
state=${PORTCULLIS_CONTROL_PLANE:-$cache/running}

say() { printf 'control-plane: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# running PROGRAM: whether the process that `up` wrote down is alive and still that program.
running() {
  local pid
  pid=$(cat "$state/$1.pid" 2>/dev/null) && [ "$(basename "$(readlink "/proc/$pid/exe" 2>/dev/null)")" = "$1" ]
}

# start PROGRAM ARGUMENTS...: in the background, in the folder of the state; written down so that it can be started again.
start() {
  local program=$1
  shift
  printf '%q ' "$bin/$program" "$@" >"$state/$program.command"
  start_again "$program"
}

start_again() { # PROGRAM
  (
    cd "$state"
    eval "exec setsid $(cat "$1.command")" >>"$1.log" 2>&1 </dev/null
  ) &
  echo $! >"$state/$1.pid"
}

# until_ready PROGRAM COMMAND...: waits until the command succeeds, or says why the program does not come up.
until_ready() {
  local program=$1 deadline=$((SECONDS + 60))
  shift
  until "$@" >/dev/null 2>&1; do
    # It may not have become the program yet.
    if { [ $SECONDS -ge $((deadline - 55)) ] && ! running "$program"; } || [ $SECONDS -ge $deadline ]; then
      tail -n 20 "$state/$program.log" >&2
      "$here/down"
      fail "$program did not become ready"
    fi
    sleep 0.1
  done
}

etcd_is_healthy() { curl -sf --noproxy '*' "$(cat "$state/etcd.address")/health"; }

api_server_is_ready() {
  curl -sf --noproxy '*' --cacert "$state/ca.crt" -H "Authorization: Bearer $(cut -d, -f1 "$state/tokens.csv")" "$(cat "$state/kube-apiserver.address")/readyz"
}
