#!/bin/sh
# Makes a guest the database tier: loads the content and answers the named queries of queries.conf on port 3300.
set -eu

database=/var/lib/db/content.sqlite
routes=/srv/http
mkdir -p /var/lib/db "$routes"
rm -f "$database"
sqlite3 -bail "$database" < /ovf/content.sql

# One program serves all queries; it finds its statement by the name under which it is called.
cat > /usr/lib/db-query << EOF
#!/bin/sh
statement=\$(awk -v name="\${0##*/}" '\$1 == name { sub(/^[^ ]+ /, ""); print }' /ovf/queries.conf)
exec sqlite3 -readonly -header -separator '	' "$database" "\$statement"
EOF
chmod +x /usr/lib/db-query
grep '^[a-z]' /ovf/queries.conf | while read -r name _; do
  ln -sf /usr/lib/db-query "$routes/$name"
  "$routes/$name" > /dev/null
done

cat > "$routes/health" << EOF
#!/bin/sh
rows=\$(sqlite3 -readonly "$database" 'SELECT count(*) FROM customer') && [ "\$rows" -gt 0 ] && echo "ok, \$rows customers"
EOF
cat > "$routes/status" << 'EOF'
#!/bin/sh
echo "tier=database"
echo "hostname=$(hostname)"
echo "sid=$(ovf-property com.sap.db.sid)"
guest-size
EOF
chmod +x "$routes/health" "$routes/status"

"$routes/health"
serve-http 3300 "$routes"
