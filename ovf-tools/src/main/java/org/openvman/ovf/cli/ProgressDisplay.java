package org.openvman.ovf.cli;

import org.openvman.ovf.io.Progress;

/** Shows somebody how far the work is. It ends when it is closed, whether the work succeeded or not. */
interface ProgressDisplay extends Progress, AutoCloseable {

    @Override
    void close();
}
