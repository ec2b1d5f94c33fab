package org.openvman.endpoint;

import java.nio.file.Path;

/** Tells logback where its file is. Must run before the first logger is made. */
final class LogFiles {
    private LogFiles() {}

    static void writeTo(Path state) {
        System.setProperty("openvman.log", state.resolve("openvman.log").toString());
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "org/openvman/endpoint/logback-serve.xml");
        }
    }
}
