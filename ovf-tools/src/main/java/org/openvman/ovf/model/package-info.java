/**
 * What an OVF package says, as immutable records: descriptor, content, sections, and where each was read.
 *
 * <p>It knows no parser and no file system. Open {@link org.openvman.ovf.model.Descriptor} first.
 */
@NullMarked
package org.openvman.ovf.model;

import org.jspecify.annotations.NullMarked;
