package org.openvman.provider.profile.virtualization;

import org.openvman.provider.job.JobProgress;

/** The progress of a job that goes through so many bytes. */
final class ByteProgress {
    private final JobProgress progress;
    private final long total;
    private long done;
    private int percent;

    /**
     * Nothing is done yet.
     *
     * @param total as far as it is known before
     */
    ByteProgress(JobProgress progress, long total) {
        this.progress = progress;
        this.total = Math.max(1, total);
    }

    /** So many more bytes are done. */
    synchronized void advanced(long bytes, String what) {
        done += bytes;
        int now = (int) Math.min(99, done * 100.0 / total);
        if (now > percent) {
            percent = now;
            progress.at(percent, what);
        }
    }
}
