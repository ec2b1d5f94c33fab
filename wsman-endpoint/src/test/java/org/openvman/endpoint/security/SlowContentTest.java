package org.openvman.endpoint.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowContentTest {
    private long now;

    @Test
    void contentThatComesByteByByteIsGivenUp() throws IOException {
        ServletInputStream content = content(Duration.ofMillis(500), 1);
        byte[] buffer = new byte[100];

        for (int i = 0; i < 10; i++) {
            assertThat(content.read(buffer, 0, buffer.length)).isEqualTo(1);
        }
        assertThatThrownBy(() -> content.read(buffer, 0, buffer.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("less than 100 bytes a second");
    }

    @Test
    void contentThatComesSlowlyButSteadilyIsRead() throws IOException {
        ServletInputStream content = content(Duration.ofMillis(500), 60);

        for (int i = 0; i < 1000; i++) {
            assertThat(content.read(new byte[100], 0, 100)).isEqualTo(60);
        }
    }

    // The operation of a small request may take minutes; what is read after it must not break the answer.
    @Test
    void onlyWaitingForContentCounts() throws IOException {
        ServletInputStream content = content(Duration.ofMillis(1), 1);

        assertThat(content.read()).isZero();
        now += Duration.ofMinutes(10).toNanos();
        assertThat(content.read()).isZero();
    }

    /** Every read takes that time and yields that much. */
    private ServletInputStream content(Duration each, int bytes) {
        return new SlowContent.Watched(
                new ServletInputStream() {
                    @Override
                    public int read() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) {
                        now += each.toNanos();
                        return Math.min(bytes, length);
                    }

                    @Override
                    public boolean isFinished() {
                        return false;
                    }

                    @Override
                    public boolean isReady() {
                        return true;
                    }

                    @Override
                    public void setReadListener(ReadListener listener) {
                        throw new UnsupportedOperationException();
                    }
                },
                () -> now);
    }
}
