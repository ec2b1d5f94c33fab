/**
 * Service manifests: tiers, their images, start, scale, KPIs and rules; from and to YAML, from and to OVF 2.0.
 *
 * <p>Open {@link org.openvman.ovf.service.ServiceManifest} first, then {@link org.openvman.ovf.service.ManifestReader}.
 */
@NullMarked
package org.openvman.ovf.service;

import org.jspecify.annotations.NullMarked;
