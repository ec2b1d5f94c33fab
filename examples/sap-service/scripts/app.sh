#!/bin/sh
# Makes a guest an application server: serves status, key figures and the data of the database tier on port 8000.
set -eu

routes=/srv/http
mkdir -p "$routes" /run/users
database=$(ovf-property com.sap.db.host) || {
  echo "app: the property com.sap.db.host is missing"
  exit 1
}

cat > /usr/bin/profile << 'EOF'
#!/bin/sh
# profile NAME: a parameter of the instance profile
awk -v name="$1" '$1 == name { print $3; found = 1 } END { exit !found }' /ovf/instance.profile
EOF
chmod +x /usr/bin/profile
cat > /usr/bin/from-database << EOF
#!/bin/sh
# Not wget -T: it crashes in the busybox of Debian 12.
exec timeout 4 wget -q -O - "http://$database:$(profile database/port)/\$1"
EOF
chmod +x /usr/bin/from-database

cat > "$routes/health" << 'EOF'
#!/bin/sh
database=$(from-database health) && echo "ok, database: $database"
EOF

cat > "$routes/status" << 'EOF'
#!/bin/sh
# The numbers of work processes follow the CPUs and the memory that the guest has now.
eval "$(guest-size)"
case $(hostname) in
  *[!0-9]1 | *[!0-9]) role="central instance" ;;
  *) role="dialog instance" ;;
esac
echo "tier=application server"
echo "role=$role"
echo "hostname=$(hostname)"
echo "sid=$(ovf-property com.sap.system.sid)"
echo "number=$(ovf-property com.sap.system.number)"
echo "cpus=$cpus"
echo "memory_mib=$memory_mib"
awk -v cpus="$cpus" -v memory="$memory_mib" -v each="$(profile rdisp/memory_mib_per_work_process)" \
  -v dialog="$(ovf-property com.sap.di.wp_no_dia_per_vcpu 3)" -v update="$(ovf-property com.sap.di.wp_no_vb_per_vcpu 1)" \
  -v share="$(ovf-property com.sap.di.ram_allocation 0.75)" 'BEGIN {
    update *= cpus; dialog *= cpus
    fit = int(memory * share / each) - update
    if (dialog > fit) dialog = fit
    if (dialog < 1) dialog = 1
    print "dialog_work_processes=" dialog
    print "update_work_processes=" update
  }'
from-database status | sed 's/^/database./'
EOF

for name in customers orders revenue; do
  cat > "$routes/$name" << EOF
#!/bin/sh
exec from-database $name
EOF
done

cat > "$routes/logon" << 'EOF'
#!/bin/sh
# /logon?user=NAME: the user counts as active for some minutes
user=${QUERY_STRING#user=}
case $user in
  '' | *[!a-z0-9]*) echo "logon needs ?user=NAME, lower case letters and digits"; exit 1 ;;
esac
touch "/run/users/$user"
echo "$user is logged on"
EOF

cat > "$routes/kpi" << 'EOF'
#!/bin/sh
# The key figures of the manifest, measured at this moment.
milliseconds() { awk '{ printf "%d", $1 * 1000 }' /proc/uptime; }
begin=$(milliseconds)
from-database orders > /dev/null || exit 1
echo "ResponseTime=$(($(milliseconds) - begin))"
echo "AvgUsersPerDI=$(find /run/users -type f -mmin "-$(profile users/active_minutes)" | wc -l)"
EOF
chmod +x "$routes"/*

serve-http "$(profile instance/port)" "$routes"
