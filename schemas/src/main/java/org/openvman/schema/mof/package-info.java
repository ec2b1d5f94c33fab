/**
 * The Managed Object Format (DSP0004): text to declarations and back.
 *
 * <p>Open {@link org.openvman.schema.mof.MofParser} first. The ANTLR grammar is {@code MofGrammar.g4}; its generated
 * classes stay in this package.
 */
@NullMarked
package org.openvman.schema.mof;

import org.jspecify.annotations.NullMarked;
