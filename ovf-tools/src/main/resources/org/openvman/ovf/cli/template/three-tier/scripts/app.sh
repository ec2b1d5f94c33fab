#!/bin/sh
# Runs once in the guest, after its network is up. The properties of the manifest are in /run/ovf/properties as KEY=VALUE,
# the files of the manifest beside this script. The member is ready when the path of 'ready' answers on port 8000.
set -eu
mkdir -p /srv/www
printf 'ok\n' > /srv/www/health
printf '<h1>%s</h1>\n' "$(hostname)" > /srv/www/index.html
httpd -p 8000 -h /srv/www
