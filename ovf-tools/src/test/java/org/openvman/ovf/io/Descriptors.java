package org.openvman.ovf.io;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small descriptors for tests. */
public final class Descriptors {
    private Descriptors() {}

    /** One system without hardware to speak of, and these files. */
    public static byte[] minimal(String... files) {
        String references = IntStream.range(0, files.length)
                .mapToObj(i -> "<File ovf:id='f" + i + "' ovf:href='" + Hrefs.encode(files[i]) + "'/>")
                .collect(Collectors.joining());
        return ("<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/2' xmlns:ovf='http://schemas.dmtf.org/ovf/envelope/2'>"
                        + "<References>" + references + "</References>"
                        + "<VirtualSystem ovf:id='vm'><Info>A system</Info>"
                        + "<VirtualHardwareSection><Info>Hardware</Info></VirtualHardwareSection></VirtualSystem></Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
