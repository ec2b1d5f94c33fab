# shellcheck shell=bash
# Shared by the programs in bin/: builds a module when its sources are newer than what was built, and runs its main class.
# Usage: . "$(dirname "$0")/lib/build.sh"; run_module MODULE MAIN_CLASS "$@"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# The modules that a module is built from, itself last.
modules_of() {
  case $1 in
    schemas) echo schemas ;;
    ovf-tools) echo schemas ovf-tools ;;
    cim-provider) echo schemas ovf-tools cim-provider ;;
    wsman-endpoint) echo schemas ovf-tools cim-provider wsman-endpoint ;;
    conformance-tests) echo schemas ovf-tools cim-provider wsman-endpoint conformance-tests ;;
    *) echo "bin: there is no module '$1'" >&2; return 1 ;;
  esac
}

# Whether the module has been built since its sources last changed.
is_built() {
  local lib=$root/$1/target/lib module
  [ -f "$lib/.built" ] || return 1
  for module in $(modules_of "$1"); do
    [ -z "$(find "$root/$module/pom.xml" "$root/$module/src/main" "$root/pom.xml" -newer "$lib/.built" -print -quit)" ] ||
      return 1
  done
}

# Puts the jars of the module and of those below it, and all libraries, into MODULE/target/lib. The modules below are
# built on the way, so their programs are ready too.
build_module() {
  local module=$1 log each
  command -v mvn > /dev/null || { echo "bin: Maven is missing (apt-get install maven openjdk-17-jdk-headless)" >&2; return 1; }
  log=$(mktemp)
  echo "building $module, once after each change ..." >&2
  for each in $(modules_of "$module"); do
    rm -rf "$root/$each/target/lib"
  done
  # shellcheck disable=SC2016  # the variable is Maven's
  if ! (cd "$root" && mvn -q -B -ntp -pl "$module" -am package dependency:copy-dependencies -DskipTests \
      -Dspotless.check.skip=true -Djacoco.skip=true \
      -DoutputDirectory='${project.build.directory}/lib' -DincludeScope=runtime) > "$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "bin: building $module failed" >&2
    return 1
  fi
  rm -f "$log"
  for each in $(modules_of "$module"); do
    cp "$root/$each/target/$each"-*.jar "$root/$each/target/lib/"
    touch "$root/$each/target/lib/.built"
  done
}

# Trains the program and leaves its archive, or an empty file so that it is not tried again before the next build; nothing
# when it is interrupted.
make_archive() ( # ARCHIVE JAVA_COMMAND...
  archive=$1 folder=$(mktemp -d)
  trap 'rm -rf "$folder" "$archive.$$"' EXIT
  trap 'exit 130' INT TERM
  shift
  train "$folder" "$archive.$$" "$@" || {
    echo "bin: no archive of class data could be made; starts are slower" >&2
    : > "$archive.$$"
  }
  mv -f "$archive.$$" "$archive"
)

# Builds what is needed and becomes the program. JAVA_OPTS are added to the virtual machine's options.
run_module() {
  local module=$1 main=$2
  shift 2
  if ! is_built "$module"; then
    # One builder at a time, whatever the module: they share modules. Whoever waited finds the work done.
    mkdir -p "$root/build"
    (
      flock 9
      is_built "$module" || build_module "$module"
    ) 9> "$root/build/.lock" || exit 1
  fi
  local lib=$root/$module/target/lib options=()
  # Not -XX:TieredStopAtLevel=1: it starts faster, but digests then run at a tenth of their speed.
  # A small heap to begin with: otherwise the first collection comes after a sixty-fourth of the computer's memory.
  [ -z "${OPENVMAN_SHORT_LIVED:-}" ] || options+=(-XX:+UseSerialGC -Xms24m -Xmx768m -XX:-UsePerfData)
  local classpath
  classpath=$(printf '%s:' "$lib"/*.jar)
  # Archived class data make starts twice as fast; the archive goes with the build. A program that brings a function
  # `train FOLDER ARCHIVE JAVA_COMMAND...` makes it before its first run, others when that ends.
  local archive=$lib/$main.jsa
  if declare -F train > /dev/null; then
    archive=$lib/$main-trained.jsa
    if [ ! -e "$archive" ] && [ -w "$lib" ]; then
      echo "preparing fast starts, once after each build ..." >&2
      # shellcheck disable=SC2086  # options are words
      make_archive "$archive" java "${options[@]}" ${JAVA_OPTS:-} -Xlog:disable -cp "${classpath%:}" "$main"
    fi
  fi
  if [ -s "$archive" ]; then
    options+=(-XX:SharedArchiveFile="$archive" -Xshare:auto)
  elif [ -n "${OPENVMAN_SHORT_LIVED:-}" ] && ! declare -F train > /dev/null; then
    options+=(-XX:ArchiveClassesAtExit="$archive")
  fi
  # shellcheck disable=SC2086
  exec java "${options[@]}" -Xlog:disable -Xlog:all=error:stderr ${JAVA_OPTS:-} \
    -cp "${classpath%:}" "$main" "$@"
}
