package org.openvman.endpoint.wsman;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openvman.schema.cim.CimDateTime;

/** CIM datetimes as DSP0230 writes them in XML: xs:dateTime, xs:duration, xs:date, xs:time or the CIM text itself. */
final class XmlTime {
    private static final Pattern DURATION = Pattern.compile(
            "(-?)P(?:(\\d{1,9})D)?(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})(\\.\\d{1,9})?S)?)?");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS", Locale.ROOT);

    private XmlTime() {}

    static void write(XmlOutput out, CimDateTime value) {
        if (value.text().indexOf('*') >= 0) {
            out.leaf(Namespace.CIM, "CIM_DateTime", value.text());
        } else if (value.isInterval()) {
            out.leaf(Namespace.CIM, "Interval", text(value.toDuration()));
        } else {
            out.leaf(
                    Namespace.CIM, "Datetime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value.toOffsetDateTime()));
        }
    }

    /**
     * Reads the value of a datetime property, whichever form it has.
     *
     * @throws IllegalArgumentException naming the text
     */
    static CimDateTime read(XmlElement property) {
        if (property.children().isEmpty()) {
            return read(property.token());
        }
        XmlElement form = property.children().get(0);
        String text = form.token();
        try {
            return switch (form.name()) {
                case "Interval" -> CimDateTime.of(duration(text));
                case "Datetime" -> CimDateTime.of(point(text));
                case "Date" -> new CimDateTime(DATE.format(LocalDate.parse(text)) + "******.******+000");
                case "Time" -> new CimDateTime("********" + TIME.format(LocalTime.parse(text)) + "+000");
                case "CIM_DateTime" -> new CimDateTime(text);
                default -> throw new IllegalArgumentException("no form of a datetime: " + form.name());
            };
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a datetime: \"" + text + "\"", e);
        }
    }

    private static CimDateTime read(String text) {
        if (text.startsWith("P") || text.startsWith("-P")) {
            return CimDateTime.of(duration(text));
        }
        return text.indexOf('T') > 0 ? CimDateTime.of(point(text)) : new CimDateTime(text);
    }

    /**
     * A point in time of xs:dateTime; UTC when it names no zone.
     *
     * @throws IllegalArgumentException naming the text
     */
    static OffsetDateTime point(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException notWithZone) {
            try {
                return LocalDateTime.parse(text).atOffset(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("not an xs:dateTime: \"" + text + "\"", e);
            }
        }
    }

    /**
     * An xs:duration without years and months, which have no fixed length.
     *
     * @throws IllegalArgumentException naming the text
     */
    static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches() || text.endsWith("P") || text.endsWith("T")) {
            throw new IllegalArgumentException("not an xs:duration of days to seconds: \"" + text + "\"");
        }
        Duration length = Duration.ofDays(number(parts.group(2)))
                .plusHours(number(parts.group(3)))
                .plusMinutes(number(parts.group(4)))
                .plusSeconds(number(parts.group(5)));
        if (parts.group(6) != null) {
            length = length.plusNanos(number((parts.group(6) + "00000000").substring(1, 10)));
        }
        return parts.group(1).isEmpty() ? length : length.negated();
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** An xs:duration in days to seconds. */
    static String text(Duration length) {
        String time = Duration.ofSeconds(length.toSeconds() % 86_400, length.toNanosPart())
                .toString()
                .substring(1);
        return length.toDays() == 0 ? "P" + time : "P" + length.toDays() + "D" + (time.equals("T0S") ? "" : time);
    }
}
