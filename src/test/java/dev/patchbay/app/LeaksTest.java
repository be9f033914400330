package dev.patchbay.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.house.EchoServer;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.keys.OwnerOnlyFile;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// The whole program, as a process of its own, with twelve secrets and backends that repeat every
/// credential they see. Afterwards the secrets are looked for in all that it left behind.
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "it looks at permissions, and ends by a signal")
@Timeout(240)
class LeaksTest {
    private static final String LONG = "PBEWithHmacSHA256AndAES_128";
    /// The one header whose value is kept with bodies.
    private static final String BETAS = "a-beta-2025-01-01";

    private static final List<String> FAULTS =
            List.of(
                    "401-plain",
                    "500-url",
                    "429-json",
                    "400-base64",
                    "200-frames",
                    "200-error",
                    "200-whole");
    private static final List<String> BACKENDS =
            List.of("a", "b", "c", "club", "oci", "own", "far");

    /// Where a secret is meant to be.
    private static final Pattern KEPT =
            Pattern.compile("settings\\.json|secrets\\.properties|tokens/.*|logins/.*\\.json");

    @TempDir Path folder;

    private final Seeds seeds = new Seeds();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final StringBuilder outAndErr = new StringBuilder();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EchoServer echo;
    private Process serving;
    private String door;
    private int asked;
    private String betas = BETAS;

