package org.openvman.ovf.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openvman.ovf.convert.DescriptorOfMachine;
import org.openvman.ovf.convert.ImageConversion;
import org.openvman.ovf.convert.MachineSource;
import org.openvman.ovf.convert.Staging;
import org.openvman.ovf.convert.VersionConversion;
import org.openvman.ovf.edit.EditSession;
import org.openvman.ovf.edit.EditVerbs;
import org.openvman.ovf.edit.EditableDocument;
import org.openvman.ovf.edit.ImageHeader;
import org.openvman.ovf.edit.ImageReplacement;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.DigestAlgorithm;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.PackageContent;
import org.openvman.ovf.io.PackageWriter;
import org.openvman.ovf.io.PendingOutput;
import org.openvman.ovf.model.DiskSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.service.ImageFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ovf convert}: from other descriptions, between versions, families and disk formats. */
@Command(
        name = "convert",
        description = {
            "Converts a machine that another tool describes, or a package, to a package of another kind.",
            "Reads OVF and OVA, libvirt domain XML, VMX, Xen xl, QEMU command lines, VServer trees, LXC."
        },
        footer = {
            "  ovf convert old.vmx -o new.ova                machines become OVF 1.1",
            "  ovf convert domain.xml -o new.ova --disk-format vmdk --family vmx-13",
            "  ovf convert service.ova --to 1.1 -o old.ova   says what is lost; 0.9 too",
            "  ovf convert run-vm.sh --from qemu             print the descriptor",
            "  ovf convert /etc/vservers/web -o web.ovf      the descriptor alone",
            "  ovf convert https://host/vm.ova -o vm.ova --disk-format qcow2",
        })
final class ConvertCommand implements Callable<Integer> {
    private static final String VERSION_OF_MACHINES = "1.1";

    @ParentCommand
    private Ovf ovf;

