package org.openvman.ovf.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openvman.ovf.io.EntryNames;
import org.openvman.ovf.io.Hrefs;
import org.openvman.ovf.model.FileReference;
import org.openvman.ovf.model.XmlElement;

/** Files of the package (DSP0243, References). */
final class FileEdits {
    private FileEdits() {}

    /** {@code PATH}: the file goes into the package under its own name. */
    static Edit add(String text) {
        Path path = Path.of(text.strip());
        return session -> add(session, path);
    }

    /** Adds the file and gives the id it has then. */
    static String add(EditSession session, Path path) {
        String name = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path)) {
            throw new EditException(path + ": no such file to add");
        }
        if (!EntryNames.isSafe(name)) {
            throw new EditException("'" + name + "' cannot be the name of a file in a package; rename it");
        }
        EditableDocument document = session.document();
        List<FileReference> files = document.descriptor().files();
        if (files.stream().anyMatch(file -> Hrefs.decode(file.href()).equals(name))) {
            throw new EditException("there is a file '" + name + "' in the package already; remove it first");
        }
        String id = freeId("file", files.stream().map(FileReference::id));
        LocatedElement references = document.section("References")
                .orElseThrow(() -> new EditException("the descriptor has no References to add a file to"));
        XmlElement file = XmlElement.of(EditableDocument.name(references, "File"))
                .with(document.attribute("href"), Hrefs.encode(name))
                .with(document.attribute("id"), id)
                .with(document.attribute("size"), Long.toString(size(path)));
        session.change(patches -> patches.append(references, file));
        session.addFile(name, path);
        return id;
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException unreadable) {
            throw new EditException(path + ": cannot be read", unreadable);
        }
    }

    static Edit remove(String id) {
        return session -> {
            EditableDocument document = session.document();
            FileReference file = document.descriptor()
                    .file(id)
                    .orElseThrow(() -> new EditException("no file '" + id + "'; there is: "
                            + String.join(
                                    ", ",
                                    document.descriptor().files().stream()
                                            .map(FileReference::id)
                                            .toList())));
            user(document, id).ifPresent(user -> {
                throw new EditException("file '" + id + "' is used by " + user + "; remove that first");
            });
            removeUnchecked(session, file);
        };
    }

    static void removeUnchecked(EditSession session, FileReference file) {
        LocatedElement element = session.document().section("References").stream()
                .flatMap(references -> references.children("File"))
                .filter(found -> found.attribute("id").equals(file.id()))
                .findFirst()
                .orElseThrow();
        session.change(patches -> patches.remove(element));
        session.removeFile(Hrefs.decode(file.href()));
    }

    /** What refers to a file, in words. */
    static Optional<String> user(EditableDocument document, String fileId) {
        Stream<String> references = document.root().all().flatMap(element -> {
            boolean byAttribute = element.attribute("fileRef").equals(fileId);
            boolean byResource = element.element().name().getLocalPart().equals("HostResource")
                    && element.element().text().strip().endsWith("/file/" + fileId);
            String name = element.element().name().getLocalPart();
            return byAttribute || byResource
                    ? Stream.of(name + " in line " + element.element().at().line())
                    : Stream.empty();
        });
        return references.findFirst();
    }

    static String freeId(String prefix, Stream<String> taken) {
        List<String> ids = taken.toList();
        int number = 1;
        while (ids.contains(prefix + number)) {
            number++;
        }
        return prefix + number;
    }
}