    @BeforeEach
    void sow() throws Exception {
        echo = new EchoServer();
        Files.createDirectory(
                home(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        environment.put("A2", seeds.sown("second key of a backend"));
        environment.put("B1", seeds.sown("key of another backend"));
        OwnerOnly.write(folder.resolve("c1"), bytes(seeds.sown("key in a file")));
        String phrase = seeds.sown("pass phrase of OCI");
        OwnerOnly.write(folder.resolve("phrase"), bytes(phrase));
        ociKey(phrase);
        new OwnerOnlyFile(home().resolve("secrets.properties"))
                .put("backend/a/1", Secret.of(seeds.sown("key of a backend")));
        OwnerOnly.folder(home().resolve("tokens"));
        OwnerOnly.write(
                home().resolve("tokens/ci"), bytes(seeds.sown("token of the user's choice")));
        signIn();
        OwnerOnly.write(home().resolve("settings.json"), bytes(settings()));
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        if (serving != null) {
            serving.destroyForcibly().waitFor();
        }
        echo.close();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private AppPaths paths() {
        Path home = home();
        return new AppPaths(
                home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("run"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A key of its own, closed by this pass phrase, and the configuration that names it.
    private void ociKey(String phrase) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] plain = generator.generateKeyPair().getPrivate().getEncoded();
        var cipher = Cipher.getInstance(LONG);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(LONG)
                        .generateSecret(new PBEKeySpec(phrase.toCharArray())));
        var parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        byte[] closed = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(plain)).getEncoded();
        String lines = Base64.getMimeEncoder(64, bytes("\n")).encodeToString(closed);
        String label = "ENCRYPTED PRIVATE KEY-----\n";
        String pem = "-----BEGIN " + label + lines + "\n-----END " + label;
        Path file = folder.resolve("oci.pem");
        OwnerOnly.write(file, bytes(pem));
        seeds.sown("key of OCI", lines.lines().skip(5).findFirst().orElseThrow());
        OwnerOnly.write(
                folder.resolve("oci"),
                bytes(
                        "[DEFAULT]\n"
                                + "user=ocid1.user.oc1..u\n"
                                + "fingerprint=20:3b\n"
                                + "tenancy=ocid1.tenancy.oc1..t\n"
                                + "region=us-chicago-1\n"
                                + "key_file="
                                + file));
    }

    private void signIn() throws Exception {
        var login =
                new Login(
                        echo.url("/token"),
                        "client",
                        Secret.of(seeds.sown("access token")),
                        Optional.of(Secret.of(seeds.sown("refresh token"))),
                        Instant.now(),
                        Optional.of(Instant.now().plus(Duration.ofHours(1))),
                        Map.of(),
                        false);
        try (var hold = new LoginFiles(paths().loginsFolder(), new KnownSecrets()).hold("club")) {
            hold.keep(login);
        }
    }

    private String settings() {
        String proxy = seeds.sown("password of a proxy");
        return """
        {"version":1,
         "server":{"port":0,"tokens":[{"name":"default","token":"file:tokens/default"},
                                      {"name":"ci","token":"file:tokens/ci"}]},
         "keys":{"store":"file"},"history":{"keepBodies":true},"log":{"level":"trace"},
         "backends":[
          {"id":"a","baseUrl":"%s","auth":{"style":"bearer","keys":["keychain:backend/a/1","env:A2"]}},
          {"id":"b","kind":"anthropic","baseUrl":"%s","auth":{"style":"x-api-key","keys":["env:B1"]}},
          {"id":"c","baseUrl":"%s","auth":{"style":"query:key","keys":["file:%s"]}},
          {"id":"club","baseUrl":"%s","auth":{"style":"oauth"},
           "oauth":{"tokenUrl":"%s","deviceUrl":"%s","clientId":"client"}},
          {"id":"oci","kind":"oci","baseUrl":"%s","compartmentId":"ocid1.compartment.oc1..c",
           "auth":{"style":"oci","configFile":"%s","keys":["cmd:cat '%s'"]}},
          {"id":"own","kind":"anthropic","baseUrl":"%s","auth":{"style":"client"}},
          {"id":"far","baseUrl":"http://far.test/v1","auth":{"style":"none"},"proxy":"http://somebody:%s@127.0.0.1:%d"}],
         "aliases":[%s]}
        """
                .formatted(
                        echo.url("/a/v1"),
                        echo.url("/b"),
                        echo.url("/c/v1"),
                        folder.resolve("c1"),
                        echo.url("/club/v1"),
                        echo.url("/token"),
                        echo.url("/device"),
                        echo.url("/oci"),
                        folder.resolve("oci"),
                        folder.resolve("phrase"),
                        echo.url("/own"),
                        URLEncoder.encode(proxy, StandardCharsets.UTF_8),
                        echo.proxyPort(),
                        BACKENDS.stream().map(LeaksTest::alias).collect(Collectors.joining(",")));
    }

    /// Something to ask a backend for that is tested.
    private static String alias(String backend) {
        String alias = "{'name':'of-%s','targets':[{'backend':'%s','model':'200-error'}]}";
        return alias.formatted(backend, backend).replace('\'', '"');
    }

    // ------------------------------------------------------------------ the program

    private void serve() throws Exception {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("packaging", "jvm.options").toAbsolutePath(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        Main.class.getName(),
                        "serve");
        var builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PATCHBAY_") || name.endsWith("_proxy"));
        builder.environment().putAll(environment);
        builder.environment().put("PATCHBAY_HOME", home().toString());
        Path cwd = Files.createDirectory(folder.resolve("cwd"));
        serving =
                builder.directory(cwd.toFile())
                        .redirectError(folder.resolve("err.txt").toFile())
                        .start();
        BufferedReader out = serving.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.contains("ANTHROPIC_AUTH_TOKEN")) {
            if (line.contains(" serves on ")) {
                door = line.substring(line.indexOf("http"));
            }
            line = out.readLine();
        }
        assertTrue(line != null, Files.readString(folder.resolve("err.txt")));
        seeds.sown(
                "token of the first start",
                Files.readString(home().resolve("tokens/default")).strip());
    }

    /// It runs in a folder of its own, where a JVM leaves its report.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// What a JVM does that meets a fault in itself.
    private void crash() throws Exception {
        String pid = Long.toString(serving.pid());
        assertEquals(0, new ProcessBuilder("kill", "-SEGV", pid).start().waitFor());
        outAndErr.append(
                new String(serving.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertTrue(serving.waitFor(60, TimeUnit.SECONDS), "it did not end");
        outAndErr.append(Files.readString(folder.resolve("err.txt")));
    }

    private void verb(String... words) {
        var out = new ByteArrayOutputStream();
        try (var to = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int exit = Main.run(words, paths(), environment, to, to);
            assertTrue(exit < 2, out.toString(StandardCharsets.UTF_8));
        }
        outAndErr.append(out.toString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> ask(String path, String backend, String fault, String said)
            throws Exception {
        boolean stream = fault.startsWith("200") && !fault.equals("200-whole");
        var body = Json.object().put("model", backend + "/" + fault).put("max_tokens", 99);
        body.put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", said);
        var values = seeds.values();
        var request =
                HttpRequest.newBuilder(URI.create(door + path))
                        .header("content-type", "application/json")
                        .header("x-marker", "marker-in-a-header")
                        .header("anthropic-beta", betas)
                        .header("x-patchbay-token", values.get("token of the user's choice"));
        if (backend.equals("own")) {
            request.header("x-api-key", values.get("key of a client"));
        }
        asked++;
        return client.send(
                request.POST(BodyPublishers.ofByteArray(Json.bytes(body))).build(),
                BodyHandlers.ofString());
    }

    private void askAll() throws Exception {
        for (String path : List.of("/v1/messages", "/v1/chat/completions")) {
            for (String backend : BACKENDS) {
                for (String fault : FAULTS) {
                    var answer = ask(path, backend, fault, "This is number " + asked);
                    if (answer.statusCode() != 200) {
                        String where = path + " " + backend + " " + fault + ": " + answer.body();
                        assertEquals(List.of(), seeds.in(answer.headers() + answer.body()), where);
                    }
                }
            }
        }
    }

    /// Somebody pastes all of them into a question, and into an address.
    private void pasteAll() throws Exception {
        for (String secret : seeds.values().values()) {
            String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().encodeToString(bytes("Basic a:" + secret));
            for (String said : List.of(secret, encoded, base64)) {
                var _ = ask("/v1/messages", "b", "200-whole", "What is " + said + "?");
            }
            betas = "none-2025-01-01," + base64 + ",hush=" + encoded;
            var _ = ask("/v1/messages", "b", "200-whole", "Which betas are those?");
            betas = BETAS;
            var _ =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(door + "/v1/" + encoded + "?key=" + encoded))
                                    .header(
                                            "x-api-key",
                                            seeds.values().get("token of the first start"))
                                    .build(),
                            BodyHandlers.ofString());
        }
    }

    // ------------------------------------------------------------------ the search

    private List<String> ended() throws Exception {
        List<String> ids = new ArrayList<>();
        try (var history =
                HistoryReader.open(paths().historyFile(), paths().nativeFolder()).orElseThrow()) {
            history.each(
                    Filter.ALL,
                    exchange -> {
                        if (exchange.end().isPresent()) {
                            ids.add(exchange.id());
                        }
                    });
        }
        return ids;
    }

    private List<String> awaitEnded() throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ended().size() < asked) {
            assertTrue(System.nanoTime() < until, "the history has " + ended().size());
            Thread.onSpinWait();
        }
        return ended();
    }

    private void export(List<String> ids) throws Exception {
        verb("export");
        verb("export", "--format", "csv");
        verb("export", "--out", home().resolve("out.jsonl").toString());
        for (int i = 0; i < ids.size(); i += 9) {
            for (String format : List.of("json", "har", "curl")) {
                verb("export", ids.get(i), "--format", format);
            }
            verb("replay", ids.get(i));
            verb("replay", ids.get(i), "--json");
        }
        verb(
                "export",
                ids.getLast(),
                "--format",
                "har",
                "--out",
                home().resolve("a.har").toString());
        for (String backend : BACKENDS) {
            verb("test", backend);
        }
        verb("doctor");
        Path bundle = home().resolve("bundle.zip");
        verb("doctor", "--bundle", bundle.toString(), "--yes");
        assertSilent("the support bundle", unpacked(bundle));
        verb("keys", "list");
        verb("stats");
        verb("login", "club");
    }

    private static String unpacked(Path zip) throws Exception {
        var all = new StringBuilder();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            int parts = 0;
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                all.append(entry.getName()).append('\n');
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
                parts++;
            }
            assertTrue(parts >= 3, "the bundle holds " + parts + " parts");
        }
        return all.toString();
    }

    private String keptBodies() throws Exception {
        var all = new StringBuilder();
        try (var history =
                HistoryReader.open(paths().historyFile(), paths().nativeFolder()).orElseThrow()) {
            List<KeptExchange> exchanges = new ArrayList<>();
            history.each(Filter.ALL, exchanges::add);
            for (KeptExchange each : exchanges) {
                for (KeptBody body : history.bodies(each)) {
                    String text = new String(body.content(), StandardCharsets.UTF_8);
                    all.append(text).append('\n').append(joined(text)).append('\n');
                }
            }
        }
        return all.toString();
    }

    /// The texts of a stream's frames without what stands between them.
    private static String joined(String stream) {
        var text = new StringBuilder();
        var piece =
                Pattern.compile("\"(?:text|content)\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(stream);
        while (piece.find()) {
            text.append(piece.group(1));
        }
        return text.toString();
    }

    private void assertSilent(String where, String text) {
        assertEquals(List.of(), seeds.in(text), () -> where + " tells " + around(text));
    }

    private String around(String text) {
        for (int at = 0; at < text.length(); at += 200) {
            String part = text.substring(at, Math.min(text.length(), at + 400));
            if (!seeds.in(part).isEmpty()) {
                return part;
            }
        }
        return "";
    }

    private void searchFiles(Path root) throws Exception {
        int searched = 0;
        try (var files = Files.walk(root)) {
            for (Path each : files.toList()) {
                String name = root.relativize(each).toString();
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    assertEquals("rwx------", permissions(each), name);
                } else if (Files.isRegularFile(each) && !name.startsWith("cache/native")) {
                    assertEquals("rw-------", permissions(each), name);
                    if (!KEPT.matcher(name).matches()) {
                        assertSilent(name, Files.readString(each, StandardCharsets.ISO_8859_1));
                        searched++;
                    }
                }
            }
        }
        assertTrue(searched >= 5, "only " + searched + " files were searched");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void twelve_secrets_are_found_nowhere_but_where_they_are_kept() throws Exception {
        seeds.sown("key of a client");
        serve();
        assertEquals(12, seeds.values().size());
        askAll();
        pasteAll();
        export(awaitEnded());
        crash();

        searchFiles(home());
        try (var left = Files.list(folder.resolve("cwd"))) {
            List<Path> reports = left.toList();
            assertTrue(!reports.isEmpty(), "the JVM left no report of its crash");
            for (Path report : reports) {
                assertSilent("a report", Files.readString(report, StandardCharsets.ISO_8859_1));
            }
        }
        assertSilent("the output", outAndErr.toString());
        String bodies = keptBodies();
        assertSilent("a kept body", bodies);
        assertTrue(bodies.contains("What is ****"), "no body was masked");
        assertTrue(bodies.contains("none-2025-01-01"), "no beta's name was kept");
        assertTrue(!bodies.contains("hush="), "more than the names of betas was kept");
        String log = Files.readString(home().resolve("logs/patchbay.jsonl"));
        assertTrue(log.contains("••••"), "nothing was masked in the log");
        for (String all : List.of(bodies, log, outAndErr.toString())) {
            assertTrue(!all.contains("marker-in-a-header") && !all.contains("echo-in-a-header"));
        }
    }
}
