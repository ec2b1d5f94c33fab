# shellcheck shell=bash
# Debian packages that a script needs. Sourced by bin/lab, bin/demo and bin/test, which bring "say" and "fail".
# A table of packages has one line for each: its name, and the reason why it is needed.

missing_packages() { # TABLE
  local package
  while read -r package _; do
    [[ -z $package ]] || dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null | grep -qx installed || echo "$package"
  done <<< "$1"
}

# Says what is missing and why, and installs it; as root only.
install_packages() { # TABLE
  local missing
  mapfile -t missing < <(missing_packages "$1")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  say "these Debian packages are needed:"
  grep -E "^($(IFS='|'; echo "${missing[*]//+/\\+}")) " <<< "$1" >&2
  [[ $EUID -eq 0 ]] || fail "run as root: apt-get install --no-install-recommends ${missing[*]}"
  say "installing them with apt-get"
  apt_install "${missing[@]}" 2> /dev/null || {
    say "apt needs fresh package lists: apt-get update"
    apt-get update -qq
    apt_install "${missing[@]}"
  }
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" > /dev/null
}
