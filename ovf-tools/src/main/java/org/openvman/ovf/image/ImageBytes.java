package org.openvman.ovf.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** The bytes of an image, wherever it is: in a folder, inside an archive, in chunks, compressed. */
public interface ImageBytes {
    /** How many there are; empty when that is known only after reading all, as with compressed files. */
    OptionalLong size();

    /** The bytes from a place on; the caller closes the stream. */
    InputStream open(long from) throws IOException;
}
