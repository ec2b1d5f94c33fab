/**
 * The life of services on hypervisors: deploy, adjust, scale, stop, start, undeploy, each as journaled steps with an undo.
 *
 * <p>Open {@link org.openvman.provider.service.Deployments} first, then {@link
 * org.openvman.provider.service.Applications}, which is what the rest of the endpoint reads.
 */
@NullMarked
package org.openvman.provider.service;

import org.jspecify.annotations.NullMarked;
