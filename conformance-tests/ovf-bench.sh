#!/usr/bin/env bash
# Measures bin/ovf as docs/performance.md describes: conformance-tests/ovf-bench.sh [--quick] [--pairs=N] [--check]
#   --quick   256 MiB and 3 pairs instead of 2 GiB and 5; shows that it works, and no more
#   --pairs=N so many pairs
#   --check   end with 1 if a target is missed
# Needs openssl, tar and GNU time (Debian: openssl tar time), and eight times the size of the disk below TMPDIR.
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

mebibytes=2048 pairs=5 check=
for option; do
  case $option in
    --quick) mebibytes=256 pairs=3 ;;
    --pairs=*) pairs=${option#*=} ;;
    --check) check=1 ;;
    *) sed -n '2,6s/^# //p' "$0" >&2; exit 64 ;;
  esac
done
for tool in openssl tar /usr/bin/time; do
  command -v "$tool" > /dev/null || { echo "ovf-bench: $tool is missing" >&2; exit 69; }
done

# Another build of the program can be measured: OVF=PROGRAM.
ovf=${OVF:-bin/ovf}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/ovf-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
missed=0

# ---- packages ----

# A package NAME of disks; each is given as FILE:MEBIBYTES, and as a hole if it is sparse.
package() { # NAME KIND DISK...
  local name=$1 kind=$2 disk file references='' disks=''
  shift 2
  mkdir -p "$work/$name"
  for disk; do
    file=${disk%:*}
    if [ "$kind" = sparse ]; then
      truncate -s "${disk#*:}M" "$work/$name/$file"
    else
      head -c "${disk#*:}M" /dev/urandom > "$work/$name/$file"
    fi
    references+="<File ovf:id=\"$file\" ovf:href=\"$file\"/>"
    disks+="<Disk ovf:diskId=\"d-$file\" ovf:fileRef=\"$file\" ovf:capacity=\"1\"/>"
  done
  cat > "$work/$name/$name.ovf" << EOF
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/2" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/2">
<References>$references</References><DiskSection><Info>Disks</Info>$disks</DiskSection>
<VirtualSystem ovf:id="vm"><Info>A system</Info></VirtualSystem></Envelope>
EOF
}

# A package of a service of three tiers, and 240 descriptors like it in OVF 1.1 and 2.0.
service() {
  local version i
  "$ovf" new "$work/service" --quiet
  head -c 1M /dev/zero > "$work/service/guest.qcow2"
  "$ovf" pack "$work/service/service.yaml" -o "$work/service.ova" --quiet
  mkdir "$work/many"
  for version in 1.1 2.0; do
    "$ovf" build "$work/service/service.yaml" --ovf-version "$version" -o "$work/service-$version.ovf" --quiet
    for ((i = 0; i < 120; i++)); do
      sed "s/memory/memory $i/" "$work/service-$version.ovf" > "$work/many/$version-$i.ovf"
    done
  done
}

# ---- measuring ----

