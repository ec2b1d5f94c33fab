package org.openvman.provider.job;

/** What a job does. */
@FunctionalInterface
public interface JobWork {
    /**
     * Runs on a thread of the engine. Ends normally for success; any exception fails the job with its message.
     *
     * @throws InterruptedException when the job is asked to terminate; what was begun is undone by then
     */
    void run(JobProgress progress) throws Exception;
}
