package dev.patchbay.proxy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.backend.KeySigner;
import dev.patchbay.backend.LoginSigner;
import dev.patchbay.backend.Network;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.oci.OciHome;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AsWritten;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Timeouts;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.wire.Json;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.X509ExtendedTrustManager;

/// Makes docs/faults.md: sends a stream's request to a backend of each kind that does each thing
/// wrong, once alone and once with another backend behind it, all at the same time.
final class FaultTable implements AutoCloseable {
    private static final String OWN_WORDS = "Said by itself";
    private static final String OTHERS_WORDS = "Said by the other";

    private static final String HEAD =
            """
            # What a client gets when a backend fails

            A client of the Anthropic door asks for a stream. Its backend does one thing wrong: once it is the alias's only
            target, once another one that works stands behind it. *Asked* is how often the backend itself was asked, *retried*
            what the notes tell of that. All of it was measured; silence is given up after two seconds here, everything else is
            as it is without settings.

            Made by `FaultTableTest`, which fails when this page is not what it measures; written by
            `mvn test -Dtest=FaultTableTest -Dpatchbay.faults=write`.
            """;

    /// A kind of backend, and the way of its answers.
    private enum Kind {
        OPENAI("OpenAI-compatible", BackendSpeech.OPENAI),
        RELAYED("Anthropic, relayed", BackendSpeech.ANTHROPIC),
        TRANSLATED("Anthropic, translated", BackendSpeech.ANTHROPIC),
        OCI("OCI Generative AI", BackendSpeech.OCI),
        LOGIN("Token login", BackendSpeech.OPENAI);

        private final String words;
        private final BackendSpeech speech;

        Kind(String words, BackendSpeech speech) {
            this.words = words;
            this.speech = speech;
        }

        BackendSettings settings(String id, String url, String tokenUrl, int patience) {
            var plain =
                    BackendSettings.of(id, speech.kind(), url.replace("/v1", speech.path()))
                            .withTimeouts(
                                    new Timeouts(
                                            60,
                                            OptionalInt.of(patience),
                                            60,
                                            60,
                                            AsWritten.NOTHING))
                            .withQuirk("thinkTags", BooleanNode.valueOf(this == TRANSLATED));
            return switch (this) {
                case OPENAI -> plain.withAuth(key(new AuthStyle.Bearer()));
                case RELAYED, TRANSLATED -> plain.withAuth(key(new AuthStyle.ApiKey()));
                case OCI ->
                        plain.withPart(
                                "compartmentId", TextNode.valueOf("ocid1.compartment.oc1..test"));
                case LOGIN ->
                        plain.withAuth(Auth.of(new AuthStyle.OAuth()))
                                .withPart(
                                        "oauth",
                                        Json.object()
                                                .put("tokenUrl", tokenUrl)
                                                .put("deviceUrl", tokenUrl)
                                                .put("clientId", "client"));
            };
        }

        private static Auth key(AuthStyle style) {
            return Auth.of(style, new SecretRef.Env("KEY"));
        }
    }

    /// One exchange of the table.
    private final class Cell {
        private final String id;
        private final Fault fault;
        private final RawBackend backend;
        private final CountDownLatch heard = new CountDownLatch(1);
        private final Settings settings;

        Cell(Kind kind, Fault fault, boolean chained, Settings before) throws Exception {
            this.fault = fault;
            id =
                    "%s-%s-%s"
                            .formatted(
                                    kind.ordinal(), fault.ordinal(), chained ? "chained" : "alone");
            // Only who is silent is not waited for.
            int patience = fault == Fault.STALL ? 2 : 60;
            backend = new RawBackend(guest -> fault.play(guest, kind.speech, OWN_WORDS, heard));
            String url = fault == Fault.REFUSED ? nobody.url() : backend.url();
            var alias =
                    chained
                            ? Alias.of(id, Target.of(id, "m"), Target.of("other", "m"))
                            : Alias.of(id, Target.of(id, "m"));
            settings =
                    before.withBackend(kind.settings(id, url, tokens.url(), patience))
                            .withAlias(alias);
        }

        /// What the client gets.
        String ask() throws Exception {
            String body = RawClient.STREAMED.replace("\"m\"", "\"" + id + "\"");
            try (var client = new RawClient(house).ask(body)) {
                RawClient.Response head = client.head();
                if (head.status() != 200) {
                    var whole =
                            new RawClient.Response(head.status(), head.headers(), client.rest());
                    return refusal(whole);
                }
                var text = new StringBuilder();
                for (String frame = client.frame(); !frame.isEmpty(); frame = client.frame()) {
                    text.append(frame).append('\n');
                    if (frame.contains(OWN_WORDS)) {
                        heard.countDown();
                    }
                }
                return stream(text.toString());
            }
        }

        private static String refusal(RawClient.Response answer) {
            var text = new StringBuilder().append(answer.status());
            text.append(" `").append(answer.json().at("/error/type").asText("?")).append('`');
            for (String header : List.of("retry-after", "x-should-retry")) {
                if (!answer.header(header).isEmpty()) {
                    text.append(", `%s: %s`".formatted(header, answer.header(header)));
                }
            }
            return text.toString();
        }

        private static String stream(String text) {
            boolean whole = text.contains("event: message_stop");
            String error =
                    text.contains("event: error")
                            ? text.replaceAll(
                                    "(?s).*event: error.*?\"error\":\\{\"type\":\"(\\w+)\".*", "$1")
                            : "";
            if (whole && error.isEmpty()) {
                return text.contains(OTHERS_WORDS) ? "the other's answer" : "the answer";
            }
            return error.isEmpty()
                    ? "the first words, then a cut"
                    : "the first words, then `%s`".formatted(error);
        }

