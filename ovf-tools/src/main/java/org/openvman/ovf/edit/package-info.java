/**
 * Changes to descriptors that touch only the bytes they must: prefixes, comments, order and unknown sections stay.
 *
 * <p>Open {@link org.openvman.ovf.edit.EditableDocument} first, then {@link org.openvman.ovf.edit.EditVerbs}.
 */
@NullMarked
package org.openvman.ovf.edit;

import org.jspecify.annotations.NullMarked;
