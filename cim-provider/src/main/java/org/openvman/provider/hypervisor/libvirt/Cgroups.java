package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.openvman.provider.hypervisor.HypervisorException;
import org.openvman.provider.hypervisor.HypervisorException.Reason;
import org.openvman.provider.hypervisor.ResourceKind;
import org.openvman.provider.hypervisor.ResourcePool;

/**
 * The cgroups (version 1) in which a libvirt daemon puts what it runs. A partition {@code /machine/NAME} of domain XML is the
 * group {@code machine/NAME.partition} of every controller; libvirt wants it to be there, and gives it no limits.
 *
 * @param root where the controllers are mounted
 */
record Cgroups(Path root) {
    private static final String MACHINE = "machine";
    private static final String SUFFIX = ".partition";

    /** Those in which libvirt makes groups for domains. */
    private static final List<String> CONTROLLERS =
            List.of("cpu", "cpuacct", "cpuset", "memory", "devices", "blkio", "freezer");

    private static final List<String> INHERITED = List.of("cpuset.cpus", "cpuset.mems");
    private static final long PERIOD_MICROSECONDS = 100_000;
    private static final long UNLIMITED = -1;

    /** Limits of memory from here on are the kernel's way to say that there is none. */
    private static final long NO_MEMORY_LIMIT = 1L << 62;

    boolean isVersion1() {
        return Files.isDirectory(root.resolve("cpu")) && Files.isDirectory(root.resolve("memory"));
    }

    boolean isWritable() {
        return Files.isWritable(root.resolve("cpu")) && Files.isWritable(root.resolve("memory"));
    }

    boolean exists(String name) {
        return Files.isDirectory(partition(controller(ResourceKind.PROCESSOR), name));
    }

    /** The partitions with a limit of that kind, in the units of {@link ResourcePool#capacity}. */
    Map<String, Long> limits(ResourceKind kind) {
        Map<String, Long> limits = new TreeMap<>();
        Path machine = controller(kind).resolve(MACHINE);
        if (!Files.isDirectory(machine)) {
            return limits;
        }
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(machine, "*" + SUFFIX)) {
            for (Path group : groups) {
                String file = group.getFileName().toString();
                limit(kind, group)
                        .ifPresent(limit -> limits.put(file.substring(0, file.length() - SUFFIX.length()), limit));
            }
        } catch (IOException e) {
            throw failed("cannot list " + machine, e);
        }
        return limits;
    }

    OptionalLong limit(ResourceKind kind, String name) {
        return limit(kind, partition(controller(kind), name));
    }

    private static OptionalLong limit(ResourceKind kind, Path group) {
        Optional<Long> value = read(limitFile(kind, group));
        if (kind == ResourceKind.MEMORY) {
            return value.filter(bytes -> bytes < NO_MEMORY_LIMIT).stream()
                    .mapToLong(Long::longValue)
                    .findFirst();
        }
        long period = read(group.resolve("cpu.cfs_period_us")).orElse(PERIOD_MICROSECONDS);
        return value.filter(quota -> quota > 0).stream()
                .mapToLong(quota -> Math.max(1, quota * ResourcePool.PROCESSOR_PERCENT / period))
                .findFirst();
    }

    /** Makes the partition unless it is there, and limits it. */
    void limit(ResourceKind kind, String name, long capacity) {
        for (String each : CONTROLLERS) {
            Path controller = root.resolve(each);
            if (Files.isDirectory(controller)) {
                make(controller.resolve(MACHINE));
                make(partition(controller, name));
            }
        }
        Path group = partition(controller(kind), name);
        if (kind == ResourceKind.PROCESSOR) {
            write(group.resolve("cpu.cfs_period_us"), PERIOD_MICROSECONDS);
            write(limitFile(kind, group), capacity * PERIOD_MICROSECONDS / ResourcePool.PROCESSOR_PERCENT);
        } else {
            write(limitFile(kind, group), capacity);
        }
    }

    void unlimit(ResourceKind kind, String name) {
        write(limitFile(kind, partition(controller(kind), name)), UNLIMITED);
    }

    /** Removes a partition in which nothing runs. */
    void remove(String name) {
        for (String each : CONTROLLERS) {
            try {
                Files.deleteIfExists(partition(root.resolve(each), name));
            } catch (IOException e) {
                throw new HypervisorException(
                        Reason.IN_USE, "something runs in partition \"" + name + "\": " + e.getMessage(), e);
            }
        }
    }

    private static void make(Path group) {
        if (Files.isDirectory(group)) {
            return;
        }
        try {
            Files.createDirectory(group);
            for (String setting : INHERITED) {
                Path file = group.resolve(setting);
                // A new group of this controller cannot be used before it has processors and memory nodes.
                if (Files.exists(file)) {
                    Files.writeString(file, Files.readString(group.resolveSibling(setting)));
                }
            }
        } catch (IOException e) {
            throw failed("cannot make " + group, e);
        }
    }

    private Path controller(ResourceKind kind) {
        return root.resolve(kind == ResourceKind.PROCESSOR ? "cpu" : "memory");
    }

    private static Path partition(Path controller, String name) {
        return controller.resolve(MACHINE).resolve(name + SUFFIX);
    }

    private static Path limitFile(ResourceKind kind, Path group) {
        return group.resolve(kind == ResourceKind.PROCESSOR ? "cpu.cfs_quota_us" : "memory.limit_in_bytes");
    }

    private static Optional<Long> read(Path file) {
        try {
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, long value) {
        try {
            Files.writeString(file, Long.toString(value));
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            throw new HypervisorException(
                    why.contains("busy") ? Reason.IN_USE : why.contains("Invalid") ? Reason.INVALID : Reason.FAILED,
                    "the kernel does not take " + value + " for " + file.getFileName() + ": " + why
                            + (why.contains("Invalid") ? "; a system in it has a higher limit of its own" : ""),
                    e);
        }
    }

    private static HypervisorException failed(String what, IOException e) {
        return new HypervisorException(Reason.FAILED, what + ": " + e.getMessage(), e);
    }
}
