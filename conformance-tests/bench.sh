#!/usr/bin/env bash
# Measures the endpoint as docs/performance.md describes: conformance-tests/bench.sh [--host] [--quick] [--check]
#   --host    1,000 domains of a real libvirt instead of the simulator, in a lab of its own; needs root
#   --quick   three seconds for each load instead of ten
#   --check   end with 1 if a target is missed
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

host=
options=()
for argument in "$@"; do
  case $argument in
    --host) host=yes ;;
    *) options+=("$argument") ;;
  esac
done

list=$(mktemp)
trap 'rm -f "$list"' EXIT
mvn -q -B -ntp -pl conformance-tests -am test-compile dependency:build-classpath -Djacoco.skip=true \
  -Dmdep.includeScope=test -Dmdep.outputFile="$list"

benchmark() {
  java -Dopenvman.program=bin/openvman -cp "conformance-tests/target/test-classes:conformance-tests/target/classes:$(cat "$list")" \
    "org.openvman.conformance.bench.$1" "${@:2}" "${options[@]}"
}

echo "$(nproc) cores, $(java -version 2>&1 | head -n 1), load $(cut -d ' ' -f 1-3 /proc/loadavg)"
# Builds the endpoint as it is shipped; the first of its measured starts prepares the fast starts of the others.
bin/openvman user list --state "$(dirname "$list")/openvman-no-state" > /dev/null
if [ -z "$host" ]; then
  benchmark EndpointBenchmark
  exit
fi
bin/lab install
bin/lab start --name bench > /dev/null
trap 'rm -f "$list"; bin/lab stop --name bench > /dev/null' EXIT
qemu=$(bin/lab uri --name bench)
echo "-- QEMU: $qemu"
benchmark HostBenchmark "$qemu"
# The same daemon also carries libvirt's test driver, for all that connect to it as long as one does.
test=${qemu/#qemu+unix:\/\/\/system/test+unix:///default}
echo "-- libvirt's test driver: $test"
benchmark HostBenchmark "$test"
