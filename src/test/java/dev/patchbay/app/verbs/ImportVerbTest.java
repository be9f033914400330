package dev.patchbay.app.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.patchbay.app.Main;
import dev.patchbay.app.house.Voice;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.backend.ConnectProxy;
import dev.patchbay.backend.oci.OciServer;
import dev.patchbay.backend.oci.OciServer.Reply;
import dev.patchbay.backend.oci.TestKey;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.masking.KnownSecrets;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// `patchbay import` of every older program's file, and the first request after it, with the
/// services on this computer.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImportVerbTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAT =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}";
    private static final String MESSAGE =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                    + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],"
                    + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}";
    private static final String OCI =
            "{\"modelId\":\"m\",\"modelVersion\":\"1\",\"chatResponse\":{\"apiFormat\":\"GENERIC\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"ASSISTANT\",\"content\":"
                    + "[{\"type\":\"TEXT\",\"text\":\"Hello\"}]},\"finishReason\":\"stop\"}],"
                    + "\"usage\":{\"promptTokens\":7,\"completionTokens\":2,\"totalTokens\":9}}}";

    @TempDir private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final LinkedBlockingQueue<RecordedRequest> asked = new LinkedBlockingQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private MockWebServer services;

    @BeforeEach
    void open() throws IOException {
        services = new MockWebServer();
        services.setDispatcher(new Services());
        environment.put("PATCHBAY_HOME", home.toString());
    }

    @AfterEach
    void close() {
        services.close();
        client.close();
    }

    /// Answers questions in both dialects, and lists nothing.
    private final class Services extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (!"POST".equals(request.getMethod())) {
                return new MockResponse.Builder().code(404).build();
            }
            asked.add(request);
            return new MockResponse.Builder()
                    .setHeader("content-type", "application/json")
                    .body(request.getTarget().endsWith("/messages") ? MESSAGE : CHAT)
                    .build();
        }
    }

    private record Run(int exit, String out, String err) {}

    private Run run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit =
                Main.run(
                        words,
                        paths(),
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private AppPaths paths() {
        return new AppPaths(
                home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("run"));
    }

    /// A sample in which this stands for that, by turns.
    private Path sample(String name, String... replaced) throws IOException {
        try (var in = ImportVerbTest.class.getResourceAsStream("/imports/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (int i = 0; i < replaced.length; i += 2) {
                assertTrue(text.contains(replaced[i]), replaced[i]);
                text = text.replace(replaced[i], replaced[i + 1]);
            }
            return Files.writeString(home.resolve(name), text);
        }
    }

    private String here(String path) throws IOException {
        services.start(InetAddress.getLoopbackAddress(), 0);
        return "http://127.0.0.1:" + services.getPort() + path;
    }

    private void bring(Path file) {
        Run run = run("import", file.toString(), "--unencrypted");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("Done."), run.out());
        assertFalse(run.out().contains("hush"), run.out());
    }

    /// The status and body of one answer by the whole program with what was imported.
    private HttpResponse<String> first(String model, String... headers) throws Exception {
        environment.put("PATCHBAY_PORT", "0");
        var overrides = Overrides.of(Map.of(), environment);
        try (var house =
                Wiring.of(paths(), overrides, environment, new KnownSecrets(), Voice.QUIET)) {
            var running = (Switchboard.State.Running) house.switchboard().start();
            String body =
                    "{\"model\":\"%s\",\"max_tokens\":9,\"tools\":[{\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}],\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                            .formatted(model);
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:" + running.port() + "/v1/messages"))
                            .header("content-type", "application/json")
                            .header("anthropic-version", "2023-06-01")
                            .header("x-patchbay-token", house.door().token());
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            var answer =
                    client.send(
                            request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                            BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("Hello", JSON.readTree(answer.body()).at("/content/0/text").asText());
            return answer;
        }
    }

    private RecordedRequest request() throws InterruptedException {
        RecordedRequest request = asked.poll(20, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no service was asked");
        }
        return request;
    }

    private static JsonNode body(RecordedRequest request) throws IOException {
        return JSON.readTree(request.getBody().utf8());
    }

    @Test
    void a_request_goes_where_claude_code_router_sent_it() throws Exception {
        bring(
                sample(
                        "router.json",
                        "https://openrouter.ai/api/v1/chat/completions",
                        here("/v1/chat/completions"),
                        "\"default\": \"deepseek,deepseek-chat\"",
                        "\"default\": \"openrouter,anthropic/claude-sonnet-4\""));
        first("claude-sonnet-4-5-20250929");
        RecordedRequest request = request();

        assertEquals("/v1/chat/completions", request.getTarget());
        assertEquals("anthropic/claude-sonnet-4", body(request).path("model").asText());
        assertEquals("Bearer hush of openrouter", request.getHeaders().get("Authorization"));
        assertEquals("moonshotai/fp8", body(request).at("/provider/only/0").asText());
    }

    @Test
    void a_request_goes_to_the_provider_that_cc_switch_had_in_use() throws Exception {
        bring(sample("switch.json", "https://open.bigmodel.cn/api/anthropic", here("/api")));
        first("claude-haiku-4-5");
        RecordedRequest request = request();

        assertEquals("/api/v1/messages", request.getTarget());
        assertEquals("glm-4.5-air", body(request).path("model").asText());
        assertEquals("Bearer hush of glm", request.getHeaders().get("Authorization"));
    }

    @Test
    void a_request_goes_by_the_bridges_tier() throws Exception {
        bring(sample("bridge.env", "https://openrouter.ai/api/v1", here("/v1")));
        first("claude-opus-4-5");
        RecordedRequest request = request();

        assertEquals("qwen/qwen3-coder", body(request).path("model").asText());
        assertEquals("Bearer hush of the bridge", request.getHeaders().get("Authorization"));
        assertEquals("Bridge/0.2.0", request.getHeaders().get("X-Title"));
    }

    @Test
    void a_request_goes_to_chutes_with_the_clients_credential_or_the_proxys() throws Exception {
        bring(sample("chutes.env", "https://llm.chutes.ai", here("")));
        first("claude-sonnet-4");
        RecordedRequest request = request();
        assertEquals("/v1/chat/completions", request.getTarget());
        assertEquals("moonshotai/Kimi-K2-Instruct", body(request).path("model").asText());
        assertEquals("Bearer hush of chutes", request.getHeaders().get("Authorization"));

        first("claude-sonnet-4", "Authorization", "Bearer hush of the client");
        assertEquals("Bearer hush of the client", request().getHeaders().get("Authorization"));
    }

    @Test
    void a_request_is_relayed_as_the_relay_did() throws Exception {
        bring(sample("relay.env", "https://api.anthropic.com/v1/messages", here("/v1/messages")));
        first("claude-opus-4-5");
        RecordedRequest request = request();

        assertEquals("/v1/messages", request.getTarget());
        assertEquals("claude-opus-4-5", body(request).path("model").asText());
        assertEquals("hush of the relay", request.getHeaders().get("x-api-key"));
    }

    @Test
    void a_request_goes_to_the_gateways_model_at_oci_signed() throws Exception {
        try (var oci = new OciServer(TestKey.publicKey())) {
            oci.answers(Reply.json(200, OCI));
            Path key = Files.writeString(home.resolve("key.pem"), TestKey.pem());
            Path config =
                    Files.writeString(
                            home.resolve("oci.config"),
                            "[DEFAULT]\nuser=u\nfingerprint=f\ntenancy=t\nregion=us-chicago-1\nkey_file=%s\n"
                                    .formatted(key));
            environment.put("OCI_CONFIG_FILE", config.toString());
            bring(
                    sample(
                            "oci.json",
                            "https://inference.generativeai.us-chicago-1.oci.oraclecloud.com",
                            oci.url()));
            first("claude-haiku-4-5-20251001");
            var request = oci.asked().getFirst();

            assertEquals("t/u/f", request.keyId());
            assertEquals(
                    "ocid1.compartment.oc1..test", request.json().path("compartmentId").asText());
            assertEquals(
                    "ocid1.generativeaimodel.oc1.us-chicago-1.grok",
                    request.json().at("/servingMode/modelId").asText());
            assertEquals(0.7, request.json().at("/chatRequest/temperature").asDouble());
            assertEquals(9, request.json().at("/chatRequest/maxTokens").asInt());
        }
    }

    @Test
    void a_request_shows_ob1s_own_sign_in_at_the_address_of_the_preset() throws Exception {
        var certificate =
                new HeldCertificate.Builder()
                        .addSubjectAlternativeName("dashboard.openblocklabs.com")
                        .build();
        services.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .build()
                        .sslSocketFactory());
        services.start(InetAddress.getLoopbackAddress(), 0);
        Files.writeString(home.resolve("authority.pem"), certificate.certificatePem());
        Files.writeString(
                home.resolve("settings.json"), "{\"version\":1,\"caFile\":\"authority.pem\"}");
        try (var way = ConnectProxy.to(services.getPort())) {
            environment.put("HTTPS_PROXY", way.url());
            bring(sample("ob1.json", "1767225600000", "4102444800000"));
            first("ob1/anthropic/claude-opus-4.5");
        }
        RecordedRequest request = request();

        assertEquals("/api/v1/chat/completions", request.getTarget());
        assertEquals("Bearer hush access:org_7", request.getHeaders().get("Authorization"));
        assertEquals("anthropic/claude-opus-4.5", body(request).path("model").asText());
    }

    @Test
    void a_dry_run_tells_the_same_and_changes_nothing() throws Exception {
        Path file = sample("bridge.env");
        Run dry = run("import", file.toString(), "--dry-run");

        assertEquals(0, dry.exit(), dry.err());
        assertFalse(Files.exists(home.resolve("settings.json")));
        assertFalse(Files.exists(home.resolve("secrets.properties")));
        assertEquals(
                dry.out().replace("Nothing was changed yet.", "Done."),
                run("import", file.toString(), "--unencrypted").out());
    }

    @Test
    void without_a_keychain_keys_come_by_consent_alone() throws Exception {
        Run run = run("import", sample("bridge.env").toString());

        assertEquals(1, run.exit(), run.out());
        assertTrue(run.err().contains("there is no place for its keys"), run.err());
        assertTrue(run.err().contains("--unencrypted"), run.err());
        assertFalse(Files.exists(home.resolve("settings.json")));
        assertFalse(Files.exists(home.resolve("secrets.properties")));
    }

    @Test
    void it_tells_what_comes_what_stays_and_what_cannot_come() throws Exception {
        Files.writeString(
                home.resolve("settings.json"),
                "{\"version\":1,\"log\":{\"level\":\"error\"},\"backends\":[{\"id\":\"demo\",\"kind\":\"demo\"}]}");
        List<String> lines =
                run("import", sample("bridge.env").toString(), "--dry-run").out().lines().toList();

        assertTrue(lines.contains("The file holds an older proxy's variables."), lines.toString());
        assertTrue(
                lines.contains(
                        "  backend openrouter       OpenRouter, https://openrouter.ai/api/v1, key"
                                + " keychain:backend/openrouter/1"),
                lines.toString());
        assertEquals(
                "  log.level                warn",
                lines.get(lines.indexOf("Stays as it is here; --replace takes the file's:") + 1));
        assertTrue(lines.contains("  TEAPOT: is not known here."), lines.toString());
    }

    @Test
    void what_stays_is_taken_when_that_is_said() throws Exception {
        Files.writeString(
                home.resolve("settings.json"),
                "{\"version\":1,\"log\":{\"level\":\"error\"},\"backends\":[{\"id\":\"demo\",\"kind\":\"demo\"}]}");
        Path file = sample("bridge.env");

        run("import", file.toString(), "--unencrypted");
        assertTrue(Files.readString(home.resolve("settings.json")).contains("\"error\""));
        assertEquals(0, run("import", file.toString(), "--replace").exit());
        assertTrue(Files.readString(home.resolve("settings.json")).contains("\"warn\""));
        assertTrue(run("import", file.toString()).out().contains("There is nothing to change."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.env", ".", "letter.txt"})
    void a_file_that_cannot_be_read_ends_with_1_and_says_why(String name) throws Exception {
        Files.writeString(home.resolve("letter.txt"), "Dear reader,");
        Run run = run("import", home.resolve(name).toString());

        assertEquals(1, run.exit());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
