/**
 * Migration as DMTF sees it: DSP1081 (Virtual System Migration).
 *
 * <p>Open {@link org.openvman.provider.profile.migration.MigrationProfile} for what is shown, {@link
 * org.openvman.provider.profile.migration.MigrationMethods} for what can be done.
 */
@NullMarked
package org.openvman.provider.profile.migration;

import org.jspecify.annotations.NullMarked;
