package org.openvman.provider.view;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openvman.schema.ClassRepository;

class ProfileRegistryTest {
    private record Thing(String id) {}

    private static Profile profile(List<ClassView<?>> classes, List<AssociationView<?, ?>> associations) {
        return new Profile() {
            @Override
            public List<ClassView<?>> classes() {
                return classes;
            }

            @Override
            public List<AssociationView<?, ?>> associations() {
                return associations;
            }
        };
    }

    // A server that starts with a broken declaration would fail at the first request instead, one mistake at a time.
    @Test
    void everyMistakeOfEveryViewIsReportedAtOnce() {
        ClassView<Thing> keyless = ClassView.of("OpenVMAN_ResourcePoolOfDreams", Source.only(new Thing("a")))
                .build();
        ClassView<Thing> wrong = ClassView.of("OpenVMAN_MemoryPool", Source.only(new Thing("a")))
                .property("Colour", Thing::id)
                .method("Dream", (thing, call) -> Outcome.completed())
                .build();
        AssociationView<Thing, Thing> mismatched = AssociationView.of(
                        "OpenVMAN_SystemDevice",
                        wrong.as("GroupComponent"),
                        wrong.as("Part"),
                        (inventory, thing) -> Stream.of(thing))
                .build();

        assertThatThrownBy(() -> new ProfileRegistry(
                        ClassRepository.load(), List.of(profile(List.of(keyless, wrong), List.of(mismatched)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no class OpenVMAN_ResourcePoolOfDreams")
                .hasMessageContaining("OpenVMAN_MemoryPool has no property Colour")
                .hasMessageContaining("OpenVMAN_MemoryPool gives no value to its key InstanceID")
                .hasMessageContaining("OpenVMAN_MemoryPool has no method Dream")
                .hasMessageContaining("OpenVMAN_SystemDevice has no reference Part")
                .hasMessageContaining("OpenVMAN_SystemDevice.GroupComponent refers to CIM_System");
    }
}
