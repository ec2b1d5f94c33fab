#!/usr/bin/env bash
# Tests what the guest does with hostile text, with the busybox of the guest but without a guest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

expect() { # NAME EXPECTED ACTUAL
  if [[ $2 == "$3" ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n--- expected\n%s\n--- actual\n%s\n' "$1" "$2" "$3"
  fi
}

properties() { busybox awk -f root/usr/lib/ovf/environment.awk; }

expect 'references of XML are resolved once' 'text=<a> & "b" '\''c'\'' &lt;' \
  "$(properties <<< '<E><Property key="text" value="&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos; &amp;lt;"/></E>')"
expect 'character references become UTF-8' 'text=Aö€😀' \
  "$(properties <<< '<E><Property key="text" value="&#65;&#xF6;&#x20ac;&#128512;"/></E>')"
expect 'quotes, order, prefixes and white space are free' 'a.b=it is "so" />' \
  "$(properties <<< $'<x:E xmlns:x="u"><x:Property\n  x:value = \'it is "so" />\'\n\tx:key="a.b"></x:Property></x:E>')"
expect 'one property is one line' 'text=a\\n\nb c' \
  "$(properties <<< $'<E><Property key="text" value="a\\n&#10;b\nc"/></E>')"
expect 'properties of other members are skipped' $'a=own\nb=own' \
  "$(properties <<< '<E><Property key="a" value="own"/><Entity id="x"><Property key="a" value="no"/></Entity><Entity id="y"/><Property key="b" value="own"/></E>')"
expect 'comments hold no properties' 'a=1' \
  "$(properties <<< $'<E><!-- it\'s <Property key="no" value="x"/> --><Property key="a" value="1"/></E>')"

request() { HTTP_ROUTES=$work/routes HTTP_LOG=/dev/null busybox sh root/usr/lib/ovf/http-request 2>&1 | tr -d '\r'; }
status() { request | head -n 1; }
mkdir "$work/routes"
# shellcheck disable=SC2016
printf '#!/bin/sh\necho "hi $QUERY_STRING"\n' > "$work/routes/index"
printf '#!/bin/sh\necho broken\nexit 1\n' > "$work/routes/health"
chmod +x "$work/routes"/*
touch "$work/outside"

expect 'a page is served' $'HTTP/1.1 200 OK\nContent-Type: text/plain; charset=utf-8\nContent-Length: 7\nConnection: close\n\nhi a=b' \
  "$(printf 'GET /?a=b HTTP/1.1\r\nHost: x\r\n\r\n' | request)"
expect 'a failing program is 503' 'HTTP/1.1 503 Service Unavailable' "$(printf 'GET /health HTTP/1.1\r\n\r\n' | status)"
expect 'other paths are 404' 'HTTP/1.1 404 Not Found' "$(printf 'GET /../outside HTTP/1.1\r\n\r\n' | status)"
expect 'other methods are 405' 'HTTP/1.1 405 Method Not Allowed' "$(printf 'POST / HTTP/1.1\r\n\r\n' | status)"
expect 'HEAD has no body' '' "$(printf 'HEAD / HTTP/1.1\r\n\r\n' | request | sed '1,/^$/d')"

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
