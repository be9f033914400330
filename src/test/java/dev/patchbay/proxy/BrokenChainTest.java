package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.backend.Signer;
import dev.patchbay.backend.oci.OciHome;
import dev.patchbay.backend.oci.OciServer;
import dev.patchbay.backend.oci.TestKey;
import dev.patchbay.codec.StreamCheck;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AsWritten;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Timeouts;
import dev.patchbay.wire.SseFrame;
import dev.patchbay.wire.SseReader;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// A chain of three dialects whose first two targets fail, each at every moment at which nothing of
/// a backend's answer was sent on: the client gets one valid stream, and the words of the first
/// that does not fail.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenChainTest {
    private static final Pace PINGING =
            new Pace(
                    Duration.ofMillis(50),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(60),
                    Duration.ZERO);

    private static final String WORDS = "At last";

    /// When a target fails, if it does.
    private enum Moment {
        NEVER,
        REFUSED,
        RESET_BEFORE_THE_HEAD,
        REFUSAL,
        OVERLOADED,
        PAGE_OF_HTML,
        SILENCE,
        REFUSAL_BEHIND_A_PING,
        RESET_BEHIND_A_PING,
        CUT_BEHIND_THE_HEAD,
        CUT_BEHIND_HEAD_AND_PING,
        CUT_BEHIND_THE_GREETING,
        ERROR_IN_THE_STREAM;

        /// Whether it waits until the client was sent a sign of life.
        boolean isBehindPing() {
            return this == REFUSAL_BEHIND_A_PING
                    || this == RESET_BEHIND_A_PING
                    || this == CUT_BEHIND_HEAD_AND_PING;
        }

        void play(RawBackend.Guest guest, BackendSpeech speech, Semaphore pings) throws Exception {
            if (this == CUT_BEHIND_HEAD_AND_PING) {
                guest.send(RawBackend.STREAM_HEAD);
            }
            if (isBehindPing()) {
                pings.acquire();
            }
            switch (this) {
                case NEVER ->
                        guest.send(RawBackend.STREAM_HEAD)
                                .chunk(speech.saying(WORDS))
                                .send("0\r\n\r\n");
                case REFUSED -> throw new AssertionError("nobody can have come in");
                case RESET_BEFORE_THE_HEAD, RESET_BEHIND_A_PING -> guest.reset();
                case REFUSAL, REFUSAL_BEHIND_A_PING ->
                        guest.whole(500, "application/json", speech.error("no", "api_error"));
                case OVERLOADED ->
                        guest.whole(
                                529, "application/json", speech.error("no", "overloaded_error"));
                case PAGE_OF_HTML -> guest.whole(200, "text/html", "<html>Welcome</html>");
                case SILENCE -> guest.closed();
                case CUT_BEHIND_THE_HEAD -> guest.send(RawBackend.STREAM_HEAD);
                case CUT_BEHIND_HEAD_AND_PING -> {}
                case CUT_BEHIND_THE_GREETING ->
                        guest.send(RawBackend.STREAM_HEAD).chunk(speech.greeting());
                case ERROR_IN_THE_STREAM ->
                        guest.send(RawBackend.STREAM_HEAD)
                                .chunk(
                                        "event: error\ndata: "
                                                + speech.error("no", "api_error")
                                                + "\n\n");
            }
        }
    }

    private record Pair(Moment first, Moment second) {
        boolean isTimed() {
            return first == Moment.SILENCE || second == Moment.SILENCE;
        }

        String name() {
            return first.ordinal() + "-" + second.ordinal();
        }
    }

    @TempDir private Path folder;

    private final Map<String, Semaphore> pings = new ConcurrentHashMap<>();

    private static List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        for (Moment first : Moment.values()) {
            for (Moment second : Moment.values()) {
                pairs.add(new Pair(first, second));
            }
        }
        return pairs;
    }

    /// Fails at the moment that the model's name tells.
    private RawBackend failing(BackendSpeech speech) throws Exception {
        return new RawBackend(
                guest -> {
                    String[] model = guest.requestedModel().split("/");
                    Moment moment = Moment.values()[Integer.parseInt(model[1])];
                    moment.play(guest, speech, pings.get(model[0]));
                });
    }

    private static BackendSettings backend(
            String id, BackendSpeech speech, String url, int patience) {
        return BackendSettings.of(id, speech.kind(), url.replace("/v1", speech.path()))
                // What nobody knows of a local server would keep its answers from being relayed.
                .withQuirk("thinkTags", BooleanNode.FALSE)
                .withTimeouts(
                        new Timeouts(60, OptionalInt.of(patience), 60, 60, AsWritten.NOTHING));
    }

    private static Settings settings(String openai, String anthropic, String gone, String oci) {
        var settings =
                Settings.DEFAULT
                        .withBackends(
                                List.of(
                                        backend("a", BackendSpeech.OPENAI, openai, 60),
                                        backend("a-silent", BackendSpeech.OPENAI, openai, 2),
                                        backend("b", BackendSpeech.ANTHROPIC, anthropic, 60),
                                        backend("b-silent", BackendSpeech.ANTHROPIC, anthropic, 2),
                                        backend("a-gone", BackendSpeech.OPENAI, gone, 60),
                                        backend("b-gone", BackendSpeech.ANTHROPIC, gone, 60),
                                        BackendSettings.of("c", BackendKind.OCI, oci)
                                                .withPart(
                                                        "compartmentId",
                                                        TextNode.valueOf(
                                                                "ocid1.compartment.oc1..test"))))
                        .withDefaultAlias(Optional.empty())
                        .withPort(0);
        for (Pair pair : pairs()) {
            settings =
                    settings.withAlias(
                            Alias.of(
                                    pair.name(),
                                    target("a", pair, pair.first()),
                                    target("b", pair, pair.second()),
                                    Target.of("c", "m")));
        }
        return settings;
    }

    private static Target target(String backend, Pair pair, Moment moment) {
        // Only who is silent is not waited for.
        String id =
                switch (moment) {
                    case REFUSED -> backend + "-gone";
                    case SILENCE -> backend + "-silent";
                    default -> backend;
                };
        return Target.of(id, pair.name() + "/" + moment.ordinal());
    }

    @Test
    void the_client_gets_one_valid_stream_whenever_the_first_two_fail() throws Exception {
        var home = new OciHome(folder);
        try (var gone = new NobodyHome();
                var openai = failing(BackendSpeech.OPENAI);
                var anthropic = failing(BackendSpeech.ANTHROPIC);
                var oci = new OciServer(TestKey.publicKey());
                var house =
                        House.signing(
                                settings(openai.url(), anthropic.url(), gone.url(), oci.url()),
                                PINGING,
                                each -> signer(home, each))) {
            oci.answers(
                    new OciServer.Reply(
                            200, "text/event-stream", BackendSpeech.OCI.saying(WORDS), ""));
            var faults = new TreeMap<String, String>();
            faults.putAll(faults(house, pairs().stream().filter(it -> !it.isTimed()).toList()));
            // Whose time is measured does not share it with the others.
            faults.putAll(faults(house, pairs().stream().filter(Pair::isTimed).toList()));

            assertEquals(Map.of(), faults);
            int fails = Moment.values().length - 1;
            assertEquals(fails * fails, oci.asked().size());
        }
    }

    /// What is wrong with the streams of these pairs, all asked for at the same time.
    private Map<String, String> faults(House house, List<Pair> pairs) throws Exception {
        var streams = new HashMap<Pair, Future<List<SseFrame>>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Pair pair : pairs) {
                // Who never hears of a ping before it is asked is not to wait for one.
                int unheard = pair.first().isBehindPing() ? 0 : 2;
                pings.put(pair.name(), new Semaphore(unheard));
                streams.put(pair, clients.submit(() -> stream(house, pair)));
            }
        }
        var faults = new TreeMap<String, String>();
        for (Pair pair : pairs) {
            List<SseFrame> frames = streams.get(pair).get();
            List<String> wrong = StreamCheck.faults(Dialect.ANTHROPIC, frames);
            boolean whole = StreamCheck.isWhole(frames);
            if (!wrong.isEmpty() || !whole || !frames.toString().contains(WORDS)) {
                faults.put(pair.toString(), wrong + " in " + frames);
            }
        }
        return faults;
    }

    private List<SseFrame> stream(House house, Pair pair) throws Exception {
        String body = RawClient.STREAMED.replace("\"m\"", "\"" + pair.name() + "\"");
        try (var client = new RawClient(house).ask(body)) {
            assertEquals(200, client.head().status(), pair.toString());
            var frames = new ArrayList<SseFrame>();
            var reader = new SseReader();
            for (String text = client.frame(); !text.isEmpty(); text = client.frame()) {
                byte[] bytes = (text + "\n\n").getBytes(StandardCharsets.UTF_8);
                reader.feed(ByteBuffer.wrap(bytes), frames::add);
                if (text.startsWith("event: ping")) {
                    pings.get(pair.name()).release();
                }
            }
            assertTrue(client.rest().isEmpty());
            return frames;
        }
    }

    private static Signer signer(OciHome home, BackendSettings backend) {
        if (backend.kind() != BackendKind.OCI) {
            return Signer.NONE;
        }
        try {
            return home.signer(backend, InstantSource.system());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
