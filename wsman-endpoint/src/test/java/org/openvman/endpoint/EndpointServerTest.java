package org.openvman.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openvman.endpoint.security.UserFile;
import org.openvman.ovf.client.Endpoint;
import org.openvman.ovf.client.EndpointClient;
import org.openvman.ovf.client.EndpointException;
import org.openvman.ovf.client.JobWatch;
import org.openvman.ovf.client.Packages;
import org.openvman.ovf.client.Systems;
import org.openvman.ovf.io.OvfPackage;
import org.openvman.ovf.io.Progress;
import org.openvman.provider.ProviderAssembly;
import org.openvman.provider.operation.Role;
import org.openvman.schema.cim.CimArgument;
import org.openvman.schema.cim.CimInstance;
import org.openvman.schema.cim.CimPath;
import org.openvman.schema.cim.CimType;

/** The whole endpoint over a simulated host, as a client sees it. */
class EndpointServerTest {
    private static final String SOAP = "application/soap+xml;charset=UTF-8";
    private static final Path REQUESTS = Path.of("src/test/resources/wsman");

    @TempDir
    private static Path state;

    private static ProviderAssembly provider;
    private static EndpointServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        UserFile users = new UserFile(EndpointConfig.usersFile(state));
        users.put("admin", Role.ADMINISTRATOR, "secret".toCharArray());
        users.put("guest", Role.READER, "secret".toCharArray());
        EndpointConfig config = EndpointConfig.of(ConfigFile.empty()
                .with(ConfigKey.PORT, "0")
                .with(ConfigKey.STATE, state.toString())
                .with(ConfigKey.HYPERVISORS, "simulator:?systems=5")
                .with(ConfigKey.MAX_PACKAGE_SIZE, "1MiB"));
        provider = ProviderAssembly.open(config.provider(), Clock.systemUTC());
        server = new EndpointServer(config, provider.operations(), "1.2.3", Clock.systemUTC());
        server.start();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        provider.close();
    }

    @Test
    void identifiesItselfToAnybodyAtTheAnonymousAddresses() throws Exception {
        String identify = golden("identify");

        for (String path : new String[] {"/wsman-anon", "/wsman-anon/identify"}) {
            HttpResponse<String> answer = send(post(path, identify));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains(SOAP);
            assertThat(answer.body()).contains("<wsmid:ProductVersion>1.2.3</wsmid:ProductVersion>");
        }
        assertThat(send(post("/wsman", identify).header("WSMANIDENTIFY", "unauthenticated"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nothingButIdentifyIsAnonymous() throws Exception {
        String enumerate = golden("enumerate-and-pull");

        HttpResponse<String> anonymous = send(post("/wsman-anon", enumerate));
        assertThat(anonymous.statusCode()).isEqualTo(403);
        assertThat(anonymous.body()).contains("wsman:AccessDenied");
        assertThat(send(post("/wsman", enumerate).header("WSMANIDENTIFY", "unauthenticated"))
                        .statusCode())
                .isEqualTo(403);
        for (String path : new String[] {"/wsman", "/cimom", "/", "/packages", "/nothing"}) {
            HttpResponse<String> refused = send(post(path, enumerate));
            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"OpenVMAN\", charset=\"UTF-8\"");
        }
        assertThat(send(post("/wsman", enumerate).header("Authorization", basic("admin", "wrong")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void enumeratesGetsAndInvokesOnALiveSystem() throws Exception {
        HttpResponse<String> all = wsman(golden("enumerate-epr")
                .replace("MaxElements>10<", "MaxElements>100<")
                .replace("/cim-schema/2/CIM_ComputerSystem", "/cim-schema/2/OpenVMAN_ComputerSystem"));
        assertThat(all.statusCode()).isEqualTo(200);
        Matcher names = Pattern.compile("Name=\"Name\">([^<]+)<").matcher(all.body());
        assertThat(names.results().count()).isEqualTo(5);
        names.reset();
        assertThat(names.find()).isTrue();
        String name = names.group(1);

        String get = golden("get").replace(">one<", ">" + name + "<");
        assertThat(wsman(get).body()).contains("<p:Name>" + name + "</p:Name>");

        String change = golden("invoke").replace(">one<", ">" + name + "<");
        assertThat(wsman(change).body()).contains("RequestStateChange_OUTPUT").contains("ReturnValue>");
        HttpResponse<String> guest = send(post("/wsman", change).header("Authorization", basic("guest", "secret")));
        assertThat(guest.statusCode()).isEqualTo(403);
        assertThat(guest.body()).contains("wsman:AccessDenied");
    }

    // A hypervisor may be slower than a client that sends nothing is borne with.
    @Test
    void anOperationMayTakeLongerThanAConnectionMayBeIdle(@TempDir Path other) throws Exception {
        new UserFile(EndpointConfig.usersFile(other)).put("admin", Role.ADMINISTRATOR, "secret".toCharArray());
        EndpointConfig config = EndpointConfig.of(ConfigFile.empty()
                .with(ConfigKey.PORT, "0")
                .with(ConfigKey.STATE, other.toString())
                .with(ConfigKey.HYPERVISORS, "simulator:?systems=1&latency=2s")
                .with(ConfigKey.IDLE_TIMEOUT, "1s"));
        try (ProviderAssembly slow = ProviderAssembly.open(config.provider(), Clock.systemUTC());
                EndpointServer endpoint = new EndpointServer(config, slow.operations(), "1.2.3", Clock.systemUTC());
                EndpointClient admin = started(endpoint).open(Endpoint.Protocol.WSMAN)) {
            Systems.VirtualSystem system = new Systems(admin).find("vm-00001");
            long begin = System.nanoTime();
            assertThat(admin.invoke(
                                    system.path(),
                                    "RequestStateChange",
                                    List.of(CimArgument.of("RequestedState", CimType.UINT16, 11L)))
                            .returnCode())
                    .isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    private static Endpoint started(EndpointServer endpoint) throws Exception {
        endpoint.start();
        return asAdministrator(endpoint);
    }

    private static Endpoint asAdministrator(EndpointServer endpoint) {
        return Endpoint.of(endpoint.wsmanUri(), Optional.of(new Endpoint.Credentials("admin", "secret")));
    }

    // DSP0226 clause 13.1: the answer is in the encoding of the request.
    @Test
    void answersInTheEncodingOfTheRequest() throws Exception {
        String get = golden("identify");
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(uri("/wsman"))
                        .header("Authorization", basic("admin", "secret"))
                        .header("Content-Type", "application/soap+xml; charset=utf-16")
                        .POST(BodyPublishers.ofByteArray(get.getBytes(StandardCharsets.UTF_16)))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/soap+xml;charset=UTF-16");
        assertThat(new String(answer.body(), Charset.forName("UTF-16"))).contains("IdentifyResponse");
    }

    @Test
    void refusesWhatIsNotWsMan() throws Exception {
        HttpResponse<String> text = send(HttpRequest.newBuilder(uri("/wsman"))
                .header("Authorization", basic("admin", "secret"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("hello")));
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(text.body()).contains("faultDetail/CharacterSet");

        HttpResponse<String> get = send(HttpRequest.newBuilder(uri("/wsman"))
                .header("Authorization", basic("admin", "secret"))
                .GET());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");

        HttpResponse<String> large = wsman(golden("get").replace(">one<", ">" + "x".repeat(600_000) + "<"));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("faultDetail/ServiceEnvelopeLimit");

        assertThat(wsman("<not-xml").statusCode()).isEqualTo(400);
    }

    @Test
    void aRequestThatEndsEarlyIsAnsweredOrDroppedAndTheServerGoesOn() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.wsmanUri().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Type: " + SOAP + "\r\nAuthorization: "
                            + basic("admin", "secret") + "\r\nContent-Length: 5000\r\n\r\n<s:Envelope")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            String answer = read(socket.getInputStream());
            assertThat(answer)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 400"));
        }

        assertThat(wsman(golden("identify")).statusCode()).isEqualTo(200);
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void packagesAreUploadedListedAndDeletedByAdministrators() throws Exception {
        String admin = basic("admin", "secret");
        assertThat(send(upload("a.ova", "first", admin)).statusCode()).isEqualTo(201);
        assertThat(send(upload("a.ova", "second", admin)).statusCode()).isEqualTo(204);
        assertThat(Files.readString(state.resolve("packages").resolve("a.ova"))).isEqualTo("second");
        assertThat(send(HttpRequest.newBuilder(uri("/packages"))
                                .header("Authorization", basic("guest", "secret"))
                                .GET())
                        .body())
                .startsWith("[{\"name\":\"a.ova\",\"bytes\":6,\"modified\":\"");

        assertThat(send(upload("b.ova", "x", basic("guest", "secret"))).statusCode())
                .isEqualTo(403);
        assertThat(send(upload("..%2Fusers.ova", "x", admin)).statusCode()).isEqualTo(400);
        assertThat(send(upload("users", "x", admin)).statusCode()).isEqualTo(400);
        assertThat(send(upload("big.ova", "x".repeat(1024 * 1024 + 1), admin)).statusCode())
                .isEqualTo(413);
        try (Stream<Path> files = Files.list(state.resolve("packages"))) {
            assertThat(files.map(Path::getFileName)).containsExactly(Path.of("a.ova"));
        }

        HttpRequest.Builder delete = HttpRequest.newBuilder(uri("/packages/a.ova"))
                .header("Authorization", admin)
                .DELETE();
        assertThat(send(delete).statusCode()).isEqualTo(204);
        assertThat(send(delete).statusCode()).isEqualTo(404);
    }

    // RFC 9110, 14: one range of bytes; what cannot be understood is answered with the whole.
    @Test
    void packagesAreFetchedWholeAndInRangesByAdministrators() throws Exception {
        String admin = basic("admin", "secret");
        send(upload("range.ova", "0123456789", admin));

        HttpResponse<String> whole = send(fetch("range.ova", admin));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(10);
        String tag = whole.headers().firstValue("ETag").orElseThrow();

        assertRange("bytes=2-4", "234", "bytes 2-4/10");
        assertRange("bytes=7-", "789", "bytes 7-9/10");
        assertRange("bytes=7-99", "789", "bytes 7-9/10");
        assertRange("bytes=-3", "789", "bytes 7-9/10");
        HttpResponse<String> same =
                send(fetch("range.ova", admin).header("Range", "bytes=9-").header("If-Range", tag));
        assertThat(same.body()).isEqualTo("9");
        HttpResponse<String> other =
                send(fetch("range.ova", admin).header("Range", "bytes=9-").header("If-Range", "\"older\""));
        assertThat(other.statusCode()).isEqualTo(200);
        for (String unclear : new String[] {"bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2"}) {
            assertThat(send(fetch("range.ova", admin).header("Range", unclear)).body())
                    .as(unclear)
                    .isEqualTo("0123456789");
        }
        HttpResponse<String> beyond = send(fetch("range.ova", admin).header("Range", "bytes=10-"));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */10");

        assertThat(send(fetch("range.ova", basic("guest", "secret"))).statusCode())
                .isEqualTo(403);
        assertThat(send(fetch("none.ova", admin)).statusCode()).isEqualTo(404);
        assertThat(send(fetch("..%2Fusers", admin)).statusCode()).isEqualTo(400);
        send(HttpRequest.newBuilder(uri("/packages/range.ova"))
                .header("Authorization", admin)
                .DELETE());
    }

    private static void assertRange(String range, String bytes, String contentRange) throws Exception {
        HttpResponse<String> answer =
                send(fetch("range.ova", basic("admin", "secret")).header("Range", range));
        assertThat(answer.statusCode()).as(range).isEqualTo(206);
        assertThat(answer.body()).as(range).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Content-Range")).as(range).contains(contentRange);
    }

    private static HttpRequest.Builder fetch(String name, String authorization) {
        return HttpRequest.newBuilder(uri("/packages/" + name)).header("Authorization", authorization);
    }

    // The whole way through WS-Management: a system into a package, the package here, another system of it.
    @Test
    void aSystemIsExportedFetchedAndImportedByAClient() throws Exception {
        Endpoint endpoint = asAdministrator(server);
        Path file = state.resolve("fetched.ova");
        try (EndpointClient wsman = endpoint.open(Endpoint.Protocol.WSMAN)) {
            Systems systems = new Systems(wsman);
            Packages packages = new Packages(endpoint);
            Systems.VirtualSystem original = off(wsman, systems);
            CimPath exporting = systems.export(original, Packages.uri("sent.ova"), Optional.empty())
                    .orElseThrow();
            assertThat(new JobWatch(wsman).await(exporting, status -> {}).status())
                    .isEqualTo("completed");
            try (Packages.Download download = packages.get("sent.ova")) {
                download.writeTo(file, Progress.NONE);
            }
            packages.delete("sent.ova");
            try (OvfPackage fetched = OvfPackage.open(file)) {
                assertThat(fetched.verify(Progress.NONE)).isEmpty();
            }

            packages.put(file, "received.ova", Progress.NONE);
            CimPath importing = systems.importFrom(
                            Packages.uri("received.ova"),
                            new Systems.ImportOptions(
                                    Optional.of("copy"), true, Optional.of("default"), Map.of(), Optional.empty()))
                    .orElseThrow();
            assertThat(new JobWatch(wsman).await(importing, status -> {}).status())
                    .isEqualTo("completed");
            packages.delete("received.ova");

            Systems.VirtualSystem copy = systems.madeBy(importing);
            assertThat(copy.name()).isEqualTo("copy");
            assertThat(copy.id()).isNotEqualTo(original.id());
            assertThat(systems.find("copy")).isEqualTo(copy);
            assertThatThrownBy(() -> systems.find("nobody"))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageContaining("nobody");
            wsman.invoke(
                    wsman.enumerateNames("root/virt", "OpenVMAN_VirtualSystemManagementService")
                            .findFirst()
                            .orElseThrow(),
                    "DestroySystem",
                    List.of(CimArgument.reference("AffectedSystem", copy.path())));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Systems.VirtualSystem off(EndpointClient wsman, Systems systems) {
        try (Stream<CimInstance> all = wsman.enumerate("root/virt", "OpenVMAN_ComputerSystem")) {
            return systems.find(all.filter(system ->
                            system.string("EnabledState").filter("3"::equals).isPresent())
                    .findFirst()
                    .flatMap(system -> system.string("Name"))
                    .orElseThrow());
        }
    }

    @Test
    void cimXmlAnswersToo() throws Exception {
        String request = "<?xml version=\"1.0\"?><CIM CIMVERSION=\"2.0\" DTDVERSION=\"2.0\"><MESSAGE ID=\"1\""
                + " PROTOCOLVERSION=\"1.0\"><SIMPLEREQ><IMETHODCALL NAME=\"EnumerateInstanceNames\"><LOCALNAMESPACEPATH>"
                + "<NAMESPACE NAME=\"root\"/><NAMESPACE NAME=\"virt\"/></LOCALNAMESPACEPATH><IPARAMVALUE"
                + " NAME=\"ClassName\"><CLASSNAME NAME=\"OpenVMAN_ComputerSystem\"/></IPARAMVALUE></IMETHODCALL></SIMPLEREQ>"
                + "</MESSAGE></CIM>";
        for (String path : new String[] {"/cimom", "/"}) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path))
                    .header("Authorization", basic("admin", "secret"))
                    .header("Content-Type", "application/xml; charset=utf-8")
                    .header("CIMOperation", "MethodCall")
                    .POST(BodyPublishers.ofString(request)));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().split("<INSTANCENAME ", -1)).hasSize(6);
        }
    }

    private static HttpRequest.Builder upload(String name, String content, String authorization) {
        return HttpRequest.newBuilder(uri("/packages/" + name))
                .header("Authorization", authorization)
                .PUT(BodyPublishers.ofString(content));
    }

    private static HttpResponse<String> wsman(String envelope) throws Exception {
        return send(post("/wsman", envelope).header("Authorization", basic("admin", "secret")));
    }

    private static HttpRequest.Builder post(String path, String envelope) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", SOAP).POST(BodyPublishers.ofString(envelope));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return server.wsmanUri().resolve(path);
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String golden(String name) throws IOException {
        return Files.readString(REQUESTS.resolve(name).resolve("1.request.xml"));
    }
}
