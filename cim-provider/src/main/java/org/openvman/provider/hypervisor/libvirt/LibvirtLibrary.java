package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/**
 * The native library, loaded once a process, and the translation of its errors.
 *
 * <p>libvirt keeps the last error of each thread; it is read right after the call that failed, on the same thread.
 */
final class LibvirtLibrary {
    private static final NativeLibvirt.ErrorCallback QUIET = (userData, error) -> {};

    private final NativeLibvirt functions;

    LibvirtLibrary(NativeLibvirt functions) {
        this.functions = functions;
    }

    /**
     * Loads the library.
     *
     * @throws HypervisorException UNSUPPORTED if it is not installed
     */
    static LibvirtLibrary load() {
        return new LibvirtLibrary(Loaded.functions());
    }

    NativeLibvirt functions() {
        return functions;
    }

    /** What only QEMU has; empty if that part of libvirt is not installed. */
    static Optional<NativeQemu> qemu() {
        return Loaded.QEMU;
    }

    /** Passes a result on, unless it says that the call failed. */
    int check(int result, String what) {
        if (result < 0) {
            throw failure(what);
        }
        return result;
    }

    <P> P check(@Nullable P result, String what) {
        if (result == null) {
            throw failure(what);
        }
        return result;
    }

    /** The last error of this thread as an exception; the message begins with what was tried. */
    HypervisorException failure(String what) {
        int code = functions.virGetLastErrorCode();
        String message = functions.virGetLastErrorMessage();
        String text = message == null ? "libvirt gave no reason" : message;
        return new HypervisorException(
                LibvirtError.reason(code, text), what + ": " + text.strip() + LibvirtError.lacking(text));
    }

    /** The number of the last error of this thread, 0 for none. */
    int lastErrorCode() {
        return functions.virGetLastErrorCode();
    }

    /** The objects of one of libvirt's arrays, which is freed; each object is the caller's to free. */
    static <P extends PointerType> List<P> objects(PointerByReference array, int count, Function<Pointer, P> type) {
        Pointer start = array.getValue();
        List<P> objects = new ArrayList<>(count);
        for (Pointer object : start.getPointerArray(0, count)) {
            objects.add(type.apply(object));
        }
        Native.free(Pointer.nativeValue(start));
        return objects;
    }

    /** Sets a pointer of the binding, whose types mostly lack a constructor for it. */
    static <P extends PointerType> P typed(P type, Pointer pointer) {
        type.setPointer(pointer);
        return type;
    }

    /** Loading is the JVM's affair: a native library has one state for the whole process. */
    private static final class Loaded {
        private static final @Nullable NativeLibvirt FUNCTIONS = loadOrNull();
        private static final Optional<NativeQemu> QEMU = loadQemu();

        private static Optional<NativeQemu> loadQemu() {
            try {
                return Optional.of(
                        Native.load("virt-qemu", NativeQemu.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
            } catch (UnsatisfiedLinkError e) {
                return Optional.empty();
            }
        }

        private static NativeLibvirt functions() {
            if (FUNCTIONS == null) {
                throw new HypervisorException(
                        Reason.UNSUPPORTED, "libvirt is not installed: the library libvirt.so.0 cannot be loaded");
            }
            return FUNCTIONS;
        }

        private static @Nullable NativeLibvirt loadOrNull() {
            try {
                NativeLibvirt library =
                        Native.load("virt", NativeLibvirt.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
                library.virInitialize();
                // Without a handler libvirt prints every error on standard error.
                library.virSetErrorFunc(null, QUIET);
                return library;
            } catch (UnsatisfiedLinkError e) {
                return null;
            }
        }
    }
}
