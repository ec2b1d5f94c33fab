package org.openvman.endpoint.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Gives up on a request whose content comes too slowly: who sends a byte now and then must not keep a thread.
 *
 * <p>Only the time counts in which content is waited for. Jetty has a limit of its own, but that one counts on while the
 * operation runs, and what it breaks is the answer to an operation that takes longer than its small request accounts for.
 */
public final class SlowContent extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int LEAST_BYTES_PER_SECOND = 100;
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletInputStream getInputStream() throws IOException {
                        return new Watched(request.getInputStream(), System::nanoTime);
                    }
                },
                response);
    }

    /** Content whose reader is told when it comes too slowly. */
    static final class Watched extends ServletInputStream {
        private final ServletInputStream content;
        private final LongSupplier nanoTime;
        private long waited;
        private long came;

        Watched(ServletInputStream content, LongSupplier nanoTime) {
            this.content = content;
            this.nanoTime = nanoTime;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            long begin = nanoTime.getAsLong();
            int read = content.read(target, offset, length);
            waited += nanoTime.getAsLong() - begin;
            came += Math.max(0, read);
            if (waited > GRACE_NANOS && came < LEAST_BYTES_PER_SECOND * TimeUnit.NANOSECONDS.toSeconds(waited)) {
                throw new IOException("its content came at less than " + LEAST_BYTES_PER_SECOND + " bytes a second");
            }
            return read;
        }

        @Override
        public int available() throws IOException {
            return content.available();
        }

        @Override
        public void close() throws IOException {
            content.close();
        }

        @Override
        public boolean isFinished() {
            return content.isFinished();
        }

        @Override
        public boolean isReady() {
            return content.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            content.setReadListener(listener);
        }
    }
}
