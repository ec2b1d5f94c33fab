#!/bin/sh
# Runs once in the guest, after its network is up. The properties of the manifest are in /run/ovf/properties as KEY=VALUE.
set -eu
greeting=$(sed -n 's/^org\.example\.greeting=//p' /run/ovf/properties)
mkdir -p /srv/www
printf '<h1>%s from %s</h1>\n' "$greeting" "$(hostname)" > /srv/www/index.html
httpd -p 8080 -h /srv/www
