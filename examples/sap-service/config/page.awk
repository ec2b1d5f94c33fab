# Fills the page template: first file KEY=VALUE lines, an empty line, then tab separated rows whose first one is the
# header; second file the template, where {{KEY}} stands for a value and {{orders}} for the table of the rows.

FNR == 1 { file++ }

file == 1 && !rows && /^$/ { rows = 1; next }

file == 1 && !rows {
  equals = index($0, "=")
  value[substr($0, 1, equals - 1)] = html(substr($0, equals + 1))
  next
}

file == 1 {
  cell = rows == 1 ? "th" : "td"
  line = ""
  columns = split(html($0), column, "\t")
  for (i = 1; i <= columns; i++)
    line = line "<" cell (column[i] ~ /^[0-9.]+$/ ? " class=\"number\">" : ">") column[i] "</" cell ">"
  table = table "<tr>" line "</tr>\n"
  rows++
  next
}

{
  while (match($0, /\{\{[^}]*\}\}/)) {
    key = substr($0, RSTART + 2, RLENGTH - 4)
    printf "%s%s", substr($0, 1, RSTART - 1), key == "orders" ? "<table>\n" table "</table>" : value[key]
    $0 = substr($0, RSTART + RLENGTH)
  }
  print
}

function html(text) {
  gsub(/&/, "\\&amp;", text)
  gsub(/</, "\\&lt;", text)
  gsub(/>/, "\\&gt;", text)
  gsub(/"/, "\\&quot;", text)
  return text
}
