/**
 * The command {@code ovf}: one small class for each subcommand.
 *
 * <p>Open {@link org.openvman.ovf.cli.Ovf} first; a new command is a class here and a name in its list.
 */
@NullMarked
package org.openvman.ovf.cli;

import org.jspecify.annotations.NullMarked;
