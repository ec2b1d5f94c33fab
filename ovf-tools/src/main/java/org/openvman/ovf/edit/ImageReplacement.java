package org.openvman.ovf.edit;

import org.openvman.ovf.io.Hrefs;

/**
 * Another image in the place of a file: its name, its size, and the format of the disks made from it.
 *
 * @param fileId of the File in References
 * @param format URI for ovf:format
 */
public record ImageReplacement(String fileId, String name, long size, String format) implements Edit {
    @Override
    public void apply(EditSession session) {
        EditableDocument document = session.document();
        session.change(patches -> {
            document.section("References").stream()
                    .flatMap(references -> references.children("File"))
                    .filter(file -> file.attribute("id").equals(fileId))
                    .forEach(file -> {
                        patches.setAttribute(file, document.attributeOf(file, "href"), Hrefs.encode(name));
                        patches.setAttribute(file, document.attributeOf(file, "size"), Long.toString(size));
                        patches.removeAttribute(file, document.attributeOf(file, "compression"));
                    });
            document.root()
                    .children("DiskSection")
                    .flatMap(section -> section.children("Disk"))
                    .filter(disk -> disk.attribute("fileRef").equals(fileId))
                    .forEach(disk -> {
                        patches.setAttribute(disk, document.attributeOf(disk, "format"), format);
                        patches.removeAttribute(disk, document.attributeOf(disk, "populatedSize"));
                    });
        });
    }
}
