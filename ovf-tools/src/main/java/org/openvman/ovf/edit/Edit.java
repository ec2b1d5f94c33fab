package org.openvman.ovf.edit;

/** One change that a user asks for. */
@FunctionalInterface
public interface Edit {
    /** Changes the package in the making; throws {@link EditException} when that is not possible. */
    void apply(EditSession session);
}
