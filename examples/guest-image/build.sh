#!/usr/bin/env bash
# Builds the small bootable disk image that all members of the example use, from Debian packages only.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
# The downloads are kept: a second build needs no network and yields the same image.
readonly cache=${OPENVMAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/openvman}/guest-image
readonly packages=(busybox-static sqlite3 libsqlite3-0 libreadline8 libtinfo6 zlib1g libc6)
readonly disk_mebibytes=64
# A fixed time for all files makes the image depend on its inputs only.
export SOURCE_DATE_EPOCH=1700000000 TZ=UTC MTOOLS_SKIP_CHECK=1

usage() {
  cat << 'EOF'
Usage: build.sh [--refresh] OUT.qcow2

Builds a bootable guest image (kernel, busybox, sqlite3, OVF contextualization) of about 20 MB as OUT.qcow2.
Needs no root rights. Packages are downloaded once with apt-get into ~/.cache/openvman (or $OPENVMAN_CACHE).

  --refresh   download the packages again, for example after a kernel update
EOF
}

say() { printf 'guest-image: %s\n' "$*" >&2; }
fail() {
  say "$*"
  exit 1
}

check_tools() {
  local missing=() pair
  for pair in apt-get:apt dpkg-deb:dpkg cpio:cpio mcopy:mtools syslinux:syslinux qemu-img:qemu-utils; do
    command -v "${pair%%:*}" > /dev/null || missing+=("${pair##*:}")
  done
  [[ ${#missing[@]} -eq 0 ]] || fail "missing packages: ${missing[*]} (bin/lab install gets them)"
}

# Downloads the packages into the cache unless an earlier build did so completely.
download() {
  [[ ! -e $cache/complete ]] || return 0
  local kernel
  kernel=$(kernel_package)
  if [[ -z $kernel && $EUID -eq 0 ]]; then
    say "apt knows no packages yet: apt-get update"
    apt-get update -qq
    kernel=$(kernel_package)
  fi
  [[ -n $kernel ]] || fail "apt knows no linux-image-cloud-amd64: run apt-get update on a Debian system"
  say "downloading $kernel ${packages[*]} (32 MB)"
  mkdir -p "$cache"
  rm -f "$cache"/*.deb
  (cd "$cache" && apt-get download -qq -o APT::Sandbox::User=root "$kernel" "${packages[@]}")
  touch "$cache/complete"
}

kernel_package() {
  apt-cache depends linux-image-cloud-amd64 2> /dev/null | awk '$1 == "Depends:" { print $2; exit }'
}

unpack() {
  say "unpacking packages"
  local package
  for package in "$cache"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$work/debian" --no-same-owner \
      --wildcards --exclude='./usr/share/*' --exclude='*/gconv/*'
  done
}

# The root file system lives in the initramfs: busybox, sqlite3 with its libraries, the modules, our own files.
assemble_root() {
  say "assembling the root file system"
  local root=$work/root debian=$work/debian library module
  mkdir -p "$root"/{bin,sbin,usr/bin,usr/sbin,lib/modules,lib/x86_64-linux-gnu,lib64,proc,sys,dev,run,tmp}
  cp -R "$here/root/." "$root"
  cp "$debian/bin/busybox" "$root/bin/busybox"
  "$debian/bin/busybox" --list | while read -r applet; do
    [[ -e $root/bin/$applet ]] || ln -s /bin/busybox "$root/bin/$applet"
  done
  for applet in init acpid uevent reboot poweroff; do
    ln -s /bin/busybox "$root/sbin/$applet"
  done
  ln -s /bin/busybox "$root/init"

  cp "$debian/usr/bin/sqlite3" "$root/usr/bin/"
  for library in libc.so.6 libm.so.6 libreadline.so.8 libtinfo.so.6 libz.so.1 libsqlite3.so.0; do
    cp -L "$(find "$debian" -name "$library" -print -quit)" "$root/lib/x86_64-linux-gnu/"
  done
  cp -L "$debian/lib64/ld-linux-x86-64.so.2" "$root/lib64/"

  grep -v '^#' "$here/modules.list" | while read -r module; do
    cp "$(find "$debian/lib/modules" -name "$module.ko" -print -quit)" "$root/lib/modules/" \
      || fail "the kernel has no module $module"
    echo "$module" >> "$root/lib/modules/load.list"
  done
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  # Not compressed: the disk image is, and unpacking is slow under software emulation.
  (cd "$root" && find . -print0 | LC_ALL=C sort -z | cpio --quiet -0 -o -H newc --owner=0:0 --reproducible) \
    > "$work/initrd"
}

# A FAT file system over the whole disk, with syslinux in its boot sector: SeaBIOS starts it from a virtio disk.
assemble_disk() {
  say "writing the disk"
  local disk=$work/disk.img
  cp "$work"/debian/boot/vmlinuz-* "$work/vmlinuz"
  cp "$here/syslinux.cfg" "$work/syslinux.cfg"
  touch -d "@$SOURCE_DATE_EPOCH" "$work"/{vmlinuz,initrd,syslinux.cfg}
  truncate -s "${disk_mebibytes}M" "$disk"
  mformat -i "$disk" -T $((disk_mebibytes * 2048)) -h 16 -s 63 -N 4f564d41 -v GUEST ::
  mcopy -i "$disk" -m "$work"/{vmlinuz,initrd,syslinux.cfg} ::
  syslinux --install "$disk"
  qemu-img convert -q -c -f raw -O qcow2 "$disk" "$work/disk.qcow2"
  mkdir -p "$(dirname "$out")"
  mv "$work/disk.qcow2" "$out"
}

if [[ ${1:-} == --refresh ]]; then
  rm -f "$cache/complete"
  shift
fi
case ${1:-} in
  -h | --help)
    usage
    exit 0
    ;;
  '' | -*)
    usage >&2
    exit 2
    ;;
esac
out=$1
check_tools
work=$(mktemp -d)
readonly out work
trap 'rm -rf "$work"' EXIT
mkdir "$work"/{debian,root}
download
unpack
assemble_root
assemble_disk
say "built $out ($(($(stat -c %s "$out") / 1000000)) MB)"
