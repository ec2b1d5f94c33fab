package org.openvman.ovf.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.context.DescriptorEnvironment;
import org.openvman.ovf.context.EnvironmentIso;
import org.openvman.ovf.context.Member;
import org.openvman.ovf.context.OvfEnvironment;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.model.EnvironmentFilesSection;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.VirtualSystem;
import org.openvman.ovf.service.ServicePackage;

/**
 * Who gets an environment, and what goes with it: a member of a service, or a system of a descriptor that is none.
 *
 * @param member the member, which has addresses
 */
record EnvSubject(OvfEnvironment environment, List<CarriedFile> files, Optional<Member> member) {
    private static final OvfEnvironment.Platform PLATFORM = OvfEnvironment.Platform.openvman("0.1.0");

    /** A file that the guest finds. */
    record CarriedFile(String as, long size, EnvironmentIso.Opener opener) {}

    static EnvSubject member(ServicePackage service, Member self, List<Member> siblings) {
        List<CarriedFile> files = self.tier()
                .attached()
                .map(attached -> new CarriedFile(
                        attached.as(),
                        service.size(attached.file()).orElseThrow(() -> missing(attached.file())),
                        () -> service.openFile(attached.file())))
                .toList();
        return new EnvSubject(self.environment(PLATFORM, siblings), files, Optional.of(self));
    }

    static EnvSubject system(
            OvfPackage existing, VirtualSystem system, Optional<String> option, Map<String, String> values) {
        OvfEnvironment environment =
                new DescriptorEnvironment(existing.descriptor(), option).of(system, PLATFORM, values);
        List<CarriedFile> files = system.sections(EnvironmentFilesSection.class)
                .flatMap(section -> section.files().stream())
                .flatMap(file -> file(existing, file))
                .toList();
        return new EnvSubject(environment, files, Optional.empty());
    }

    private static Stream<CarriedFile> file(OvfPackage existing, EnvironmentFilesSection.EnvironmentFile wanted) {
        return existing.descriptor().files().stream()
                .filter(file -> file.id().equals(wanted.fileRef()))
                .map(file -> new CarriedFile(wanted.path(), size(existing, file), () -> existing.open(file)));
    }

    private static long size(OvfPackage existing, FileReference file) {
        String name = Hrefs.decode(file.href());
        return existing.source().size(name).orElseThrow(() -> missing(name));
    }

    private static CommandFailure missing(String file) {
        return new CommandFailure(ExitCode.ERROR, "there is no file '" + file + "' in the package");
    }
}