    @Parameters(
            paramLabel = "INPUT",
            description = "What to convert; its kind is found out. An OVA or a descriptor also by its URL.")
    private PackageArgument input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "NAME.ova, NAME.ovf for the descriptor alone, or a folder; printed when not given.")
    private @Nullable Path output;

    @Option(
            names = "--from",
            paramLabel = "libvirt|vmx|xen|qemu|vserver|lxc",
            description = "What INPUT is, when that is not found out.")
    private @Nullable MachineSource from;

    @Option(names = "--to", paramLabel = "VERSION", description = "Version of OVF to write: 0.9, 1.0, 1.1, 2.0 or 2.1.")
    private @Nullable String version;

    @Option(
            names = "--family",
            paramLabel = "TYPE",
            description = "Virtual hardware family: vmx-13, virtualbox-2.2, kvm.")
    private @Nullable String family;

    @Option(names = "--disk-format", paramLabel = "vmdk|qcow2|raw", description = "Convert the disks with qemu-img.")
    private @Nullable ImageFormat diskFormat;

    @SuppressWarnings("NullAway.Init")
    ConvertCommand() {}

    /** Where the files of what is converted come from. */
    private interface PackageFiles {
        void stage(FileReference file, Staging staging) throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        if (version != null && !VersionConversion.VERSIONS.contains(version)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "'" + version + "' is none of " + String.join(", ", VersionConversion.VERSIONS));
        }
        Optional<MachineSource> kind = machineSource();
        if (kind.isPresent()) {
            Path path = input.path();
            DescriptorOfMachine.Made made = DescriptorOfMachine.of(
                    kind.get().read(path),
                    Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path));
            OvfDocument document =
                    new DescriptorReader().read(input.text(), new DescriptorWriter().write(made.descriptor()));
            String target = Optional.ofNullable(version).orElse(VERSION_OF_MACHINES);
            return convert(document, target, new ArrayList<>(made.notes()), (file, staging) -> {
                String name = Hrefs.decode(file.href());
                Path image = made.images().get(name);
                if (image == null) {
                    throw new CommandFailure(
                            ExitCode.ERROR,
                            "there is no image '" + name + "' to pack; -o NAME.ovf writes the descriptor alone");
                }
                ImageHeader.readWhole(image);
                staging.add(name, image);
            });
        }
        try (OvfPackage original = input.open()) {
            return convert(
                    original.document(),
                    Optional.ofNullable(version).orElse(""),
                    new ArrayList<>(),
                    (file, staging) -> {
                        try (InputStream in = original.open(file)) {
                            staging.add(Hrefs.decode(file.href()), in);
                        }
                    });
        }
    }

    private Optional<MachineSource> machineSource() throws IOException {
        if (from != null) {
            return Optional.of(from);
        }
        boolean ovfByName = input.isUrl() || input.isArchive() || input.text().endsWith(".ovf");
        return ovfByName || !Files.exists(input.path()) ? Optional.empty() : MachineSource.of(input.path());
    }

    private int convert(OvfDocument document, String target, List<String> notes, PackageFiles files)
            throws IOException {
        EditSession session = new EditSession(EditableDocument.of(document));
        if (family != null) {
            EditVerbs.script("--family", "family *=" + family).forEach(session::apply);
        }
        if (output == null || output.toString().endsWith(".ovf")) {
            if (diskFormat != null) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--disk-format needs a package to write: -o NAME.ova or a folder");
            }
            byte[] bytes = versioned(session, target, notes);
            write(bytes);
            report(notes, output == null);
            return ExitCode.OK;
        }
        try (Staging staging = Staging.beside(output)) {
            for (FileReference file : session.document().descriptor().files()) {
                files.stage(file, staging);
            }
            images(session, staging);
            byte[] bytes = versioned(session, target, notes);
            pack(bytes, staging);
        }
        report(notes, false);
        return ExitCode.OK;
    }

    private void images(EditSession session, Staging staging) throws IOException {
        if (diskFormat == null) {
            return;
        }
        ImageConversion conversion = new ImageConversion(diskFormat);
        List<String> images = session.document()
                .descriptor()
                .disks()
                .map(DiskSection.Disk::fileRef)
                .distinct()
                .toList();
        for (FileReference file : session.document().descriptor().files()) {
            if (!images.contains(file.id())) {
                continue;
            }
            if (!file.compression().isEmpty() || file.chunkSize().isPresent()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        file.href() + " is compressed or in chunks; unpack it before its format is changed");
            }
            String name = Hrefs.decode(file.href());
            String converted = conversion.name(name);
            // A VMDK names itself inside, so it gets its name before it is written.
            Path old = Files.move(staging.place(name), staging.place(name + ".old"));
            Path fresh = staging.place(converted);
            conversion.convert(old, fresh);
            Files.delete(old);
            session.apply(new ImageReplacement(file.id(), converted, Files.size(fresh), diskFormat.uri()));
        }
    }

    private static byte[] versioned(EditSession session, String target, List<String> notes) {
        notes.addAll(session.notes());
        if (target.isEmpty()) {
            return session.document().document().bytes();
        }
        VersionConversion.Converted converted =
                VersionConversion.convert(session.document().document(), target);
        notes.addAll(converted.losses());
        return converted.bytes();
    }

    private void write(byte[] bytes) throws IOException {
        if (output == null) {
            if (!ovf.console().isJson()) {
                ovf.console().print(new String(bytes, StandardCharsets.UTF_8).strip());
            }
            return;
        }
        PendingOutput.write(output, bytes);
    }

    private void pack(byte[] bytes, Staging staging) throws IOException {
        Path target = Optional.ofNullable(output).orElseThrow();
        String base = String.valueOf(target.getFileName()).replaceFirst("\\.(ova|tar)$", "");
        Path descriptor = staging.place(base + ".ovf");
        Files.write(descriptor, bytes);
        try (OvfPackage staged = OvfPackage.open(descriptor)) {
            PackageContent content = PackageContent.of(staged);
            try (var progress = ovf.console().progress("packing", content.totalBytes())) {
                PackageWriter writer = new PackageWriter(DigestAlgorithm.SHA256, progress);
                if (OvfPackage.isArchive(target.toString())) {
                    writer.writeArchive(content, target);
                } else {
                    writer.writeFolder(content, target);
                }
            }
        }
    }

    private void report(List<String> notes, boolean printed) {
        Console console = ovf.console();
        if (console.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("output", output == null ? "" : output.toString());
            json.put("notes", notes);
            console.printJson(json);
            return;
        }
        notes.forEach(note -> console.remark("note: " + note));
        if (!printed) {
            console.say("wrote " + output);
        }
    }
}
