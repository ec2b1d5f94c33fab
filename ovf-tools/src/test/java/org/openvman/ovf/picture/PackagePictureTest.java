package org.openvman.ovf.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.XmlInput;
import org.openvman.ovf.model.Descriptor;
import org.openvman.ovf.model.XmlElement;

class PackagePictureTest {
    private static final QName X = new QName("x");

    @Test
    void systemsStandInTheOrderOfTheirStartWithTheirHardwareDisksAndNetworks() throws IOException {
        XmlElement picture = draw(descriptor(threeTier().replace("ovf:order=\"1\"", "ovf:order=\"7\"")));
        List<XmlElement> texts = all(picture, "text");
        assertThat(texts)
                .extracting(XmlElement::text)
                .contains(
                        "sap-demo 1.0",
                        "start 2",
                        "start 7",
                        "1 (to 4) CPU",
                        "192 MiB (to 512 MiB)",
                        "app \u00d7 2 (1 to 10)",
                        "64 MiB \u00b7 disk.db",
                        "internal",
                        "public");
        // db starts seventh now: it stands to the right of app.
        assertThat(x(texts, "Database")).isGreaterThan(x(texts, "Dialog instances"));
    }

    @Test
    void hostileNamesStayText() throws IOException {
        XmlElement picture = draw(descriptor(threeTier().replace("Database", "&lt;script&gt;alert(1)&lt;/script&gt;")));
        assertThat(all(picture, "script")).isEmpty();
        assertThat(all(picture, "text")).extracting(XmlElement::text).anyMatch(text -> text.startsWith("<script>"));
    }

    @Test
    void aPackageWithoutAnythingHasAPictureToo() {
        byte[] bare = ("<Envelope xmlns='http://schemas.dmtf.org/ovf/envelope/1'><References/>"
                        + "<VirtualSystemCollection><Info/></VirtualSystemCollection></Envelope>")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(draw(new DescriptorReader().read("bare.ovf", bare).descriptor())
                        .name()
                        .getLocalPart())
                .isEqualTo("svg");
    }

    private static double x(List<XmlElement> texts, String text) {
        return texts.stream()
                .filter(element -> element.text().equals(text))
                .mapToDouble(element -> Double.parseDouble(element.attributes().get(X)))
                .findFirst()
                .orElseThrow();
    }

    private static XmlElement draw(Descriptor descriptor) {
        return new XmlInput().read("picture.svg", PackagePicture.draw(descriptor));
    }

    private static List<XmlElement> all(XmlElement from, String name) {
        return from.elements()
                .flatMap(child -> Stream.concat(
                        child.name().getLocalPart().equals(name) ? Stream.of(child) : Stream.empty(),
                        all(child, name).stream()))
                .toList();
    }

    private static Descriptor descriptor(String text) {
        return new DescriptorReader()
                .read("three-tier.ovf", text.getBytes(StandardCharsets.UTF_8))
                .descriptor();
    }

    private static String threeTier() throws IOException {
        try (InputStream in =
                PackagePictureTest.class.getResourceAsStream("/org/openvman/ovf/service/three-tier.ovf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