openssl_and_tar() {
  openssl sha256 "$work/one/disk.img" > /dev/null &
  tar -C "$work" --format=ustar -cf "$work/baseline.tar" one
  wait
}
pack_one() { "$ovf" pack "$work/one" -o "$work/packed.ova" --quiet; }
tar_to_openssl() { tar -xOf "$work/one.ova" disk.img | openssl sha256 > /dev/null; }
verify_one() { "$ovf" verify "$work/one.ova" --digests-only --quiet > /dev/null; }
verify_two() { "$ovf" verify "$work/two.ova" --digests-only --quiet > /dev/null; }
verify_two_on_one_thread() { "$ovf" verify "$work/two.ova" --digests-only --quiet --threads 1 > /dev/null; }
# How much faster two threads are on this machine at best: the digests alone, without a start.
openssl_in_turn() {
  openssl sha256 "$work/two/a.img" > /dev/null
  openssl sha256 "$work/two/b.img" > /dev/null
}
openssl_at_once() {
  openssl sha256 "$work/two/a.img" > /dev/null &
  openssl sha256 "$work/two/b.img" > /dev/null
  wait
}
show_service() { "$ovf" show "$work/service.ova" > /dev/null; }
check_many() { "$ovf" check --descriptor-only --quiet "$work"/many/*.ovf > /dev/null; }

# Removing what was written is not measured: a file of 2 GiB takes a while to go.
seconds() { # COMMAND
  local begin=$EPOCHREALTIME end
  "$@"
  end=$EPOCHREALTIME
  rm -f "$work/baseline.tar" "$work/packed.ova"
  awk -v a="$begin" -v b="$end" 'BEGIN { printf "%.3f", b - a }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Runs two commands in turn, now the one first and now the other, prints the ratio of their times pair by pair, and
# judges the median.
compare() { # WHAT FIRST SECOND at-most|at-least LIMIT
  local what=$1 first=$2 second=$3 relation=$4 limit=$5 i a b ratios=() ratio
  a=$(seconds "$first") b=$(seconds "$second") # a pair that is not counted
  for ((i = 0; i < pairs; i++)); do
    if ((i % 2 == 0)); then
      a=$(seconds "$first") b=$(seconds "$second")
    else
      b=$(seconds "$second") a=$(seconds "$first")
    fi
    ratios+=("$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.2f", a / b }')")
    printf '  %-26s %7s s   %-26s %7s s   ratio %s\n' "$first" "$a" "$second" "$b" "${ratios[-1]}"
  done
  ratio=$(printf '%s\n' "${ratios[@]}" | median)
  judge "$what" "$ratio" "$relation" "$limit"
}

# Runs a command several times and judges the median.
limit() { # WHAT COMMAND SECONDS
  local i times=()
  "$2"
  for ((i = 0; i < 2 * pairs + 1; i++)); do
    times+=("$(seconds "$2")")
  done
  printf '  %-26s %s s\n' "$2" "${times[*]}"
  judge "$1" "$(printf '%s\n' "${times[@]}" | median)" at-most "$3"
}

judge() { # WHAT VALUE at-most|at-least LIMIT
  local verdict=met
  awk -v v="$2" -v l="$4" -v r="$3" 'BEGIN { exit !(r == "at-most" ? v <= l : v >= l) }' || verdict=missed
  [ "$verdict" = met ] || missed=$((missed + 1))
  printf '%-52s %8s   %s %s: %s\n' "$1" "$2" "${3/-/ }" "$4" "$verdict"
}

# Peak resident memory of a command in MiB.
resident() {
  /usr/bin/time -f %M -o "$work/kib" "$@" > /dev/null
  awk '{ printf "%.0f", $1 / 1024 }' "$work/kib"
}

# ---- the numbers ----

package one random "disk.img:$mebibytes"
"$ovf" pack "$work/one" -o "$work/one.ova" --quiet # builds it, and its class data
"$ovf" verify "$work/one.ova" --digests-only --quiet > /dev/null
echo "$(nproc) cores, $(java -version 2>&1 | head -n 1), $(openssl version | cut -d ' ' -f 1-2), load $(cut -d ' ' -f 1-3 /proc/loadavg)"
echo "$mebibytes MiB, $pairs pairs, medians of the ratios:"
compare "pack / (openssl sha256 and tar cf at once)" pack_one openssl_and_tar at-most 1.35
compare "verify / (tar -xO to openssl)" verify_one tar_to_openssl at-most 1.1
rm -rf "$work/one" "$work/one.ova"

service
limit "show, cold, seconds" show_service 0.6
limit "check of 240 descriptors in one call, cold, seconds" check_many 2

# Larger ones: the start, which is in both times, is to be as little of them as it is of the disks that people have.
package two random "a.img:$((2 * mebibytes))" "b.img:$((2 * mebibytes))"
"$ovf" pack "$work/two" -o "$work/two.ova" --quiet
echo "two disks of $((2 * mebibytes)) MiB:"
compare "openssl sha256 of both: in turn / at once" openssl_in_turn openssl_at_once at-least 1
compare "verify two disks: one thread / two" verify_two_on_one_thread verify_two at-least 1.7
rm -rf "$work/two" "$work/two.ova"

package small sparse disk.img:64
package large sparse disk.img:9216
for size in small large; do
  declare "pack_$size=$(resident "$ovf" pack "$work/$size" -o "$work/$size.ova" --quiet)"
  declare "verify_$size=$(resident "$ovf" verify "$work/$size.ova" --digests-only --quiet)"
done
# shellcheck disable=SC2154  # declared above
{
  echo "  resident MiB: pack $pack_small of 64 MiB, $pack_large of 9 GiB; verify $verify_small and $verify_large"
  judge "resident memory, MiB: pack 9 GiB" "$pack_large" at-most 120
  judge "resident memory, MiB: verify 9 GiB" "$verify_large" at-most 120
  judge "resident memory: pack 9 GiB / 64 MiB" \
    "$(awk -v a="$pack_large" -v b="$pack_small" 'BEGIN { printf "%.2f", a / b }')" at-most 1.1
  judge "resident memory: verify 9 GiB / 64 MiB" \
    "$(awk -v a="$verify_large" -v b="$verify_small" 'BEGIN { printf "%.2f", a / b }')" at-most 1.1
}
[ -z "$check" ] || [ "$missed" = 0 ]
