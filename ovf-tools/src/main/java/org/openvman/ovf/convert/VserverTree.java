package org.openvman.ovf.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openvman.ovf.model.ByteSize;

/** The configuration tree of a Linux-VServer guest: one value a file, {@code interfaces/N/ip} and so on. */
final class VserverTree {
    private static final int PAGE = 4096;
    private static final int MOST_INTERFACES = 64;

    private VserverTree() {}

    static Machine read(Path folder) throws IOException {
        Machine.Draft draft = new Machine.Draft("vserver");
        String host = value(folder.resolve("uts/nodename"));
        String name = value(folder.resolve("name"));
        String folderName = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        draft.name = !name.isEmpty() ? name : !host.isEmpty() ? host : folderName;
        draft.extra("context", value(folder.resolve("context")));
        draft.extra("nodename", host);
        draft.extra("vdir", value(folder.resolve("vdir")));
        String cpus = value(folder.resolve("cpuset/cpus"));
        if (!cpus.isEmpty()) {
            draft.cpus(Long.toString(count(cpus)));
        }
        String resident = value(folder.resolve("rlimits/rss.hard"));
        String pages = resident.isEmpty() ? value(folder.resolve("rlimits/rss")) : resident;
        if (pages.matches("\\d{1,12}")) {
            draft.memory = new ByteSize(Long.parseLong(pages) * PAGE);
        } else {
            draft.note("no limit of memory is set; " + draft.memory + " is written");
        }
        Path interfaces = folder.resolve("interfaces");
        if (Files.isDirectory(interfaces)) {
            try (Stream<Path> each = Files.list(interfaces)) {
                List<Path> sorted = each.filter(Files::isDirectory)
                        .sorted()
                        .limit(MOST_INTERFACES)
                        .toList();
                for (Path one : sorted) {
                    adapter(draft, interfaces, one);
                }
            }
        }
        return draft.machine();
    }

    private static void adapter(Machine.Draft draft, Path interfaces, Path one) throws IOException {
        String device = value(one.resolve("dev"));
        String shared = device.isEmpty() ? value(interfaces.resolve("dev")) : device;
        draft.adapter("", shared.isEmpty() ? "eth0" : shared, "");
        String prefix = value(one.resolve("prefix"));
        String mask = value(one.resolve("mask"));
        String length = prefix.isEmpty() ? mask : prefix;
        draft.extra(
                "interface." + one.getFileName(), value(one.resolve("ip")) + (length.isEmpty() ? "" : "/" + length));
    }

    /** How many processors {@code 0-1,4} is. */
    private static long count(String cpus) {
        long count = 0;
        for (String range : cpus.split(",")) {
            String[] ends = range.strip().split("-");
            count += ends.length == 2 && range.matches("\\s*\\d{1,4}-\\d{1,4}\\s*")
                    ? Long.parseLong(ends[1].strip()) - Long.parseLong(ends[0].strip()) + 1
                    : 1;
        }
        return count;
    }

    /** The first line of a file; empty when there is none. */
    private static String value(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? MachineSource.text(file).lines().findFirst().orElse("").strip()
                : "";
    }
}
