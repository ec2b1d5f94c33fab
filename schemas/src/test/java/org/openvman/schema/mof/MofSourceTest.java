package org.openvman.schema.mof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openvman.schema.cim.CimClass;

class MofSourceTest {
    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void aRootWithAFileOutside() throws IOException {
        root = Files.createDirectories(folder.resolve("schema/sub")).getParent();
        Files.writeString(folder.resolve("outside.mof"), "class Outside { };");
        write("sub/leaf.mof", "#pragma include (\"../other.mof\") class Leaf { };");
        write("other.mof", "class Other { };");
    }

    private void write(String file, String mof) throws IOException {
        Files.writeString(root.resolve(file), mof);
    }

    private MofDeclarations parse(String mof) throws IOException {
        write("main.mof", mof);
        return new MofParser().parse(MofSource.file(root.resolve("main.mof")));
    }

    @Test
    void includesAreRelativeToTheIncludingFile() throws IOException {
        assertThat(parse("#pragma include (\"sub/leaf.mof\") class Main { };").classes())
                .extracting(CimClass::name)
                .containsExactly("Other", "Leaf", "Main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.mof",
                "sub/../../outside.mof",
                "/etc/passwd",
                "..\\\\outside.mof",
                "file:///etc/passwd",
                "",
                "sub/../.."
            })
    void nothingOutsideTheRootIsOpened(String file) {
        assertThatThrownBy(() -> parse("\n  #pragma include (\"" + file + "\")"))
                .isInstanceOf(MofException.class)
                .hasMessageContaining("main.mof:2:20: cannot include");
    }

    @Test
    void aLinkThatLeavesTheRootIsNotFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("link.mof"), folder.resolve("outside.mof"));
        assertThatThrownBy(() -> parse("#pragma include (\"link.mof\")"))
                .hasMessageContaining("it is a link that leaves");
    }

    @Test
    void circlesAndDepthsAreBounded() throws IOException {
        assertThatThrownBy(() -> parse("#pragma include (\"main.mof\")")).hasMessageContaining("includes itself");
        for (int i = 0; i < 20; i++) {
            write("deep" + i + ".mof", "#pragma include (\"deep" + (i + 1) + ".mof\")");
        }
        assertThatThrownBy(() -> parse("#pragma include (\"deep0.mof\")"))
                .hasMessageContaining("deep14.mof:1:18: includes are nested deeper than 16");
    }

    @Test
    void aMissingFileIsAnErrorAtItsInclude() {
        assertThatThrownBy(() -> parse("#pragma include (\"none.mof\")"))
                .hasMessageContaining("main.mof:1:18: cannot include none.mof");
        assertThatThrownBy(() -> new MofParser().parse(MofSource.file(root, "none.mof")))
                .hasMessageContaining("none.mof:1:1: cannot be read");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        Files.write(root.resolve("main.mof"), new byte[] {'/', '/', (byte) 0xff});
        assertThatThrownBy(() -> new MofParser().parse(MofSource.file(root, "main.mof")))
                .hasMessageContaining("it is not UTF-8");
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        assertThat(parse("\uFEFFclass Main { };").classes()).hasSize(1);
    }

    @Test
    void urlsAreReadToo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "mof/main.mof", "#pragma include (\"sub/leaf.mof\") class Main { };");
            entry(zip, "mof/sub/leaf.mof", "class Leaf { };");
        }
        Path jar = Files.write(folder.resolve("schema.jar"), bytes.toByteArray());
        assertThat(new MofParser()
                        .parse(MofSource.url(URI.create("jar:" + jar.toUri() + "!/mof/"), "main.mof"))
                        .classes())
                .hasSize(2);
        assertThat(new MofParser()
                        .parse(MofSource.url(root.toUri(), "other.mof"))
                        .classes())
                .hasSize(1);
    }

    private static void entry(ZipOutputStream zip, String name, String mof) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(mof.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
