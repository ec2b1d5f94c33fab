package org.openvman.endpoint.wsman;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openvman.provider.operation.EnumerationSessions;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.RequestContext;
import org.openvman.provider.operation.Role;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimProperty;

/** DSP0226 clause 6.2: an answer keeps to wsman:MaxEnvelopeSize; an enumeration returns what fits and goes on. */
class EnvelopeLimitTest {
    private static final Pattern NAME = Pattern.compile("<p:Name>(system-\\d+)</p:Name>");
    private final Clock clock = Clock.systemUTC();
    private final EnumerationSessions sessions =
            new EnumerationSessions(clock, UUID::randomUUID, EnumerationSessions.Limits.DEFAULT);

    @Test
    void pagesHoldWhatFitsAndNothingIsLostBetweenThem() throws Exception {
        WsmanService service = service(systems(200, 100));
        List<String> names = new ArrayList<>();

        Answer page =
                answer(service, enumerate("<wsman:OptimizeEnumeration/><wsman:MaxElements>1000</wsman:MaxElements>"));
        int pages = 0;
        while (true) {
            String text = new String(page.envelope(), StandardCharsets.UTF_8);
            assertThat(page.outcome()).isEqualTo("ok");
            assertThat(page.envelope().length).isLessThanOrEqualTo(8192);
            Matcher found = NAME.matcher(text);
            while (found.find()) {
                names.add(found.group(1));
            }
            pages++;
            if (text.contains("EndOfSequence")) {
                break;
            }
            page = answer(service, pull(context(text)));
        }

        assertThat(names).hasSize(200).doesNotHaveDuplicates();
        assertThat(pages).isBetween(5, 20);
        assertThat(sessions.size()).isZero();
    }

    @Test
    void anItemThatAloneIsTooLargeIsAFaultAndNoSessionIsLeftBehind() throws Exception {
        WsmanService service = service(systems(1, 9000));

        Answer answer = answer(service, enumerate("<wsman:OptimizeEnumeration/>"));

        assertThat(answer.outcome()).isEqualTo("EncodingLimit/MaxEnvelopeSizeExceeded");
        assertThat(sessions.size()).isZero();
    }

    @Test
    void aChangeThatCannotBeReportedSaysThatItWasMade() throws Exception {
        ModelOperations operations = new ModelOperations(systems(1, 9000));
        WsmanService service = service(operations);
        String put = request("wsman/put/1.request.xml")
                .replace(">one<", ">system-0<")
                .replace("</s:Header>", "<wsman:MaxEnvelopeSize>8192</wsman:MaxEnvelopeSize></s:Header>");

        assertThat(answer(service, put).outcome()).isEqualTo("EncodingLimit/UnreportableSuccess");
        assertThat(operations.calls()).startsWith("modify ");
    }

    private static List<CimInstance> systems(int count, int padding) {
        List<CimInstance> systems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> keys = Map.of("CreationClassName", "OpenVMAN_ComputerSystem", "Name", "system-" + i);
            systems.add(CimInstance.of(
                            "OpenVMAN_ComputerSystem",
                            CimProperty.string("Name", "system-" + i),
                            CimProperty.string("Description", "x".repeat(padding)))
                    .withPath(new CimPath("root/virt", "OpenVMAN_ComputerSystem", keys)));
        }
        return systems;
    }

    private static String enumerate(String options) throws Exception {
        return request("wsman/enumerate-and-pull/1.request.xml")
                .replace("<wsen:Enumerate></wsen:Enumerate>", "<wsen:Enumerate>" + options + "</wsen:Enumerate>")
                .replace("</s:Header>", "<wsman:MaxEnvelopeSize>8192</wsman:MaxEnvelopeSize></s:Header>");
    }

    private static String pull(String context) throws Exception {
        return request("wsman/enumerate-and-pull/3.request.xml")
                .replaceFirst(">[0-9a-f-]{36}<", ">" + context + "<")
                .replace("MaxElements>10<", "MaxElements>1000<")
                .replace("</s:Header>", "<wsman:MaxEnvelopeSize>8192</wsman:MaxEnvelopeSize></s:Header>");
    }

    private static String request(String name) throws Exception {
        return Files.readString(Path.of("src/test/resources", name));
    }

    private static String context(String answer) {
        Matcher found = Pattern.compile("EnumerationContext>([^<]+)<").matcher(answer);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private WsmanService service(List<CimInstance> instances) {
        return service(new ModelOperations(instances));
    }

    private WsmanService service(ModelOperations operations) {
        return new WsmanService(operations, sessions, clock, UUID::randomUUID, WsmanService.Settings.DEFAULT);
    }

    private static Answer answer(WsmanService service, String request) {
        RequestContext context = new RequestContext("r", new Principal("ann", Role.ADMINISTRATOR));
        return service.answer(
                Optional.of(context), "r", request.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
