#!/usr/bin/env bash
# Kills the endpoint in the middle of its work and starts it again: it must finish or undo, and leave nothing behind.
set -euo pipefail

readonly program=${0##*/}
root=$(cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.." && pwd)
readonly root
cd "$root"
# shellcheck source=../bin/lib/endpoint.sh
source bin/lib/endpoint.sh

readonly service=crash-test
readonly patience=300

usage() {
  cat << USAGE
Usage: $program --lab NAME

Deploys the service of examples/sap-service on the QEMU of a running lab (bin/lab start --name NAME) and ends the endpoint
with kill -9: after the first volume was made, while the first member boots, when the last member was defined, and while
the service is removed. After each restart the service must end up running or gone, and must go without a trace.
USAGE
}

say() { printf '%s: %s\n' "$program" "$*" >&2; }
fail() {
  say "FAILED: $*"
  exit 1
}

on_host() { virsh --quiet --connect "$uri" "$@"; }
domains() { on_host list --all --name | grep "^$service-" || true; }
volumes() { on_host vol-list default | awk '{ print $1 }' | grep "^$service" || true; }

# ---- moments at which the endpoint is killed ----

a_volume_was_made() { [[ -n $(volumes) ]]; }
the_first_member_boots() { on_host list --name | grep -q "^$service-db-"; }
the_last_member_was_defined() { domains | grep -q "^$service-dispatcher-"; }
a_member_is_gone() { [[ $(domains | wc -l) -lt 3 ]]; }

# ---- steps ----

await() { # CONDITION [PID OF WHAT MAKES IT TRUE]
  local deadline=$((SECONDS + patience))
  until "$1"; do
    [[ $SECONDS -lt $deadline ]] || fail "not within $patience s: ${1//_/ }"
    [[ -z ${2:-} ]] || kill -0 "$2" 2> /dev/null || fail "the command ended before: ${1//_/ } (see $work/client.log)"
    sleep 0.1
  done
}

start() {
  endpoint_start "$work/state" "$port" "$lab" --hypervisor "$uri"
}

ovf() { bin/ovf "$@" --endpoint "$endpoint_url" --user admin; }

# Runs a command of ovf until the moment, and kills the endpoint then.
kill_during() { # MOMENT ARGUMENT...
  local moment=$1 client
  shift
  ovf "$@" > "$work/client.log" 2>&1 &
  client=$!
  await "$moment" "$client"
  endpoint_kill
  wait "$client" && fail "the command says that it succeeded, but the endpoint was killed"
  say "killed the endpoint when: ${moment//_/ }; there are $(domains | wc -l) members and $(volumes | wc -l) volumes"
}

# The first line of the status of a service is "service NAME: STATE".
state() {
  ovf status "$service" 2> "$work/status.log" | sed -n "s/^service $service: *//p"
}

it_is_running_or_gone() {
  outcome=$(state || true)
  [[ $outcome != broken* ]] || fail "the service is $outcome"
  [[ $outcome == running* || -z $outcome && $(cat "$work/status.log") == *"$service"* ]]
}

it_is_gone() { [[ -z $(domains)$(volumes) ]] && it_is_running_or_gone && [[ -z $outcome ]]; }

nothing_is_left() {
  [[ -z $(domains) ]] || fail "members are left: $(domains)"
  [[ -z $(volumes) ]] || fail "volumes are left: $(volumes)"
  [[ -z $(state || true) ]] || fail "the endpoint still knows the service"
}

crash_deploying() { # MOMENT
  start
  kill_during "$1" deploy "$package" --name "$service" --network internal=default
  start
  await it_is_running_or_gone
  say "after the restart the service is ${outcome:-gone}"
  if [[ -n $outcome ]]; then
    [[ $(domains | wc -l) -eq 3 ]] || fail "the service runs with these members only: $(domains)"
    ovf undeploy "$service" --yes > /dev/null
  fi
  nothing_is_left
  endpoint_stop
}

crash_undeploying() { # MOMENT
  start
  ovf deploy "$package" --name "$service" --network internal=default > /dev/null
  kill_during "$1" undeploy "$service" --yes
  start
  await it_is_gone
  nothing_is_left
  endpoint_stop
}

clean_up() {
  endpoint_kill
  [[ ! -e /run/openvman-lab/$lab ]] || bin/lab unforward --name "$lab" "$port"
  rm -rf "$work"
}

[[ ${1:-} == --lab && -n ${2:-} ]] || {
  usage >&2
  exit 2
}
lab=$2
uri=$(bin/lab uri --name "$lab")
port=$(free_port 5990)
work=$(mktemp -d)
package=$work/sap-demo.ova
outcome=
trap clean_up EXIT
trap 'exit 130' INT TERM

bin/openvman --version
[[ -e examples/sap-service/guest.qcow2 ]] || examples/guest-image/build.sh examples/sap-service/guest.qcow2
bin/ovf pack examples/sap-service/service.yaml --output "$package"
export OPENVMAN_PASSWORD=crash-test
bin/openvman user add admin --role administrator --state "$work/state" <<< "$OPENVMAN_PASSWORD"

crash_deploying a_volume_was_made
crash_deploying the_first_member_boots
crash_deploying the_last_member_was_defined
crash_undeploying a_member_is_gone
say "4 crashes, nothing was left behind"
