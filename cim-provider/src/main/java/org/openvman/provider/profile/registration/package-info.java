/** DSP1033 Profile Registration. Open {@link org.openvman.provider.profile.registration.RegistrationProfile}. */
@NullMarked
package org.openvman.provider.profile.registration;

import org.jspecify.annotations.NullMarked;
