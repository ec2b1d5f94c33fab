package org.openvman.provider.view;

/** Carries out a method of an instance. */
@FunctionalInterface
public interface MethodHandler<T> {
    /**
     * @param target the record behind the instance that the client called
     * @return one of the method's documented results
     * @throws org.openvman.provider.operation.CimException for what is no documented result
     * @throws org.openvman.provider.hypervisor.HypervisorException for what the hypervisor refused; the engine gives it
     *     its CIM status
     */
    Outcome call(T target, MethodCall call);
}
