/**
 * The CIM schema: its classes as a repository, and their names in WS-Management.
 *
 * <p>Open {@link org.openvman.schema.ClassRepository} first.
 */
@NullMarked
package org.openvman.schema;

import org.jspecify.annotations.NullMarked;
