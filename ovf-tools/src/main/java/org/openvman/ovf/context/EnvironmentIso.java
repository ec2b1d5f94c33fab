package org.openvman.ovf.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The ISO that carries an OVF environment to its guest (DSP0243, transport {@code iso}): {@code /ovf-env.xml} and files
 * below {@code /ovffiles/}, with Rock Ridge and Joliet names, labelled {@code OVF ENV}.
 */
public final class EnvironmentIso {
    /** The label that guests look for. */
    public static final String LABEL = "OVF ENV";

    static final String DOCUMENT = "ovf-env.xml";
    static final String FILES = "ovffiles/";

    private final IsoImage image;

    /** Opens the content of a file, each time it is asked. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** Begins with the environment document. */
    public EnvironmentIso(byte[] environment) {
        image = new IsoImage(LABEL).withFile(DOCUMENT, environment);
    }

    /** Adds a file at {@code /ovffiles/} and the given path. */
    public EnvironmentIso withFile(String path, long size, Opener opener) {
        image.withFile(inFolder(path), size, opener);
        return this;
    }

    /** The path of a file in the image; what leads out of the folder stays visible, and is refused. */
    static String inFolder(String path) {
        return FILES + path;
    }

    /** Writes the image; the target appears when it is complete. */
    public void write(Path target) throws IOException {
        image.write(target);
    }
}
