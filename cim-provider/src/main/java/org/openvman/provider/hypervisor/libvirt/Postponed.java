package org.openvman.provider.hypervisor.libvirt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openvman.provider.hypervisor.HypervisorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to wait for a host that is away. An answer that was lost with the connection says nothing about what happened:
 * each task looks first at what is there.
 */
final class Postponed {
    private static final Logger LOG = LoggerFactory.getLogger(Postponed.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    void add(Runnable task) {
        tasks.add(task);
    }

    /**
     * Does what waits, on the thread of the link.
     *
     * @param link tells a task that lost the host again, which goes on waiting, from one that failed
     */
    void run(LibvirtLink link) {
        for (int count = tasks.size(); count > 0; count--) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            try {
                task.run();
            } catch (HypervisorException e) {
                if (link.lostBy(e)) {
                    tasks.add(task);
                } else {
                    LOG.warn("what had waited for a host failed: {}", e.getMessage());
                }
            }
        }
    }
}
