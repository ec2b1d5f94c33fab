package org.openvman.schema.cim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CimDateTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T15:04:05.123456+01:00, 20261122150405.123456+060",
        "2026-11-22T15:04:05-05:30, 20261122150405.000000-330",
        "2026-01-02T03:04:05Z, 20260102030405.000000+000"
    })
    void pointsInTimeReadBack(OffsetDateTime point, String text) {
        CimDateTime datetime = CimDateTime.of(point);
        assertThat(datetime).hasToString(text);
        assertThat(datetime.isInterval()).isFalse();
        assertThat(datetime.toOffsetDateTime().toInstant()).isEqualTo(point.toInstant());
    }

    @Test
    void intervalsReadBack() {
        Duration interval =
                Duration.ofDays(12).plusHours(3).plusMinutes(4).plusSeconds(5).plusNanos(6_000);
        CimDateTime datetime = CimDateTime.of(interval);
        assertThat(datetime).hasToString("00000012030405.000006:000");
        assertThat(datetime.toDuration()).isEqualTo(interval);
    }

    @Test
    void oneKindIsNotTheOther() {
        CimDateTime interval = CimDateTime.of(Duration.ofMinutes(5));
        CimDateTime point = new CimDateTime("20261122150405.000000+000");
        assertThatThrownBy(interval::toOffsetDateTime).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(point::toDuration).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void unknownDigitsAreKeptButHaveNoTime() {
        CimDateTime datetime = new CimDateTime("20261122******.******+000");
        assertThat(datetime).hasToString("20261122******.******+000");
        assertThatThrownBy(datetime::toOffsetDateTime).hasMessageContaining("20261122******");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-22T15:04:05Z", "20261122150405.000000", "20261122150405.000000+0000"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> new CimDateTime(text)).hasMessageContaining("not a CIM datetime: \"" + text + "\"");
    }
}
