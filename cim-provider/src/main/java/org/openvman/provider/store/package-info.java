/**
 * What the endpoint itself owns, in SQL that runs on H2 (one file, nothing to set up) and on PostgreSQL.
 *
 * <p>Open {@link org.openvman.provider.store.Database} first. The schema is the numbered {@code .sql} resources of this
 * package, applied once each, in order; never change one that was released, add the next.
 */
@NullMarked
package org.openvman.provider.store;

import org.jspecify.annotations.NullMarked;
