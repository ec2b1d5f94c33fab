package org.openvman.provider.hypervisor.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** A list of libvirt's typed parameters for a call; its memory is freed when it is closed. */
final class TypedParameters implements AutoCloseable {
    private static final int ULLONG = 4;
    private static final int STRING = 7;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Memory> allocated = new ArrayList<>();

    private record Entry(String name, int type, ObjLongConsumer<Memory> write) {}

    TypedParameters with(String name, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Memory text = allocate(bytes.length + 1L);
        text.write(0, bytes, 0, bytes.length);
        entries.add(new Entry(name, STRING, (list, offset) -> list.setPointer(offset, text)));
        return this;
    }

    TypedParameters with(String name, long value) {
        entries.add(new Entry(name, ULLONG, (list, offset) -> list.setLong(offset, value)));
        return this;
    }

    int count() {
        return entries.size();
    }

    /** An array of virTypedParameter, ours until this is closed. */
    Pointer array() {
        Memory list = allocate((long) DomainStats.PARAMETER_SIZE * Math.max(1, entries.size()));
        long offset = 0;
        for (Entry entry : entries) {
            list.setString(offset, entry.name(), StandardCharsets.US_ASCII.name());
            list.setInt(offset + DomainStats.PARAMETER_TYPE, entry.type());
            entry.write().accept(list, offset + DomainStats.PARAMETER_VALUE);
            offset += DomainStats.PARAMETER_SIZE;
        }
        return list;
    }

    private Memory allocate(long bytes) {
        Memory memory = new Memory(bytes);
        memory.clear();
        allocated.add(memory);
        return memory;
    }

    @Override
    public void close() {
        allocated.forEach(Memory::close);
    }
}
