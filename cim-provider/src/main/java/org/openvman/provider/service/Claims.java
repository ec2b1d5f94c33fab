package org.openvman.provider.service;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.openvman.provider.hypervisor.HostId;
import org.openvman.provider.hypervisor.ResourcePool.Subnet;
import org.openvman.provider.service.ServiceException.Reason;
import org.openvman.provider.store.Database.Transaction;

/** Gives away names and addresses on hosts, inside the transaction that needs them; nobody gets what another has. */
final class Claims {
    private final Transaction sql;

    Claims(Transaction sql) {
        this.sql = sql;
    }

    /**
     * The lowest address that is neither the network's own, nor given away by its DHCP server, nor a member's.
     *
     * @throws ServiceException INSUFFICIENT_RESOURCES if there is none
     */
    String address(HostId host, String network, Subnet subnet, String service, String member) throws SQLException {
        Set<String> taken = new HashSet<>(sql.query(
                row -> row.getString(1),
                "SELECT address FROM service_address WHERE host = ? AND network = ?",
                host.value(),
                network));
        String address = SubnetAddresses.of(subnet)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow(() -> new ServiceException(
                        Reason.INSUFFICIENT_RESOURCES,
                        "network \"" + network + "\" of host \"" + host + "\" has no free address for " + member));
        sql.update(
                "INSERT INTO service_address (host, network, address, service, member) VALUES (?, ?, ?, ?, ?)",
                host.value(),
                network,
                address,
                service,
                member);
        return address;
    }

    /**
     * A name for a member, or for another thing that is made for a service.
     *
     * @throws ServiceException ALREADY_EXISTS if another service on the host has something of that name
     */
    void name(HostId host, String name, String service, boolean isMember) throws SQLException {
        for (String owner : sql.query(
                row -> row.getString(1),
                "SELECT service FROM service_name WHERE host = ? AND name = ?",
                host.value(),
                name)) {
            throw new ServiceException(
                    Reason.ALREADY_EXISTS,
                    "\"" + name + "\" on host \"" + host + "\" belongs to service \"" + owner + "\"");
        }
        sql.update(
                "INSERT INTO service_name (host, name, service, is_member) VALUES (?, ?, ?, ?)",
                host.value(),
                name,
                service,
                isMember);
    }
}
