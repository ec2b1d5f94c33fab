package org.openvman.provider.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.openvman.provider.hypervisor.HypervisorContract.MEBIBYTE;
import static org.openvman.provider.hypervisor.HypervisorContract.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openvman.provider.hypervisor.HypervisorException.Reason;

/** What {@link Snapshots} promises (DSP1042: virtual system snapshots). */
abstract class SnapshotsContract {
    private final HypervisorContract contract;

    SnapshotsContract(HypervisorContract contract) {
        this.contract = contract;
    }

    @Test
    void aSystemThatIsOffGoesBackToWhatItWas() {
        SystemId id = contract.define(withDisk("rewound"));
        SystemConfiguration then = contract.system(id).recorded();

        snapshots().create(id, "clean", "before the <change>", Snapshot.Kind.DISK);
        contract.hypervisor().modifyDevice(id, Processor.of(2, 2), Scope.RECORDED);
        snapshots().apply(id, "clean");

        assertThat(contract.system(id).state()).isEqualTo(SystemState.DEFINED);
        assertThat(contract.system(id).recorded()).isEqualTo(then);
        assertThat(contract.system(id).snapshots().find("clean")).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.kind()).isEqualTo(Snapshot.Kind.DISK);
            assertThat(snapshot.notes()).isEqualTo("before the <change>");
            assertThat(snapshot.parent()).isEmpty();
            assertThat(snapshot.configuration()).isEqualTo(then);
        });
        assertThat(contract.system(id).snapshots().lastApplied()).contains("clean");
        contract.assertSystemChanged(id);
    }

    @Test
    void aSystemThatRunsGoesOnAndComesBackRunning() {
        SystemId id = contract.define(withDisk("resumed"));
        contract.hypervisor().power(id, PowerAction.START);

        snapshots().create(id, "running", "", Snapshot.Kind.FULL);
        assertThat(contract.system(id).state()).isEqualTo(SystemState.ACTIVE);
        contract.hypervisor().power(id, PowerAction.POWER_OFF);
        snapshots().apply(id, "running");

        assertThat(contract.system(id).state()).isEqualTo(SystemState.ACTIVE);
        assertThat(contract.system(id).snapshots().find("running").orElseThrow().kind())
                .isEqualTo(Snapshot.Kind.FULL);
    }

    // The disks stay the volumes that they are, all the way: nothing comes into being beside them.
    @Test
    void theDisksOfASystemThatRunsAreKeptWithoutItsMemory() {
        SystemId id = contract.define(withDisk("kept-live"));
        contract.hypervisor().power(id, PowerAction.START);
        assumeTrue(
                snapshots().kindsOf(contract.system(id)).contains(Snapshot.Kind.DISK),
                "no live snapshot of disks here");
        SystemConfiguration recorded = contract.system(id).recorded();

        snapshots().create(id, "full", "", Snapshot.Kind.FULL);
        snapshots().create(id, "disks", "while it <runs>", Snapshot.Kind.DISK);
        assertThat(contract.system(id).state()).isEqualTo(SystemState.ACTIVE);
        assertThat(contract.system(id).snapshots().find("disks")).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.kind()).isEqualTo(Snapshot.Kind.DISK);
            assertThat(snapshot.notes()).isEqualTo("while it <runs>");
            assertThat(snapshot.parent()).contains("full");
            assertThat(snapshot.configuration()).isEqualTo(recorded);
        });
        assertRefused(Reason.ALREADY_EXISTS, "disks", () -> snapshots().create(id, "disks", "", Snapshot.Kind.DISK));

        snapshots().apply(id, "disks");
        assertThat(contract.system(id).state()).isEqualTo(SystemState.DEFINED);
        assertThat(contract.system(id).recorded()).isEqualTo(recorded);
        assertThat(contract.system(id).snapshots().lastApplied()).contains("disks");

        contract.hypervisor().power(id, PowerAction.START);
        snapshots().destroy(id, "disks");
        assertThat(contract.system(id).snapshots().current()).contains("full");
        snapshots().create(id, "disks", "", Snapshot.Kind.DISK);
        snapshots().apply(id, "full");
        assertThat(contract.system(id).state()).isEqualTo(SystemState.ACTIVE);
        assertThat(contract.system(id).recorded().disks()).isEqualTo(recorded.disks());
    }

    @Test
    void snapshotsFormATreeWhoseMiddleCanGo() {
        SystemId id = contract.define(withDisk("tree"));
        for (String name : List.of("root", "middle", "leaf")) {
            snapshots().create(id, name, "", Snapshot.Kind.DISK);
        }
        assertThat(parents(id)).isEqualTo(Map.of("root", "", "middle", "root", "leaf", "middle"));
        assertThat(contract.system(id).snapshots().current()).contains("leaf");

        snapshots().apply(id, "root");
        snapshots().create(id, "branch", "", Snapshot.Kind.DISK);
        assertThat(parents(id)).containsEntry("branch", "root");
        assertThat(contract.system(id).snapshots().lastApplied()).contains("root");

        snapshots().destroy(id, "middle");
        assertThat(parents(id)).isEqualTo(Map.of("root", "", "leaf", "root", "branch", "root"));
        assertThat(contract.hypervisor().inventory().systems().get(id)).isEqualTo(contract.system(id));
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        SystemId id = contract.define(withDisk("refusing"));
        snapshots().create(id, "taken", "", Snapshot.Kind.FULL);

        assertRefused(Reason.ALREADY_EXISTS, "taken", () -> snapshots().create(id, "taken", "", Snapshot.Kind.FULL));
        assertRefused(Reason.INVALID, "a/b", () -> snapshots().create(id, "a/b", "", Snapshot.Kind.FULL));
        assertRefused(Reason.NOT_FOUND, "missing", () -> snapshots().apply(id, "missing"));
        assertRefused(Reason.NOT_FOUND, "missing", () -> snapshots().destroy(id, "missing"));

        contract.hypervisor().power(id, PowerAction.START);
        contract.hypervisor().power(id, PowerAction.SAVE);
        assertRefused(Reason.INVALID_STATE, "refusing", () -> snapshots().create(id, "saved", "", Snapshot.Kind.FULL));
        assertRefused(Reason.INVALID_STATE, "refusing", () -> snapshots().apply(id, "taken"));
    }

    private Map<String, String> parents(SystemId id) {
        return contract.system(id).snapshots().all().stream()
                .collect(Collectors.toMap(
                        Snapshot::name, snapshot -> snapshot.parent().orElse("")));
    }

    private SystemConfiguration withDisk(String name) {
        snapshots();
        Volume volume = contract.volume(name, 8 * MEBIBYTE);
        return contract.configuration(name).with(contract.disk("vda", volume.id(), volume.capacityBytes()));
    }

    private Snapshots snapshots() {
        Optional<Snapshots> snapshots = contract.hypervisor().snapshots();
        assumeTrue(snapshots.isPresent(), "this hypervisor takes no snapshots");
        return snapshots.orElseThrow();
    }
}
