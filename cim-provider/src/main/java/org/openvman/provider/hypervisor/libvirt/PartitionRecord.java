package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.openvman.provider.hypervisor.ResourceKind;

/**
 * The partitions that clients have made on a host, with their limits. The kernel forgets them when the host restarts; a file
 * of ours does not: {@code PROCESSOR.NAME=50}.
 */
final class PartitionRecord {
    private final Optional<Path> file;
    private final Map<ResourceKind, Map<String, Long>> limits = new EnumMap<>(ResourceKind.class);

    private PartitionRecord(Optional<Path> file) {
        this.file = file;
    }

    static PartitionRecord inMemory() {
        return new PartitionRecord(Optional.empty());
    }

    static PartitionRecord inFile(Path path) {
        PartitionRecord record = new PartitionRecord(Optional.of(path));
        if (Files.exists(path)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
            for (String key : properties.stringPropertyNames()) {
                int dot = key.indexOf('.');
                record.of(ResourceKind.valueOf(key.substring(0, dot)))
                        .put(key.substring(dot + 1), Long.parseLong(properties.getProperty(key)));
            }
        }
        return record;
    }

    synchronized Map<ResourceKind, Map<String, Long>> limits() {
        Map<ResourceKind, Map<String, Long>> copy = new EnumMap<>(ResourceKind.class);
        limits.forEach((kind, each) -> copy.put(kind, Map.copyOf(each)));
        return copy;
    }

    synchronized void put(ResourceKind kind, String name, long capacity) {
        of(kind).put(name, capacity);
        write();
    }

    synchronized void remove(ResourceKind kind, String name) {
        of(kind).remove(name);
        write();
    }

    private Map<String, Long> of(ResourceKind kind) {
        return limits.computeIfAbsent(kind, any -> new TreeMap<>());
    }

    private void write() {
        if (file.isEmpty()) {
            return;
        }
        Properties properties = new Properties();
        limits.forEach((kind, each) ->
                each.forEach((name, capacity) -> properties.setProperty(kind + "." + name, Long.toString(capacity))));
        Path path = file.orElseThrow();
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(next)) {
                properties.store(writer, "Pools of processors (percent) and memory (bytes) of this host");
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
