package org.openvman.ovf.context;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openvman.ovf.service.Property;
import org.openvman.ovf.service.Tier;

/**
 * A member of a deployed service: what its tier says and what is known about it.
 *
 * @param id unique within the service, for example {@code app-2}
 */
public record Member(String id, Tier tier, MemberContext context) {

    /** Its properties with all macros expanded, in the order of the manifest. */
    public Map<String, String> properties() {
        Map<String, String> values = new LinkedHashMap<>();
        tier.properties().forEach(property -> values.put(property.key(), property.value()));
        return MacroExpansion.expand(context, values);
    }

    /** Its OVF environment; siblings are in it with all properties but passwords. */
    public OvfEnvironment environment(OvfEnvironment.Platform platform, List<Member> siblings) {
        return new OvfEnvironment(
                id,
                platform,
                properties(),
                siblings.stream().map(Member::asEntity).toList());
    }

    private OvfEnvironment.Entity asEntity() {
        Map<String, String> shared = properties();
        tier.properties().stream().filter(Property::password).map(Property::key).forEach(shared::remove);
        return new OvfEnvironment.Entity(id, shared);
    }
}
