/**
 * Snapshots as DMTF sees them: the snapshot feature of DSP1042 (System Virtualization).
 *
 * <p>Open {@link org.openvman.provider.profile.snapshot.SnapshotProfile} for what is shown, {@link
 * org.openvman.provider.profile.snapshot.SnapshotMethods} for what can be done.
 */
@NullMarked
package org.openvman.provider.profile.snapshot;

import org.jspecify.annotations.NullMarked;
