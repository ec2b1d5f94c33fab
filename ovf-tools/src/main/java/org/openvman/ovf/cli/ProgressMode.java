package org.openvman.ovf.cli;

/** How a command tells how far its work is ({@code --progress}). */
enum ProgressMode {
    /** One line that changes, for a person at a terminal; nothing elsewhere. */
    AUTO,
    /** An event for each step on standard error, one JSON object a line, for a program. */
    JSON,
    /** Nothing. */
    NONE
}
