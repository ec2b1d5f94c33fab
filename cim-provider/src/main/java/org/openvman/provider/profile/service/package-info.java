/**
 * Deployed services through standard classes: packages are installed by a CIM_SoftwareInstallationService, a service is
 * a CIM_ApplicationSystem, its tiers are CIM_RedundancySets of ordinary virtual systems.
 *
 * <p>Open {@link org.openvman.provider.profile.service.ServiceProfile} first.
 */
@NullMarked
package org.openvman.provider.profile.service;

import org.jspecify.annotations.NullMarked;
