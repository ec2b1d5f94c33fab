package org.openvman.ovf.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openvman.ovf.check.CheckOptions;
import org.openvman.ovf.check.PackageCheck;
import org.openvman.ovf.check.Target;
import org.openvman.ovf.context.EnvironmentXml;
import org.openvman.ovf.context.IsoReader;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.convert.MachineSource;
import org.openvman.ovf.image.ImageProbe;
import org.openvman.ovf.io.DescriptorReader;
import org.openvman.ovf.io.DescriptorWriter;
import org.openvman.ovf.io.DigestManifest;
import org.openvman.ovf.io.OvfDocument;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.ovf.io.Seal;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.OvfException;
import org.openvman.ovf.picture.PackagePicture;
import org.openvman.ovf.service.ManifestException;
import org.openvman.ovf.service.ManifestReader;
import org.openvman.ovf.service.ManifestWriter;
import org.openvman.ovf.service.ServiceManifest;
import org.openvman.ovf.service.ServiceOvf;
import org.openvman.ovf.service.Strictness;
import org.openvman.ovf.sign.CertificateFile;
import org.openvman.ovf.sign.SignatureCheck;
import org.openvman.ovf.sign.SigningException;
import org.openvman.ovf.sign.SigningKey;
import org.openvman.ovf.sign.TrustedCertificates;

