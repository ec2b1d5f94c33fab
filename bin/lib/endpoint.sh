# shellcheck shell=bash
# An endpoint for a script: started, awaited, stopped, killed. Sourced by bin/demo and conformance-tests/crash-test.sh,
# which bring "say" and "fail".

endpoint_pid=
endpoint_url=

# Starts an endpoint and returns when it accepts requests. With a lab it runs in the network of that lab, where guests can
# be reached, and is relayed to the same port of this machine.
endpoint_start() { # STATE_DIRECTORY PORT LAB_OR_EMPTY ARGUMENT...
  local state=$1 port=$2 lab=$3 command=(bin/openvman serve) deadline=$((SECONDS + 120))
  shift 3
  [[ -z $lab ]] || command=(bin/lab exec --name "$lab" "${command[@]}")
  mkdir -p "$state"
  : > "$state/ready"
  # A session of its own, so that Ctrl-C reaches this script only, which then cleans up in order.
  setsid "${command[@]}" --state "$state" --port "$port" "$@" > "$state/ready" 2> "$state/start.log" < /dev/null &
  endpoint_pid=$!
  # Else the shell would tell when it is killed.
  disown "$endpoint_pid"
  endpoint_url=
  until [[ -n $endpoint_url ]]; do
    if ! kill -0 "$endpoint_pid" 2> /dev/null || [[ $SECONDS -ge $deadline ]]; then
      tail -n 20 "$state/start.log" >&2
      endpoint_pid=
      fail "the endpoint did not start; see $state"
    fi
    sleep 0.1
    endpoint_url=$(sed -n 's/^ready //p' "$state/ready")
  done
  [[ -z $lab ]] || bin/lab forward --name "$lab" "$port" 127.0.0.1 "$port"
}

endpoint_stop() {
  end_endpoint TERM
}

# As a power failure would.
endpoint_kill() {
  end_endpoint KILL
}

end_endpoint() { # SIGNAL
  [[ -n $endpoint_pid ]] || return 0
  kill -s "$1" "$endpoint_pid" 2> /dev/null || true
  while kill -0 "$endpoint_pid" 2> /dev/null; do
    sleep 0.1
  done
  endpoint_pid=
}

# The port that was asked for if nobody listens there, else another one that is free.
free_port() { # PORT
  local port=$1
  while (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do
    port=$((20000 + RANDOM % 20000))
  done
  echo "$port"
}
