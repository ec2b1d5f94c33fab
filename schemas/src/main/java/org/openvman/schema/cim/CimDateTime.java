package org.openvman.schema.cim;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CIM datetime: a point in time or an interval, in its 25 character form (DSP0004, datetime type).
 *
 * <p>Points look like {@code yyyymmddhhmmss.mmmmmmsutc}, intervals like {@code ddddddddhhmmss.mmmmmm:000}. The text is
 * what travels and what is compared; asterisks for unknown digits are kept.
 */
public record CimDateTime(String text) {
    private static final Pattern POINT = Pattern.compile("[0-9*]{14}\\.[0-9*]{6}[+-][0-9]{3}");
    private static final Pattern INTERVAL =
            Pattern.compile("([0-9]{8})([0-9]{2})([0-9]{2})([0-9]{2})\\.([0-9]{6}):000");
    private static final Pattern INTERVAL_WITH_UNKNOWNS = Pattern.compile("[0-9*]{14}\\.[0-9*]{6}:000");
    private static final DateTimeFormatter POINT_FORMAT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSSSS", Locale.ROOT);

    public CimDateTime {
        if (!POINT.matcher(text).matches()
                && !INTERVAL_WITH_UNKNOWNS.matcher(text).matches()) {
            throw new IllegalArgumentException("not a CIM datetime: \"" + text
                    + "\" (expected yyyymmddhhmmss.mmmmmmsutc or ddddddddhhmmss.mmmmmm:000)");
        }
    }

    public static CimDateTime of(OffsetDateTime point) {
        int minutes = point.getOffset().getTotalSeconds() / 60;
        return new CimDateTime(
                POINT_FORMAT.format(point) + (minutes < 0 ? "-" : "+") + String.format("%03d", Math.abs(minutes)));
    }

    public static CimDateTime of(Duration interval) {
        return new CimDateTime(String.format(
                "%08d%02d%02d%02d.%06d:000",
                interval.toDays(),
                interval.toHoursPart(),
                interval.toMinutesPart(),
                interval.toSecondsPart(),
                interval.toNanosPart() / 1000));
    }

    public boolean isInterval() {
        return text.endsWith(":000");
    }

    /**
     * The interval as a duration.
     *
     * @throws IllegalStateException if this is a point in time or has unknown digits
     */
    public Duration toDuration() {
        Matcher parts = INTERVAL.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("not a complete interval: " + text);
        }
        return Duration.ofDays(Long.parseLong(parts.group(1)))
                .plusHours(Long.parseLong(parts.group(2)))
                .plusMinutes(Long.parseLong(parts.group(3)))
                .plusSeconds(Long.parseLong(parts.group(4)))
                .plusNanos(Long.parseLong(parts.group(5)) * 1000);
    }

    /**
     * The point in time.
     *
     * @throws IllegalStateException if this is an interval or has unknown digits
     */
    public OffsetDateTime toOffsetDateTime() {
        if (isInterval() || text.indexOf('*') >= 0) {
            throw new IllegalStateException("not a complete point in time: " + text);
        }
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(Integer.parseInt(text.substring(21)) * 60);
        return java.time.LocalDateTime.from(POINT_FORMAT.parse(text.substring(0, 21)))
                .with(ChronoField.MICRO_OF_SECOND, Long.parseLong(text.substring(15, 21)))
                .atOffset(offset);
    }

    @Override
    public String toString() {
        return text;
    }
}