/** Everything that reads what others wrote, and what it may answer besides what it read. */
enum FuzzedReader {
    /** What could be read can be judged, drawn and written too. */
    DESCRIPTOR(Seeds::descriptors, Set.of(OvfException.class)) {
        @Override
        void read(byte[] input, Path folder) {
            OvfDocument document = new DescriptorReader().read("fuzzed.ovf", input);
            PackagePicture.draw(document.descriptor());
            new DescriptorWriter().write(document.descriptor());
        }
    },
    /** A check has an answer to everything. */
    CHECK(Seeds::descriptors, Set.of()) {
        @Override
        void read(byte[] input, Path folder) throws IOException {
            Path file = Files.write(folder.resolve("fuzzed.ovf"), input);
            new PackageCheck(CheckOptions.DEFAULT, Progress.NONE).check(file);
            new PackageCheck(new CheckOptions(true, true, false, Optional.empty()), Progress.NONE).check(file);
            for (Target target : Target.values()) {
                new PackageCheck(new CheckOptions(true, false, false, Optional.of(target)), Progress.NONE).check(file);
            }
        }
    },
    /** Descriptors as services, those with the sections of RESERVOIR among them. */
    RESERVOIR(Seeds::descriptors, Set.of(OvfException.class, ManifestException.class)) {
        @Override
        void read(byte[] input, Path folder) {
            OvfDocument document = new DescriptorReader().read("fuzzed.ovf", input);
            ServiceManifest manifest =
                    ServiceOvf.read(document, Strictness.LENIENT).manifest();
            requireEqual(manifest, ManifestReader.read("again.yaml", ManifestWriter.write(manifest)));
        }
    },
    SERVICE_MANIFEST(Seeds::serviceManifests, Set.of(OvfException.class, ManifestException.class)) {
        @Override
        void read(byte[] input, Path folder) {
            ServiceManifest manifest = ManifestReader.read("fuzzed.yaml", input);
            requireEqual(manifest, ManifestReader.read("again.yaml", ManifestWriter.write(manifest)));
            byte[] descriptor = new DescriptorWriter().write(ServiceOvf.toDescriptor(manifest));
            requireEqual(
                    manifest,
                    ServiceOvf.read(new DescriptorReader().read("again.ovf", descriptor), Strictness.STRICT)
                            .manifest());
        }
    },
    ARCHIVE(Seeds::archives, Set.of(OvfException.class, IOException.class)) {
        @Override
        void read(byte[] input, Path folder) throws IOException {
            Path file = Files.write(folder.resolve("fuzzed.ova"), input);
            try (OvfPackage ovf = OvfPackage.open(file)) {
                ovf.verify(1, Progress.NONE);
                for (FileReference reference : ovf.descriptor().files()) {
                    try (InputStream in = ovf.open(reference)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        }
    },
    CHECK_OF_ARCHIVE(Seeds::archives, Set.of()) {
        @Override
        void read(byte[] input, Path folder) throws IOException {
            Path file = Files.write(folder.resolve("fuzzed.ova"), input);
            new PackageCheck(CheckOptions.DEFAULT, Progress.NONE).check(file);
        }
    },
    DIGEST_MANIFEST(Seeds::digestManifests, Set.of()) {
        @Override
        void read(byte[] input, Path folder) {
            DigestManifest manifest = DigestManifest.read(input);
            requireEqual(
                    manifest.entries().size(),
                    DigestManifest.read(manifest.write()).entries().size());
        }
    },
    CERTIFICATE(Seeds::certificates, Set.of(CertificateException.class)) {
        @Override
        void read(byte[] input, Path folder) throws CertificateException {
            new SignatureCheck(new TrustedCertificates(List.of()), Instant.EPOCH)
                    .check("p.mf", Optional.of(new Seal(new byte[0], Optional.of(input))));
            CertificateFile.read(input);
        }
    },
    KEY(Seeds::keys, Set.of(SigningException.class, IOException.class)) {
        @Override
        void read(byte[] input, Path folder) throws IOException {
            SigningKey.read(
                    Files.write(folder.resolve("key.pem"), input),
                    List.of(),
                    any -> Optional.of("secret".toCharArray()));
        }
    },
    DISK_IMAGE(Seeds::diskImages, Set.of()) {
        @Override
        void read(byte[] input, Path folder) throws IOException {
            ImageProbe.probe(Seeds.image(input));
        }
    },
    ENVIRONMENT(Seeds::environments, Set.of(OvfException.class)) {
        @Override
        void read(byte[] input, Path folder) {
            OvfEnvironment environment = XML.read("fuzzed.xml", input);
            requireEqual(environment, XML.read("again.xml", XML.write(environment)));
        }
    },
    ISO(Seeds::isos, Set.of(IOException.class)) {
        @Override
        void read(byte[] input, Path folder) throws IOException {
            IsoReader.readAll(Files.write(folder.resolve("fuzzed.iso"), input));
        }
    },
    LIBVIRT("domain.xml", MachineSource.LIBVIRT),
    VMX("sample.vmx", MachineSource.VMX),
    XEN("xen-hvm.cfg", MachineSource.XEN),
    QEMU("kvm.sh", MachineSource.QEMU),
    LXC("lxc.conf", MachineSource.LXC),
    /** Its files one after the other, with zeros between them. */
    VSERVER(folder -> List.of(Seeds.vserver()), Set.of(OvfException.class)) {
        @Override
        void read(byte[] input, Path folder) throws IOException {
            Machines.attempt(MachineSource.VSERVER, Machines.vserverTree(input, folder), folder);
        }
    };

    private static final EnvironmentXml XML = new EnvironmentXml();

    /** Good inputs; a folder is there for what makes them. */
    @FunctionalInterface
    interface Source {
        List<byte[]> in(Path folder) throws Exception;
    }

    private final Source seeds;
    private final Set<Class<? extends Throwable>> declared;
    private final Optional<MachineSource> machine;

    FuzzedReader(Source seeds, Set<Class<? extends Throwable>> declared) {
        this.seeds = seeds;
        this.declared = declared;
        this.machine = Optional.empty();
    }

    FuzzedReader(String sample, MachineSource machine) {
        this.seeds = folder -> List.of(Seeds.resource("convert/" + sample));
        this.declared = Set.of(OvfException.class);
        this.machine = Optional.of(machine);
    }

    List<byte[]> seeds(Path folder) throws Exception {
        return seeds.in(folder);
    }

    void read(byte[] input, Path folder) throws Exception {
        Path file = Files.write(folder.resolve("fuzzed.txt"), input);
        Machines.attempt(machine.orElseThrow(), file, folder);
    }

    boolean declares(Throwable thrown) {
        return thrown.getMessage() != null && declared.stream().anyMatch(kind -> kind.isInstance(thrown));
    }

    private static void requireEqual(Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError("what was written is read as something else: " + one + " and " + other);
        }
    }
}
