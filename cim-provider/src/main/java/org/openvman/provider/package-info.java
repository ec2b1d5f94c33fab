/** The provider as a whole; open {@link org.openvman.provider.ProviderAssembly} to see what it is made of. */
@NullMarked
package org.openvman.provider;

import org.jspecify.annotations.NullMarked;
