package org.openvman.provider.profile.virtualization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openvman.provider.hypervisor.Device;
import org.openvman.provider.hypervisor.Disk;
import org.openvman.provider.hypervisor.Fleet;
import org.openvman.provider.hypervisor.HostInventory;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.Scope;
import org.openvman.provider.hypervisor.SystemConfiguration;
import org.openvman.provider.hypervisor.VirtualSystem;
import org.openvman.provider.operation.CimException;
import org.openvman.provider.operation.CimStatus;
import org.openvman.provider.profile.allocation.DeviceProfile;
import org.openvman.provider.profile.allocation.NewDevice;
import org.openvman.provider.profile.system.ConfiguredSystem;
import org.openvman.provider.profile.system.SettingId;
import org.openvman.provider.profile.system.SystemSettingView;
import org.openvman.provider.profile.system.VirtualSystemProfile;
import org.openvman.provider.view.MethodCall;
import org.openvman.provider.view.Outcome;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;

/**
 * The methods of CIM_VirtualSystemManagementService that change a system. A setting of the state configuration changes
 * the running system, a setting of the definition its next start (see {@code Representation}).
 *
 * <p>Several settings are changed one after the other; when one is refused, those before it are put back.
 */
public final class SystemChange {
    private final Fleet fleet;
    private final VirtualSystemProfile systems;
    private final DeviceProfile devices;
    private final NewDevice newDevice;

    public SystemChange(Fleet fleet, VirtualSystemProfile systems, DeviceProfile devices, NewDevice newDevice) {
        this.fleet = fleet;
        this.systems = systems;
        this.devices = devices;
        this.newDevice = newDevice;
    }

    Outcome addResourceSettings(HostInventory host, MethodCall call) {
        ConfiguredSystem owner = call.target("AffectedConfiguration", systems.settings());
        VirtualSystem system = owner.system();
        Hypervisor hypervisor = fleet.hypervisorOf(system.id());
        Scope scope = owner.representation().scope(system);
        List<CimPath> added = new ArrayList<>();
        try (Undo undo = new Undo()) {
            SystemConfiguration configuration = owner.configuration();
            for (CimInstance setting : call.instances("ResourceSettings")) {
                Device device = newDevice.from(setting, configuration);
                if (configuration.device(device.id()).isPresent()) {
                    throw new CimException(
                            CimStatus.ALREADY_EXISTS,
                            system.name() + " has " + device.id()
                                    + " already; call ModifyResourceSettings to change it");
                }
                NewVolumes made = undo.closing(new NewVolumes(
                        hypervisor,
                        host(call, system),
                        system.id(),
                        NewVolumes.pools(setting, configuration, configuration.with(device))));
                Device filled = device instanceof Disk disk ? made.filled(disk) : device;
                hypervisor.addDevice(system.id(), filled, scope);
                undo.with(() -> hypervisor.removeDevice(system.id(), filled.id(), scope));
                configuration = configuration.with(filled);
                added.add(pathOf(call, owner, filled.id()));
            }
            undo.forget();
        }
        return Outcome.completed("ResultingResourceSettings", added);
    }

    Outcome modifyResourceSettings(HostInventory host, MethodCall call) {
        List<CimPath> changed = new ArrayList<>();
        try (Undo undo = new Undo()) {
            for (CimInstance setting : call.instances("ResourceSettings")) {
                SettingId id = settingId(setting);
                ConfiguredSystem owner = owner(call, id);
                Device before = device(owner, id);
                Device after = NewDevice.changed(before, setting);
                if (!after.equals(before)) {
                    Scope scope = owner.representation().scope(owner.system());
                    Hypervisor hypervisor = fleet.hypervisorOf(owner.system().id());
                    hypervisor.modifyDevice(owner.system().id(), after, scope);
                    undo.with(() -> hypervisor.modifyDevice(owner.system().id(), before, scope));
                }
                changed.add(pathOf(call, owner, after.id()));
            }
            undo.forget();
        }
        return Outcome.completed("ResultingResourceSettings", changed);
    }

    Outcome removeResourceSettings(HostInventory host, MethodCall call) {
        List<CimPath> references = call.references("ResourceSettings");
        if (references.isEmpty()) {
            throw call.missing("ResourceSettings");
        }
        try (Undo undo = new Undo()) {
            for (CimPath reference : references) {
                SettingId id = reference
                        .keyText("InstanceID")
                        .flatMap(SettingId::parse)
                        .orElseThrow(() -> call.invalid(reference + " is no allocation setting of a device"));
                ConfiguredSystem owner = owner(call, id);
                Device device = device(owner, id);
                Scope scope = owner.representation().scope(owner.system());
                Hypervisor hypervisor = fleet.hypervisorOf(owner.system().id());
                hypervisor.removeDevice(owner.system().id(), device.id(), scope);
                undo.with(() -> hypervisor.addDevice(owner.system().id(), device, scope));
            }
            undo.forget();
        }
        return new Outcome.Completed(Map.of());
    }

    Outcome modifySystemSettings(HostInventory host, MethodCall call) {
        CimInstance settings = call.instance("SystemSettings").orElseThrow(() -> call.missing("SystemSettings"));
        ConfiguredSystem owner = owner(call, settingId(settings));
        VirtualSystem system = owner.system();
        var before = owner.configuration().settings();
        var after = SystemSettingView.SETTINGS.apply(before, settings);
        if (!after.equals(before)) {
            fleet.hypervisorOf(system.id())
                    .modifySettings(system.id(), after, owner.representation().scope(system));
        }
        return Outcome.completed();
    }

    private static HostInventory host(MethodCall call, VirtualSystem system) {
        return call.inventory()
                .host(system.host())
                .orElseThrow(() ->
                        new CimException(CimStatus.NOT_FOUND, "host " + system.host() + " is not managed any more"));
    }

    private static SettingId settingId(CimInstance setting) {
        String text = setting.string("InstanceID")
                .orElseThrow(() -> new CimException(
                        CimStatus.INVALID_PARAMETER,
                        setting.className() + " has no InstanceID, so it names no setting to modify"));
        return SettingId.parse(text)
                .orElseThrow(
                        () -> new CimException(CimStatus.NOT_FOUND, "no setting with the InstanceID \"" + text + "\""));
    }

    private static ConfiguredSystem owner(MethodCall call, SettingId id) {
        return call.inventory()
                .system(id.system())
                .map(system -> new ConfiguredSystem(system, id.representation()))
                .orElseThrow(
                        () -> new CimException(CimStatus.NOT_FOUND, "no setting with the InstanceID \"" + id + "\""));
    }

    private static Device device(ConfiguredSystem owner, SettingId id) {
        return id.device()
                .flatMap(device -> owner.configuration().device(device))
                .orElseThrow(() -> new CimException(
                        CimStatus.NOT_FOUND, "no allocation setting with the InstanceID \"" + id + "\""));
    }

    /** The path of the device's setting as it is after the change. */
    private CimPath pathOf(MethodCall call, ConfiguredSystem owner, String deviceId) {
        ConfiguredSystem now = owner(call, owner.settingId());
        return devices.settingPath(call, now, deviceId);
    }
}
