/**
 * The view engine: a profile declares how a neutral record becomes a CIM instance, and the engine derives every
 * operation from that.
 *
 * <p>Open {@link org.openvman.provider.view.ClassView} first, then {@link org.openvman.provider.view.AssociationView};
 * {@link org.openvman.provider.view.CimServer} answers operations with what
 * {@link org.openvman.provider.view.ProfileRegistry} bound.
 */
@NullMarked
package org.openvman.provider.view;

import org.jspecify.annotations.NullMarked;