        /// How often the backend was asked, and why again.
        String asked() {
            Note.ExchangeEnded ended = FaultTable.this.ended.get(id);
            String reasons =
                    retries.stream()
                            .filter(note -> note.id().equals(ended.id()))
                            .map(Note.Retried::reason)
                            .reduce((one, other) -> one + "; " + other)
                            .orElse("–");
            return "%d | %s".formatted(backend.connections(), reasons);
        }
    }

    private final Path folder;
    private final OciHome home;
    private final NobodyHome nobody = new NobodyHome();
    private final RawBackend other;
    private final RawBackend tokens;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<String, Note.ExchangeEnded> ended = new ConcurrentHashMap<>();
    private final List<Note.Retried> retries =
            java.util.Collections.synchronizedList(new ArrayList<>());
    private final House house;

    FaultTable(Path folder) throws Exception {
        this.folder = folder;
        this.home = new OciHome(folder);
        this.other =
                new RawBackend(
                        guest -> {
                            guest.request();
                            guest.send(RawBackend.STREAM_HEAD)
                                    .chunk(BackendSpeech.OPENAI.saying(OTHERS_WORDS))
                                    .send("0\r\n\r\n");
                        });
        this.tokens =
                new RawBackend(
                        guest -> {
                            guest.request();
                            guest.whole(
                                    200,
                                    "application/json",
                                    "{\"access_token\":\"another\",\"refresh_token\":\"next\",\"expires_in\":3600}");
                        });
        var settings =
                Settings.DEFAULT
                        .withBackends(
                                List.of(
                                        BackendSettings.of(
                                                "other", BackendKind.OPENAI, other.url())))
                        .withDefaultAlias(Optional.empty())
                        .withPort(0);
        for (Kind kind : Kind.values()) {
            for (Fault fault : Fault.values()) {
                for (boolean chained : new boolean[] {false, true}) {
                    var cell = new Cell(kind, fault, chained, settings);
                    settings = cell.settings;
                    cells.add(cell);
                }
            }
        }
        house = House.signing(settings, Pace.USUAL, this::signer);
        house.board.journal().listen(this::hear);
    }

    private void hear(Note note) {
        switch (note) {
            case Note.ExchangeEnded end -> {
                synchronized (ended) {
                    ended.put(end.asked(), end);
                    ended.notifyAll();
                }
            }
            case Note.Retried retried -> retries.add(retried);
            default -> {}
        }
    }

    private Signer signer(BackendSettings backend) {
        try {
            return switch (backend.auth().style()) {
                case AuthStyle.Oci _ -> home.signer(backend, InstantSource.system());
                case AuthStyle.OAuth _ -> login(backend);
                default ->
                        KeySigner.of(backend, new NamedSecrets(), InstantSource.system(), _ -> {});
            };
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Signer login(BackendSettings backend) throws Exception {
        var logins = new LoginFiles(folder.resolve("logins"), new KnownSecrets());
        Instant now = Instant.now();
        try (var hold = logins.hold(backend.id())) {
            hold.keep(
                    new Login(
                            tokens.url(),
                            "client",
                            Secret.of("one"),
                            Optional.of(Secret.of("first")),
                            now,
                            Optional.of(now.plusSeconds(3600)),
                            Map.of(),
                            false));
        }
        var network = Network.trusting((X509ExtendedTrustManager) House.PLATFORM);
        return LoginSigner.of(backend, logins, network, InstantSource.system(), _ -> {});
    }

    /// Asks all, and puts down what came of it.
    String measured() throws Exception {
        // Classes that are loaded for the first time must not look like a slow backend.
        RawClient.ask(house, RawClient.STREAMED.replace("\"m\"", "\"other/m\""));
        var answers = new HashMap<Cell, Future<String>>();
        ask(cells.stream().filter(cell -> cell.fault != Fault.STALL).toList(), answers);
        // Whose time is measured does not share it with the others.
        ask(cells.stream().filter(cell -> cell.fault == Fault.STALL).toList(), answers);
        awaitEnds(cells.size() + 1);
        var page = new StringBuilder(HEAD);
        int at = 0;
        for (Kind kind : Kind.values()) {
            page.append(
                    """

                    ## %s

                    | fault | asked | retried | alone, the client gets | with another behind it |
                    | --- | --- | --- | --- | --- |
                    """
                            .formatted(kind.words));
            for (Fault fault : Fault.values()) {
                page.append(
                        "| %s | %s | %s | %s |\n"
                                .formatted(
                                        fault.words(),
                                        cells.get(at).asked(),
                                        answers.get(cells.get(at)).get(),
                                        answers.get(cells.get(at + 1)).get()));
                at += 2;
            }
        }
        return page.toString();
    }

    private static void ask(List<Cell> cells, Map<Cell, Future<String>> answers) {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            cells.forEach(cell -> answers.put(cell, clients.submit(cell::ask)));
        }
    }

    private void awaitEnds(int count) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (ended) {
            while (ended.size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    List<String> missing =
                            new ArrayList<>(cells.stream().map(cell -> cell.id).toList());
                    missing.removeAll(ended.keySet());
                    throw new AssertionError("these did not end: " + missing);
                }
                ended.wait(left);
            }
        }
    }

    @Override
    public void close() {
        house.close();
        cells.forEach(cell -> cell.backend.leave());
        other.leave();
        tokens.leave();
        nobody.close();
    }
}
