package org.openvman.ovf.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.model.OvfVersion;
import org.openvman.ovf.model.ResourceType;
import org.openvman.ovf.model.VirtualHardwareSection;
import org.openvman.ovf.model.VirtualSystem;

/** Edits of public descriptors with vendors' sections, odd prefixes and comments: what is not edited keeps its bytes. */
class CorpusEditTest {
    private static final Path CORPUS = Path.of(System.getProperty("ovf.corpus", "/work/shared/reference/ovf-corpus"));
    private static final List<EditableDocument> DOCUMENTS = new ArrayList<>();

    @BeforeAll
    static void readCorpus() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus here");
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".ovf"))
                    .sorted()
                    .toList()) {
                try {
                    DOCUMENTS.add(EditableDocument.of(
                            new DescriptorReader().read(String.valueOf(file.getFileName()), Files.readAllBytes(file))));
                } catch (OvfException notOvf) {
                    // the corpus has negative samples
                }
            }
        }
        assertThat(DOCUMENTS).hasSizeGreaterThan(200);
    }

    @Test
    void anEditThatIsTakenBackLeavesEveryByteAsItWas() {
        int tried = 0;
        for (EditableDocument document : DOCUMENTS) {
            boolean emptyTag = document.section("NetworkSection").stream()
                    .anyMatch(section -> section.span().isEmptyTag());
            if (document.descriptor().version() == OvfVersion.V0_9 || emptyTag) {
                continue;
            }
            String system = system(document);
            List<String[]> roundTrips = new ArrayList<>(List.of(
                    new String[] {"add-network try=A & B", "remove-network try"},
                    new String[] {"add-option try=Label", "remove-option try"},
                    new String[] {"add-property " + system + ":try.it:uint16=1", "remove-property " + system + ":try.it"
                    }));
            if (document.descriptor().networks().findAny().isPresent()) {
                String name = document.descriptor().networks().findFirst().get().name();
                if (!name.isEmpty() && !name.contains("=") && name.equals(name.strip())) {
                    roundTrips.add(new String[] {"rename-network " + name + "=a < b", "rename-network a < b=" + name});
                }
            }
            for (String[] roundTrip : roundTrips) {
                boolean adds = roundTrip[0].startsWith("add-");
                Optional<EditableDocument> there = edited(document, roundTrip[0]);
                if (there.isEmpty()) {
                    continue;
                }
                assertThat(there.get().text()).as(document.document().file()).isNotEqualTo(document.text());
                EditableDocument back = edited(there.get(), roundTrip[1]).orElseThrow();
                if (!adds || sections(document).equals(sections(there.get()))) {
                    assertThat(UnifiedDiff.of(document.document().file(), document.text(), back.text()))
                            .as(String.join("; ", roundTrip))
                            .isEmpty();
                    assertThat(back.document().bytes())
                            .isEqualTo(document.document().bytes());
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(200);
    }

    /** How many sections there are: a section that is made for its first entry stays when that goes. */
    private static List<Integer> sections(EditableDocument document) {
        return List.of(
                document.descriptor().sections().size(),
                document.contents()
                        .mapToInt(content -> content.children().size())
                        .sum());
    }

    @Test
    void moreProcessorsChangeTheirNumberAndNothingElse() {
        int tried = 0;
        for (EditableDocument document : DOCUMENTS) {
            Optional<VirtualSystem> system = document.descriptor()
                    .systems()
                    .filter(each -> !each.id().isEmpty() && each.id().matches("[^=\\s]+"))
                    .filter(each -> document.systems(each.id()).size() == 1)
                    .filter(each -> each.section(VirtualHardwareSection.class).stream()
                            .flatMap(hardware -> hardware.items().stream())
                            .anyMatch(item -> item.is(ResourceType.PROCESSOR)
                                    && item.bound().isEmpty()
                                    && item.configuration().isEmpty()
                                    && item.quantity().isPresent()))
                    .findFirst();
            if (system.isEmpty()) {
                continue;
            }
            tried++;
            Optional<EditableDocument> edited =
                    edited(document, "cpus " + system.get().id() + "=97");
            assertThat(edited).as(document.document().file()).isPresent();
            EditableDocument changed = edited.get();
            List<String> before = document.text().lines().toList();
            List<String> after = changed.text().lines().toList();
            assertThat(after).as(document.document().file()).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).equals(after.get(i))) {
                    assertThat(after.get(i))
                            .as(document.document().file() + ":" + (i + 1))
                            .matches(".*(VirtualQuantity|ElementName|Caption|Description)\\W.*97.*");
                }
            }
            assertThat(changed.text().split("97", -1).length)
                    .isGreaterThan(document.text().split("97", -1).length);
        }
        assertThat(tried).isGreaterThan(60);
    }

    @Test
    void aDiskThatIsAddedIsReadBackAndTheModelOfTheRestIsTheSame() {
        int tried = 0;
        for (EditableDocument document : DOCUMENTS) {
            if (document.descriptor().version() == OvfVersion.V0_9) {
                continue;
            }
            String system = system(document);
            Optional<EditableDocument> added = edited(document, "add-disk " + system + "=3 GiB");
            if (added.isEmpty()) {
                continue;
            }
            tried++;
            List<String> ids =
                    added.get().descriptor().disks().map(DiskSection.Disk::id).toList();
            String id = ids.get(ids.size() - 1);
            assertThat(ids)
                    .as(document.document().file())
                    .hasSize((int) document.descriptor().disks().count() + 1);
            EditableDocument removed = edited(added.get(), "remove-disk " + id).orElseThrow();
            if (document.section("DiskSection").isPresent() && sameItems(document, removed)) {
                assertThat(new String(new DescriptorWriter().write(removed.descriptor())))
                        .as(document.document().file())
                        .isEqualTo(new String(new DescriptorWriter().write(document.descriptor())));
            }
        }
        assertThat(tried).isGreaterThan(60);
    }

    /** A controller that was made for the disk stays. */
    private static boolean sameItems(EditableDocument one, EditableDocument other) {
        return one.root().all().count() == other.root().all().count();
    }

    private static String system(EditableDocument document) {
        return document.descriptor()
                .systems()
                .map(VirtualSystem::id)
                .findFirst()
                .orElse("none");
    }

    /** Empty when the descriptor cannot be edited that way, which must be said and never crash. */
    private static Optional<EditableDocument> edited(EditableDocument document, String line) {
        try {
            EditSession session = new EditSession(document);
            EditVerbs.script("t", line).forEach(session::apply);
            return Optional.of(session.document());
        } catch (EditException refused) {
            return Optional.empty();
        }
    }
}
