package org.openvman.ovf.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openvman.ovf.convert.DescriptorOfMachine;
import org.openvman.ovf.convert.MachineSource;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;

/** Descriptions of machines. */
final class Machines {
    /** The files of a VServer's tree, in the order in which an input has their contents. */
    static final List<String> VSERVER = List.of(
            "context",
            "name",
            "uts/nodename",
            "vdir",
            "cpuset/cpus",
            "rlimits/rss",
            "rlimits/rss.hard",
            "interfaces/dev",
            "interfaces/0/ip",
            "interfaces/0/mask",
            "interfaces/0/prefix",
            "interfaces/1/dev",
            "interfaces/1/ip");

    private Machines() {}

    /** What can be read becomes a descriptor that can be read. */
    static void attempt(MachineSource source, Path description, Path folder) throws IOException {
        MachineSource.of(description);
        byte[] descriptor = new DescriptorWriter()
                .write(DescriptorOfMachine.of(source.read(description), folder).descriptor());
        new DescriptorReader().read("made.ovf", descriptor);
    }

    static Path vserverTree(byte[] input, Path folder) throws IOException {
        Path tree = folder.resolve("vserver");
        String[] contents = new String(input, StandardCharsets.ISO_8859_1).split("\0", VSERVER.size() + 1);
        for (int i = 0; i < VSERVER.size(); i++) {
            Path file = tree.resolve(VSERVER.get(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, i < contents.length ? contents[i] : "", StandardCharsets.ISO_8859_1);
        }
        return tree;
    }
}
