package org.openvman.provider.hypervisor.sim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.openvman.provider.hypervisor.AutomaticActions;
import org.openvman.provider.hypervisor.Bandwidth;
import org.openvman.provider.hypervisor.Boot;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.MacAddress;
import org.openvman.provider.hypervisor.Memory;
import org.openvman.provider.hypervisor.Nic;
import org.openvman.provider.hypervisor.Peripheral;
import org.openvman.provider.hypervisor.Processor;
import org.openvman.provider.hypervisor.ProcessorSet;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.SystemId;
import org.openvman.provider.hypervisor.SystemSettings;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.hypervisor.Vlan;
import org.openvman.provider.hypervisor.VolumeFormat;
import org.openvman.provider.hypervisor.VolumeId;

/** A simulated system as bytes in the state file; write and read in the same order. */
final class SystemRecord {
    private static final int VERSION = 4;
    private static final int NONE = -1;

    private SystemRecord() {}

    static byte[] write(SimulatedSystem system) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(system.id().uuid().getMostSignificantBits());
            out.writeLong(system.id().uuid().getLeastSignificantBits());
            out.writeUTF(system.state().name());
            writeConfiguration(out, system.recorded());
            out.writeBoolean(system.running().isPresent());
            if (system.running().isPresent()) {
                writeConfiguration(out, system.running().get());
            }
            writeInstant(out, system.changed());
            writeInstant(out, system.bootedAt());
            out.writeLong(system.power());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static SimulatedSystem read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("state file of version " + version + ", this is version " + VERSION);
            }
            return new SimulatedSystem(
                    new SystemId(new UUID(in.readLong(), in.readLong())),
                    SystemState.valueOf(in.readUTF()),
                    readConfiguration(in),
                    in.readBoolean() ? Optional.of(readConfiguration(in)) : Optional.empty(),
                    readInstant(in),
                    readInstant(in),
                    in.readLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeConfiguration(DataOutputStream out, SystemConfiguration configuration) throws IOException {
        writeSettings(out, configuration.settings());
        Processor processor = configuration.processor();
        out.writeInt(processor.count());
        out.writeInt(processor.maximum());
        out.writeInt(processor.weight().orElse(NONE));
        out.writeInt(processor.limitPercent().orElse(NONE));
        out.writeUTF(processor.pinning().toString());
        out.writeUTF(processor.pool());
        out.writeLong(configuration.memory().bytes());
        out.writeLong(configuration.memory().maximumBytes());
        out.writeBoolean(configuration.memory().hugePages());
        out.writeUTF(configuration.memory().pool());
        out.writeInt(configuration.disks().size());
        for (Disk disk : configuration.disks()) {
            out.writeUTF(disk.id());
            out.writeUTF(disk.type().name());
            out.writeUTF(disk.bus().name());
            out.writeBoolean(disk.source().isPresent());
            out.writeUTF(disk.source().map(VolumeId::pool).orElse(""));
            out.writeUTF(disk.source().map(VolumeId::name).orElse(""));
            out.writeUTF(disk.format().name());
            out.writeLong(disk.capacityBytes());
            out.writeBoolean(disk.readOnly());
            out.writeUTF(disk.tuning().cache());
            out.writeLong(disk.tuning().operationsPerSecond().orElse(0));
            out.writeLong(disk.tuning().bytesPerSecond().orElse(0));
        }
        out.writeInt(configuration.nics().size());
        for (Nic nic : configuration.nics()) {
            out.writeUTF(nic.mac().text());
            out.writeUTF(nic.attachment().name());
            out.writeUTF(nic.connection());
            out.writeUTF(nic.model());
            out.writeInt(nic.vlan().orElse(0));
            out.writeLong(nic.bandwidth().receive().orElse(0));
            out.writeLong(nic.bandwidth().transmit().orElse(0));
        }
        out.writeInt(configuration.peripherals().size());
        for (Peripheral peripheral : configuration.peripherals()) {
            out.writeUTF(peripheral.role().name());
            out.writeUTF(peripheral.type());
            out.writeInt(peripheral.index());
            out.writeUTF(peripheral.model());
            out.writeUTF(peripheral.hostResource());
        }
    }

    private static SystemConfiguration readConfiguration(DataInputStream in) throws IOException {
        SystemSettings settings = readSettings(in);
        Processor processor = new Processor(
                in.readInt(),
                in.readInt(),
                readOptional(in),
                readOptional(in),
                ProcessorSet.parse(in.readUTF()),
                in.readUTF());
        Memory memory = new Memory(in.readLong(), in.readLong(), in.readBoolean(), in.readUTF());
        List<Disk> disks = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            disks.add(readDisk(in));
        }
        List<Nic> nics = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            nics.add(new Nic(
                    new MacAddress(in.readUTF()),
                    Nic.Attachment.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    Vlan.of(in.readInt()),
                    new Bandwidth(OptionalLong.of(in.readLong()), OptionalLong.of(in.readLong()))));
        }
        List<Peripheral> peripherals = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            peripherals.add(new Peripheral(
                    Peripheral.Kind.valueOf(in.readUTF()), in.readUTF(), in.readInt(), in.readUTF(), in.readUTF()));
        }
        return new SystemConfiguration(settings, processor, memory, disks, nics, peripherals);
    }

    private static Disk readDisk(DataInputStream in) throws IOException {
        String id = in.readUTF();
        Disk.Type type = Disk.Type.valueOf(in.readUTF());
        Disk.Bus bus = Disk.Bus.valueOf(in.readUTF());
        boolean hasSource = in.readBoolean();
        VolumeId source = new VolumeId(in.readUTF(), in.readUTF());
        return new Disk(
                id,
                type,
                bus,
                hasSource ? Optional.of(source) : Optional.empty(),
                VolumeFormat.valueOf(in.readUTF()),
                in.readLong(),
                in.readBoolean(),
                Disk.Tuning.NONE
                        .withCache(in.readUTF())
                        .withOperationsPerSecond(in.readLong())
                        .withBytesPerSecond(in.readLong()));
    }

    private static void writeSettings(DataOutputStream out, SystemSettings settings) throws IOException {
        out.writeUTF(settings.name());
        out.writeUTF(settings.title());
        out.writeUTF(settings.type());
        writeTexts(out, settings.notes());
        writeTexts(out, settings.tags());
        writeAutomatic(out, settings.automatic());
        out.writeUTF(settings.boot().firmware().map(Enum::name).orElse(""));
        writeTexts(out, settings.boot().order());
    }

    private static void writeAutomatic(DataOutputStream out, AutomaticActions actions) throws IOException {
        out.writeUTF(actions.startup().name());
        out.writeLong(actions.startupDelay().toMillis());
        out.writeInt(actions.startupSequence());
        out.writeUTF(actions.shutdown().name());
        out.writeUTF(actions.recovery().name());
        out.writeUTF(actions.powerOff().name());
        out.writeUTF(actions.reboot().name());
    }

    private static AutomaticActions readAutomatic(DataInputStream in) throws IOException {
        return new AutomaticActions(
                AutomaticActions.StartupAction.valueOf(in.readUTF()),
                Duration.ofMillis(in.readLong()),
                in.readInt(),
                AutomaticActions.ShutdownAction.valueOf(in.readUTF()),
                AutomaticActions.RecoveryAction.valueOf(in.readUTF()),
                AutomaticActions.GuestAction.valueOf(in.readUTF()),
                AutomaticActions.GuestAction.valueOf(in.readUTF()));
    }

    private static Boot readBoot(DataInputStream in) throws IOException {
        Optional<Boot.Firmware> firmware =
                Optional.of(in.readUTF()).filter(name -> !name.isEmpty()).map(Boot.Firmware::valueOf);
        return new Boot(firmware, readTexts(in));
    }

    private static SystemSettings readSettings(DataInputStream in) throws IOException {
        return new SystemSettings(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                readTexts(in),
                readTexts(in),
                readAutomatic(in),
                readBoot(in));
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static OptionalInt readOptional(DataInputStream in) throws IOException {
        int value = in.readInt();
        return value == NONE ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
