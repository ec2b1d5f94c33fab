#!/bin/sh
# Makes a guest the web dispatcher: serves the page of the business system on port 8080.
set -eu

routes=/srv/http
mkdir -p "$routes"
application=$(ovf-property com.sap.app.host) || {
  echo "dispatcher: the property com.sap.app.host is missing"
  exit 1
}

cat > /usr/bin/from-application << EOF
#!/bin/sh
# Not wget -T: it crashes in the busybox of Debian 12.
exec timeout 8 wget -q -O - "http://$application:8000/\$1"
EOF
chmod +x /usr/bin/from-application

cat > "$routes/health" << 'EOF'
#!/bin/sh
application=$(from-application health) && echo "ok, application server: $application"
EOF

cat > "$routes/status" << 'EOF'
#!/bin/sh
echo "tier=web dispatcher"
echo "hostname=$(hostname)"
guest-size
EOF

# The page: its values are the properties of this guest, its own status and that of the application server.
cat > "$routes/index" << 'EOF'
#!/bin/sh
status=$(from-application status) || { echo "The application server does not answer."; exit 1; }
orders=$(from-application orders) || { echo "The database does not answer."; exit 1; }
{
  cat /run/ovf/properties
  /srv/http/status | sed 's/^/dispatcher./'
  printf '%s\n' "$status" | sed 's/^/app./'
  echo "time=$(date -u '+%Y-%m-%d %H:%M:%S') UTC"
  printf '\n%s\n' "$orders"
} | awk -f /ovf/page.awk - /ovf/page.html
EOF
chmod +x "$routes"/*

serve-http 8080 "$routes"
