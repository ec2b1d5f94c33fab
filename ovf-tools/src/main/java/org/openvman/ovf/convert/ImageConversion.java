package org.openvman.ovf.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openvman.ovf.edit.ImageHeader;
import org.openvman.ovf.service.ImageFormat;

/** Converts disk images with {@code qemu-img}. */
public final class ImageConversion {
    private final ImageFormat format;

    public ImageConversion(ImageFormat format) {
        this.format = format;
    }

    /** The name of an image in this format. */
    public String name(String original) {
        String ending = format == ImageFormat.RAW ? "img" : format.word();
        return original.replaceFirst("\\.(?i:vmdk|qcow2?|img|raw|vdi|vhdx?)$", "") + "." + ending;
    }

    /**
     * Converts an image. The format is told to qemu-img and not guessed by it, and an image that refers to another
     * file is refused: such a reference could name any file of this machine.
     */
    public void convert(Path image, Path target) throws IOException {
        String from = ImageFormat.ofUri(ImageHeader.readWhole(image).format())
                .orElse(ImageFormat.RAW)
                .word();
        JsonNode info = new ObjectMapper()
                .readTree(run(List.of(
                        "qemu-img",
                        "info",
                        "-f",
                        from,
                        "--output=json",
                        image.toAbsolutePath().toString())));
        if (info.has("backing-filename")
                || info.at("/format-specific/data/data-file").isTextual()) {
            throw new IOException(image + ": refers to another file; make it whole first with qemu-img convert");
        }
        List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", from, "-O", format.word()));
        if (format == ImageFormat.VMDK) {
            command.addAll(List.of("-o", "subformat=streamOptimized"));
        }
        command.add(image.toAbsolutePath().toString());
        command.add(target.toAbsolutePath().toString());
        run(command);
    }

    private static String run(List<String> command) throws IOException {
        Path output = Files.createTempFile("qemu-img", ".txt");
        try {
            Process process = start(command, output);
            int exitCode = process.waitFor();
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (exitCode != 0) {
                throw new IOException(
                        "qemu-img: " + printed.strip().lines().findFirst().orElse("ended with exit code " + exitCode));
            }
            return printed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while qemu-img was running", interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Process start(List<String> command, Path output) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            throw new IOException("qemu-img is not installed (on Debian: qemu-utils)", missing);
        }
    }
}
