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
