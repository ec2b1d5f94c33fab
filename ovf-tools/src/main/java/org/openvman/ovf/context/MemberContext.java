package org.openvman.ovf.context;

import java.util.Map;

/**
 * What is known about a member when its environment is made: the input of {@link MacroExpansion}.
 *
 * @param serviceId of the deployed service
 * @param tier name of its tier
 * @param instance number within its tier, from 1
 * @param hostname its host name, without domain
 * @param domain DNS domain of the service; may be empty
 * @param addresses by network name
 * @param entryPoints for each tier, the address of its first member by network name
 * @param settings values of further macros without arguments, such as {@code MonitoringChannel}
 */
public record MemberContext(
        String serviceId,
        String tier,
        int instance,
        String hostname,
        String domain,
        Map<String, NetworkAddress> addresses,
        Map<String, Map<String, String>> entryPoints,
        Map<String, String> settings) {

    public MemberContext {
        addresses = Map.copyOf(addresses);
        entryPoints = Map.copyOf(entryPoints);
        settings = Map.copyOf(settings);
    }
}
