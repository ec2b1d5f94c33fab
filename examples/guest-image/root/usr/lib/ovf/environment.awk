# Prints the properties of an OVF environment document (DSP8027) that belong to this member, as KEY=VALUE lines.
# Entities describe the other members of the service and are skipped. XML prefixes, quotes and white space are free.

{ document = document $0 "\n" }

END {
  gsub(/\r\n?/, "\n", document)
  while (match(document, /<(!--|[^<>"']*("[^"]*"|'[^']*'|[^<>"'])*>)/)) {
    if (substr(document, RSTART, 4) == "<!--") {
      document = substr(document, RSTART + 4)
      end = index(document, "-->")
      document = end ? substr(document, end + 3) : ""
      continue
    }
    tag = substr(document, RSTART + 1, RLENGTH - 2)
    document = substr(document, RSTART + RLENGTH)
    element(tag)
  }
}

function element(tag,   name, closing, empty) {
  closing = sub(/^\//, "", tag)
  empty = tag ~ /\/$/
  match(tag, /^[^ \t\n\/]+/)
  name = substr(tag, 1, RLENGTH)
  sub(/^[^:]*:/, "", name)
  if (name == "Entity") {
    depth += closing ? -1 : empty ? 0 : 1
  } else if (name == "Property" && !closing && depth == 0) {
    print attribute(tag, "key") "=" escaped(attribute(tag, "value"))
  }
}

function attribute(tag, wanted,   name, value, quote) {
  sub(/^[^ \t\n]+/, "", tag)
  while (match(tag, /[^ \t\n=]+[ \t\n]*=[ \t\n]*["']/)) {
    name = substr(tag, RSTART, RLENGTH - 1)
    quote = substr(tag, RSTART + RLENGTH - 1, 1)
    tag = substr(tag, RSTART + RLENGTH)
    value = substr(tag, 1, index(tag, quote) - 1)
    tag = substr(tag, length(value) + 2)
    sub(/[ \t\n]*=[ \t\n]*$/, "", name)
    sub(/^[^:]*:/, "", name)
    if (name == wanted) {
      gsub(/[\t\n]/, " ", value) # XML 1.0, 3.3.3: literal white space in an attribute is a space
      return unescaped(value)
    }
  }
  return ""
}

function unescaped(text,   result, reference, end) {
  while (end = index(text, "&")) {
    result = result substr(text, 1, end - 1)
    text = substr(text, end + 1)
    end = index(text, ";")
    reference = substr(text, 1, end - 1)
    text = substr(text, end + 1)
    result = result character(reference)
  }
  return result text
}

function character(reference) {
  if (reference == "lt") return "<"
  if (reference == "gt") return ">"
  if (reference == "amp") return "&"
  if (reference == "quot") return "\""
  if (reference == "apos") return "'"
  if (reference ~ /^#[xX]/) return utf8(hexadecimal(substr(reference, 3)))
  return utf8(substr(reference, 2) + 0)
}

function hexadecimal(digits,   number, position) {
  for (position = 1; position <= length(digits); position++)
    number = number * 16 + index("0123456789abcdef", tolower(substr(digits, position, 1))) - 1
  return number
}

function utf8(code) {
  if (code < 128) return sprintf("%c", code)
  if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), tail(code))
  if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), tail(int(code / 64)), tail(code))
  return sprintf("%c%c%c%c", 240 + int(code / 262144), tail(int(code / 4096)), tail(int(code / 64)), tail(code))
}

function tail(code) { return 128 + code % 64 }

function escaped(text,   result, position, letter) {
  for (position = 1; position <= length(text); position++) {
    letter = substr(text, position, 1)
    result = result (letter == "\\" ? "\\\\" : letter == "\n" ? "\\n" : letter)
  }
  return result
}
