package org.openvman.provider.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.openvman.ovf.service.Readiness;
import org.openvman.provider.hypervisor.GuestAccess;
import org.openvman.provider.hypervisor.SystemState;
import org.openvman.provider.service.ServiceException.Reason;

/**
 * Waits until a member does its work: until its guest answers, or, if the manifest does not say how to ask it, until it
 * runs.
 *
 * @param whenReady hears that it is ready
 */
record AwaitReady(
        Site site, DeployedService.Member member, Optional<Readiness> readiness, Duration timeout, Runnable whenReady)
        implements Step {
    @Override
    public String name() {
        return "await " + member.name();
    }

    @Override
    public void perform() throws IOException, InterruptedException {
        String[] last = {"it does not run"};
        boolean ready = site.pace().await(timeout, () -> {
            Optional<String> problem = problem();
            problem.ifPresent(text -> last[0] = text);
            return problem.isEmpty();
        });
        if (!ready) {
            throw new ServiceException(
                    Reason.TIMEOUT,
                    "\"" + member.name() + "\" is not ready after " + timeout.toSeconds() + " s: " + last[0]);
        }
        whenReady.run();
    }

    @Override
    public void revert() {
        // Waiting changes nothing.
    }

    private Optional<String> problem() throws InterruptedException {
        SystemState state = site.require(member).state();
        if (state == SystemState.DEFINED || state == SystemState.CRASHED) {
            throw new ServiceException(Reason.FAILED, "\"" + member.name() + "\" went off before it was ready");
        }
        if (state != SystemState.ACTIVE) {
            return Optional.of("it is " + state);
        }
        return readiness.isPresent() ? ask(readiness.get()) : Optional.empty();
    }

    private Optional<String> ask(Readiness how) throws InterruptedException {
        GuestAccess access = site.hypervisor()
                .guestAccess()
                .orElseThrow(() -> new ServiceException(
                        Reason.UNSUPPORTED,
                        "host \"" + site.hypervisor().id() + "\" has no way to the guests, so \"" + member.name()
                                + "\" cannot be asked whether it is ready"));
        InetSocketAddress door = access.reach(member.system(), member.address(), how.port());
        return site.probe()
                .problem(door, how.path())
                .map(why -> "http://" + member.address() + ":" + how.port() + how.path() + ": " + why);
    }
}
