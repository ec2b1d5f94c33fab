package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt.VirConnectCloseFunc;
import org.openvman.provider.hypervisor.SystemId;

/**
 * The events of one connection. Which event it was does not matter to us: something changed, so it is read again. That
 * a pool was refreshed is not among them: we do that ourselves whenever a volume is looked for.
 *
 * <p>Callbacks come on the thread of the event loop, which must not wait: the listener only takes notes. libvirt calls
 * the functions as long as the connection is open, so this object must be kept as long.
 */
final class LibvirtEvents {
    /** virDomainEventID */
    private static final int LIFECYCLE = 0;

    private static final int REBOOT = 1;
    private static final int TRAY_CHANGE = 10;
    private static final int BALLOON_CHANGE = 13;
    private static final int DEVICE_REMOVED = 15;
    private static final int TUNABLE = 17;
    private static final int DEVICE_ADDED = 19;
    private static final int DEVICE_REMOVAL_FAILED = 22;
    private static final int METADATA_CHANGE = 23;

    /** virNetworkEventID, virStoragePoolEventID */
    private static final int NETWORK_LIFECYCLE = 0;

    private static final int POOL_LIFECYCLE = 0;

    /** Why libvirt closed a connection, virConnectCloseReason in order. */
    private static final String[] CLOSE_REASONS = {
        "the connection failed", "libvirt closed the connection", "libvirt does not answer", "closed by us"
    };

    private final NativeLibvirt functions;
    private final Map<Integer, Callback> domainCallbacks = new LinkedHashMap<>();
    private final NativeLibvirt.LifecycleCallback hostLifecycle;
    private final VirConnectCloseFunc closed;
    private final List<Consumer<ConnectionPointer>> registered = new ArrayList<>();

    LibvirtEvents(
            LibvirtLibrary library, Consumer<SystemId> systemChanged, Runnable hostChanged, Consumer<String> lost) {
        this.functions = library.functions();
        Consumer<Pointer> changed = domain -> systemChanged.accept(id(domain));
        domainCallbacks.put(
                LIFECYCLE, (NativeLibvirt.LifecycleCallback) (connection, domain, event, detail, opaque) -> {
                    changed.accept(domain);
                    return 0;
                });
        domainCallbacks.put(
                REBOOT, (NativeLibvirt.PlainCallback) (connection, domain, opaque) -> changed.accept(domain));
        domainCallbacks.put(TRAY_CHANGE, (NativeLibvirt.TrayCallback)
                (connection, domain, alias, reason, opaque) -> changed.accept(domain));
        domainCallbacks.put(BALLOON_CHANGE, (NativeLibvirt.BalloonCallback)
                (connection, domain, kibibytes, opaque) -> changed.accept(domain));
        for (int event : new int[] {DEVICE_REMOVED, DEVICE_ADDED, DEVICE_REMOVAL_FAILED}) {
            domainCallbacks.put(event, (NativeLibvirt.DeviceCallback)
                    (connection, domain, alias, opaque) -> changed.accept(domain));
        }
        domainCallbacks.put(TUNABLE, (NativeLibvirt.TunableCallback)
                (connection, domain, parameters, count, opaque) -> changed.accept(domain));
        domainCallbacks.put(METADATA_CHANGE, (NativeLibvirt.MetadataCallback)
                (connection, domain, type, namespace, opaque) -> changed.accept(domain));
        hostLifecycle = (connection, object, event, detail, opaque) -> {
            hostChanged.run();
            return 0;
        };
        closed = (connection, reason, opaque) ->
                lost.accept(reason >= 0 && reason < CLOSE_REASONS.length ? CLOSE_REASONS[reason] : "closed");
    }

    /** Registers for every event that the driver has; what it lacks is left out. */
    void register(LibvirtConnection connection) {
        connection.call(pointer -> {
            functions.virConnectRegisterCloseCallback(pointer, closed, null, null);
            domainCallbacks.forEach((event, callback) -> note(
                    functions.virConnectDomainEventRegisterAny(pointer, null, event, callback, null, null),
                    functions::virConnectDomainEventDeregisterAny));
            note(
                    functions.virConnectNetworkEventRegisterAny(
                            pointer, null, NETWORK_LIFECYCLE, hostLifecycle, null, null),
                    functions::virConnectNetworkEventDeregisterAny);
            note(
                    functions.virConnectStoragePoolEventRegisterAny(
                            pointer, null, POOL_LIFECYCLE, hostLifecycle, null, null),
                    functions::virConnectStoragePoolEventDeregisterAny);
            return 0;
        });
    }

    private void note(int callback, Deregistration by) {
        if (callback >= 0) {
            registered.add(pointer -> by.deregister(pointer, callback));
        }
    }

    /** To be called before the connection is closed: each registration holds a reference to it. */
    void unregister(LibvirtConnection connection) {
        connection.call(pointer -> {
            functions.virConnectUnregisterCloseCallback(pointer, closed);
            registered.forEach(registration -> registration.accept(pointer));
            return 0;
        });
    }

    /** One of libvirt's functions for it. */
    private interface Deregistration {
        int deregister(ConnectionPointer connection, int callback);
    }

    private SystemId id(Pointer domain) {
        byte[] bytes = new byte[16];
        functions.virDomainGetUUID(new DomainPointer(domain), bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SystemId(new UUID(buffer.getLong(), buffer.getLong()));
    }
}
