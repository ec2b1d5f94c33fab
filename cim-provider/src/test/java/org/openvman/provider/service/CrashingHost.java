package org.openvman.provider.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.Volumes;

/**
 * Stands between the endpoint and a host, and kills the endpoint at a call that changes something: the endpoint can do
 * nothing more there, the host stays as it is.
 */
final class CrashingHost {
    private static final Set<String> CHANGES =
            Set.of("define", "undefine", "power", "modifyDevice", "create", "createFrom", "upload", "delete");

    private final AtomicInteger calls = new AtomicInteger();
    private final int fatalCall;
    private final boolean afterwards;
    private volatile boolean dead;

    /** The end of the process, as far as a test can have it: nobody catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Kills at that changing call, before or after the host has done it. */
    CrashingHost(int fatalCall, boolean afterwards) {
        this.fatalCall = fatalCall;
        this.afterwards = afterwards;
    }

    static CrashingHost never() {
        return new CrashingHost(-1, false);
    }

    void kill() {
        dead = true;
        throw new Killed();
    }

    boolean killed() {
        return dead;
    }

    /** The host as the endpoint sees it; closing it leaves the host open. */
    Hypervisor watch(Hypervisor host) {
        Volumes volumes = proxy(Volumes.class, host.volumes().orElseThrow());
        return (Hypervisor) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Hypervisor.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "close" -> null;
                    case "volumes" -> Optional.of(volumes);
                    default -> call(host, method, arguments);
                });
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (dead && CHANGES.contains(method.getName())) {
            throw new Killed();
        }
        boolean fatal = CHANGES.contains(method.getName()) && calls.getAndIncrement() == fatalCall;
        if (fatal && !afterwards) {
            kill();
        }
        try {
            Object result = method.invoke(target, arguments);
            if (fatal) {
                kill();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
