package org.openvman.ovf.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroExpansionTest {
    static final MemberContext APP_2 = new MemberContext(
            "svc-7",
            "app",
            2,
            "app-2",
            "demo.example",
            Map.of(
                    "internal",
                    new NetworkAddress("10.1.2.4", 22, "10.1.0.1", List.of("10.1.0.2", "10.1.0.3")),
                    "public",
                    NetworkAddress.of("192.0.2.9", 24)),
            Map.of("db", Map.of("internal", "10.1.2.3")),
            Map.of("Username", "adm$1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@IP(internal)|10.1.2.4",
                "@IP( public , eth1 )|192.0.2.9",
                "@Netmask(internal)|255.255.252.0",
                "@Prefix(internal)|22",
                "@Gateway(internal)|10.1.0.1",
                "[@Gateway(public)]|[]",
                "@DNSServer(internal)|10.1.0.2 10.1.0.3",
                "@Hostname.@Domain|app-2.demo.example",
                "@ServiceId|svc-7",
                "node-@id(3)|node-002",
                "jdbc:db://@PrecedentTierEntryPoint(internal,db):3300/x|jdbc:db://10.1.2.3:3300/x",
                "@Username|adm$1",
                // what is no macro stays
                "root@Hostname|root@Hostname",
                "a @ b @unknown c|a @ b @unknown c",
                "x@example.com|x@example.com",
            })
    void expands(String text, String expanded) {
        assertThat(MacroExpansion.expand(APP_2, text)).isEqualTo(expanded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@IP(outside)|@IP(outside): the member is on no network 'outside' (it is on: internal, public)",
                "@Ip(internal)|@Ip(internal): unknown macro: did you mean @IP?",
                "@PrecedentTierEntryPoint(internal,web)|@PrecedentTierEntryPoint(internal,web): no tier 'web' has an address yet",
                "@PrecedentTierEntryPoint(public,db)|@PrecedentTierEntryPoint(public,db): tier 'db' is on no network 'public'",
                "@Password|@Password: the deployment sets no such value",
                "@id(x)|@id(x): expected a number of digits from 1 to 9",
            })
    void whatCannotBeExpandedIsNamed(String text, String message) {
        assertThatThrownBy(() -> MacroExpansion.expand(APP_2, text))
                .isInstanceOf(MacroException.class)
                .hasMessage(message);
    }

    @Test
    void propertiesMayReferToEachOtherButNotInACircle() {
        assertThat(MacroExpansion.expand(APP_2, Map.of("url", "http://@Property(host):80", "host", "@IP(internal)")))
                .containsEntry("url", "http://10.1.2.4:80");
        assertThatThrownBy(() -> MacroExpansion.expand(APP_2, Map.of("a", "@Property(b)", "b", "@Property(a)")))
                .isInstanceOf(MacroException.class)
                .hasMessageContaining("refers to itself");
    }

    @ParameterizedTest
    @CsvSource({"0,0.0.0.0", "1,128.0.0.0", "8,255.0.0.0", "25,255.255.255.128", "32,255.255.255.255"})
    void netmaskOfPrefix(int prefix, String mask) {
        assertThat(NetworkAddress.of("10.0.0.1", prefix).netmask()).isEqualTo(mask);
    }
}
