#!/usr/bin/env bash
# Measures the endpoint as docs/performance.md describes: conformance-tests/bench.sh [--quick] [--check]
#   --quick   three seconds for each load instead of ten
#   --check   end with 1 if a target is missed
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

list=$(mktemp)
trap 'rm -f "$list"' EXIT
mvn -q -B -ntp -pl conformance-tests -am test-compile dependency:build-classpath -Djacoco.skip=true \
  -Dmdep.includeScope=test -Dmdep.outputFile="$list"
echo "$(nproc) cores, $(java -version 2>&1 | head -n 1), load $(cut -d ' ' -f 1-3 /proc/loadavg)"
# Builds the endpoint as it is shipped; the first of its measured starts prepares the fast starts of the others.
bin/openvman user list --state "$(dirname "$list")/openvman-no-state" > /dev/null
java -Dopenvman.program=bin/openvman -cp "conformance-tests/target/test-classes:conformance-tests/target/classes:$(cat "$list")" \
  org.openvman.conformance.bench.EndpointBenchmark "$@"
