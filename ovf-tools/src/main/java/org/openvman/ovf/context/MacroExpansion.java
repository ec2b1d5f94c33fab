package org.openvman.ovf.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openvman.ovf.service.NearestName;

/**
 * Expands the macros of RESERVOIR manifests, and two of ours, {@code @Prefix} and {@code @Hostname}, in the property
 * values of one member. Text around a macro is kept, and so is an {@code @} that begins none.
 *
 * <table>
 *   <caption>Macros</caption>
 *   <tr><td>{@code @IP(net)}, {@code @Netmask(net)}, {@code @Prefix(net)}, {@code @Gateway(net)}, {@code
 *       @DNSServer(net)}</td><td>of the member on that network; the last two may be empty</td></tr>
 *   <tr><td>{@code @Hostname}, {@code @Domain}, {@code @ServiceId}</td><td>of the member and its service</td></tr>
 *   <tr><td>{@code @id(n)}</td><td>the instance number, with at least n digits</td></tr>
 *   <tr><td>{@code @PrecedentTierEntryPoint(net,tier)}</td><td>address of the tier's first member</td></tr>
 *   <tr><td>{@code @Property(key)}</td><td>the expanded value of another property of the member</td></tr>
 *   <tr><td>{@code @MonitoringChannel}, {@code @Username}, {@code @Password}</td><td>as the deployment sets
 *       them</td></tr>
 * </table>
 */
public final class MacroExpansion {
    /** With arguments anywhere; without arguments only where no word precedes, so that mail addresses stay. */
    private static final Pattern MACRO = Pattern.compile("@([A-Za-z]+)\\(([^()]*)\\)|(?<!\\w)@([A-Za-z]+)\\b(?!\\()");

    private static final List<String> WITH_ARGUMENTS =
            List.of("IP", "Netmask", "Prefix", "Gateway", "DNSServer", "id", "PrecedentTierEntryPoint", "Property");
    private static final List<String> SETTINGS = List.of("MonitoringChannel", "Username", "Password");
    private static final List<String> WITHOUT_ARGUMENTS = List.of("Hostname", "Domain", "ServiceId");

    private final MemberContext context;
    private final Map<String, String> properties;
    private final Deque<String> expanding = new ArrayDeque<>();

    private MacroExpansion(MemberContext context, Map<String, String> properties) {
        this.context = context;
        this.properties = properties;
    }

    /**
     * Expands all properties of a member.
     *
     * @throws MacroException when a macro is unknown, names what is not there, or refers to itself
     */
    public static Map<String, String> expand(MemberContext context, Map<String, String> properties) {
        MacroExpansion expansion = new MacroExpansion(context, properties);
        Map<String, String> expanded = new LinkedHashMap<>();
        properties.keySet().forEach(key -> expanded.put(key, expansion.property(key)));
        return expanded;
    }

    /** Expands one text that refers to no properties. */
    public static String expand(MemberContext context, String text) {
        return new MacroExpansion(context, Map.of()).text(text);
    }

    private String property(String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new MacroException("@Property(" + key + "): the member has no such property");
        }
        if (expanding.contains(key)) {
            throw new MacroException("@Property(" + key + ") refers to itself");
        }
        expanding.push(key);
        try {
            return text(value);
        } finally {
            expanding.pop();
        }
    }

    private String text(String text) {
        return MACRO.matcher(text).replaceAll(match -> Matcher.quoteReplacement(macro(match)));
    }

    private String macro(MatchResult match) {
        if (match.group(1) == null) {
            return plain(match.group(), match.group(3));
        }
        List<String> arguments =
                Stream.of(match.group(2).split(",", -1)).map(String::strip).toList();
        return switch (match.group(1)) {
            case "IP" -> address(match, arguments).ip();
            case "Netmask" -> address(match, arguments).netmask();
            case "Prefix" -> Integer.toString(address(match, arguments).prefix());
            case "Gateway" -> address(match, arguments).gateway();
            case "DNSServer" -> String.join(" ", address(match, arguments).nameServers());
            case "id" -> instance(match, arguments);
            case "PrecedentTierEntryPoint" -> entryPoint(match, arguments);
            case "Property" -> property(arguments.get(arguments.size() - 1));
            default -> throw unknown(match.group(), match.group(1));
        };
    }

    private String plain(String macro, String name) {
        return switch (name) {
            case "Hostname" -> context.hostname();
            case "Domain" -> context.domain();
            case "ServiceId" -> context.serviceId();
            default -> {
                if (SETTINGS.contains(name)) {
                    yield Optional.ofNullable(context.settings().get(name))
                            .orElseThrow(() -> new MacroException(macro + ": the deployment sets no such value"));
                }
                yield macro;
            }
        };
    }

    private NetworkAddress address(MatchResult match, List<String> arguments) {
        return Optional.ofNullable(context.addresses().get(arguments.get(0)))
                .orElseThrow(() -> new MacroException(match.group() + ": the member is on no network '"
                        + arguments.get(0) + "' (it is on: "
                        + String.join(", ", new TreeSet<>(context.addresses().keySet())) + ")"));
    }

    private String instance(MatchResult match, List<String> arguments) {
        try {
            int digits = arguments.get(0).isEmpty() ? 1 : Integer.parseInt(arguments.get(0));
            if (digits >= 1 && digits <= 9) {
                return String.format("%0" + digits + "d", context.instance());
            }
        } catch (NumberFormatException notANumber) {
            // answered below, like a number out of range
        }
        throw new MacroException(match.group() + ": expected a number of digits from 1 to 9");
    }

    private String entryPoint(MatchResult match, List<String> arguments) {
        if (arguments.size() != 2) {
            throw new MacroException(match.group() + ": expected a network and a tier");
        }
        Map<String, String> tier = context.entryPoints().get(arguments.get(1));
        if (tier == null) {
            throw new MacroException(match.group() + ": no tier '" + arguments.get(1) + "' has an address yet");
        }
        return Optional.ofNullable(tier.get(arguments.get(0)))
                .orElseThrow(() -> new MacroException(match.group() + ": tier '" + arguments.get(1)
                        + "' is on no network '" + arguments.get(0) + "'"));
    }

    private static MacroException unknown(String macro, String name) {
        List<String> known = Stream.of(WITH_ARGUMENTS, WITHOUT_ARGUMENTS, SETTINGS)
                .flatMap(List::stream)
                .toList();
        return new MacroException(macro + ": unknown macro"
                + NearestName.of(name, known)
                        .map(near -> ": did you mean @" + near + "?")
                        .orElse(""));
    }
}
