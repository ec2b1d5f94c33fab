package org.openvman.provider.hypervisor.libvirt;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.openvman.provider.hypervisor.Hypervisor;

/** Stands before a host and lets something happen right before it is asked for something. */
public final class FaultPoint {
    private static final Consumer<String> NOTHING = method -> {};

    private volatile Consumer<String> before = NOTHING;

    /** The host as the provider sees it. */
    public Hypervisor watch(Hypervisor host) {
        return (Hypervisor) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Hypervisor.class}, (proxy, method, arguments) -> {
                    before.accept(method.getName());
                    try {
                        return method.invoke(host, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Before the next call of that method of {@link Hypervisor}. */
    public void onceBefore(String method, Runnable fault) {
        before = called -> {
            if (called.equals(method)) {
                before = NOTHING;
                fault.run();
            }
        };
    }
}
