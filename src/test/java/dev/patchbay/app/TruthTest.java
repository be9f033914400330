package dev.patchbay.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.OAuthServer;
import dev.patchbay.app.house.Opened;
import dev.patchbay.app.house.PastDays;
import dev.patchbay.app.verbs.past.Exported;
import dev.patchbay.backend.oci.TestKey;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.Sum;
import dev.patchbay.history.Totals;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;
import dev.patchbay.proxy.RawClient;
import dev.patchbay.tokens.Calibration;
import dev.patchbay.tokens.Estimator;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The whole program between clients and backends of every kind, which play a script. All that it
/// knows afterwards, wherever it is asked, is what the script says. (`.ci/slow truth` has 10,000
/// exchanges, and a new script each time.)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class TruthTest {
    private static final int EXCHANGES = Integer.getInteger("patchbay.exchanges", 2_000);
    private static final long SEED = Long.getLong("patchbay.seed", 5225);
    private static final String MESSAGE = "seed " + SEED;
    private static final int CLIENTS = 16;

    private static final String TOKEN = "token-of-the-test";
    private static final String BROKE = "token-of-the-test-without-money";

    @TempDir Path home;

    private final Map<Integer, Scripted> script = new ConcurrentHashMap<>();
    private final Map<Sum.Group, Totals> expected = new HashMap<>();
    private final Estimator estimator = new Estimator(new Calibration());
    private Usage own = Usage.UNKNOWN;
    private Usage demoTold = Usage.UNKNOWN;
    private Usage demoCut = Usage.UNKNOWN;

    private AppPaths paths() {
        return TruthHouse.paths(home);
    }

    private String settings(String there, OAuthServer logins) {
        String club = logins.backend("club").replace(logins.url("/v1"), there + "/club/v1");
        String prices =
                Stream.of(Scripted.Fate.values())
                        .filter(Scripted.Fate::hasPrice)
                        .map(it -> "'*/%s':%s".formatted(it.model(), it.price()))
                        .collect(Collectors.joining(","));
        return """
        {'version':1,'server':{'port':0,'tokens':[
           {'name':'default','token':'file:tokens/default'},
           {'name':'broke','token':'file:tokens/broke','profile':'broke'}]},
         'backends':[%s,
           {'id':'up','kind':'openai','baseUrl':'%2$s/v1','auth':{'style':'bearer','keys':['env:HUSH']}},
           {'id':'claude','kind':'anthropic','baseUrl':'%2$s','auth':{'style':'x-api-key','keys':['env:HUSH']}},
           {'id':'oci','kind':'oci','baseUrl':'%2$s','compartmentId':'ocid1.compartment.oc1..test',
            'auth':{'style':'oci','configFile':'%3$s'}},
           {'id':'demo','kind':'demo'}],
         'aliases':[{'name':'either','targets':[{'backend':'up','model':'%4$s'},
                                                {'backend':'club','model':'told'}]}],
         'profiles':[{'id':'broke','budgets':[{'period':'month','usd':0.01,'at100':'refuse'}]}],
         'budgets':[{'scope':'all','period':'month','usd':1000000}],
         'prices':{%5$s,'demo-fast':%6$s,'demo-cut':%7$s}}
        """
                .formatted(
                        club,
                        there,
                        home.resolve("oci"),
                        ScriptedBackend.FAILING,
                        prices,
                        Scripted.Fate.TOLD.price(),
                        Scripted.Fate.CUT.price())
                .replace('\'', '"');
    }

    private void prepare(String settings) throws Exception {
        Files.createDirectories(home.resolve("tokens"));
        Files.writeString(home.resolve("tokens/default"), TOKEN);
        Files.writeString(home.resolve("tokens/broke"), BROKE);
        Files.writeString(home.resolve("settings.json"), settings);
        Files.writeString(home.resolve("key.pem"), TestKey.pem());
        Files.writeString(
                home.resolve("oci"),
                """
                [DEFAULT]
                user=ocid1.user.oc1..test
                fingerprint=20:3b:97
                tenancy=ocid1.tenancy.oc1..test
                region=us-chicago-1
                key_file=%s
                """
                        .formatted(home.resolve("key.pem")));
    }

    @Test
    void whoever_is_asked_afterwards_says_what_the_script_says() throws Exception {
        try (var logins = new OAuthServer();
                var backend = new ScriptedBackend(script)) {
            prepare(settings(backend.url(), logins));
            TruthHouse.Books told;
            try (var house = TruthHouse.open(home)) {
                play(backend, house);
                told = house.books();
                house.farewell();
            }

            agree("ledger", inWords(expected), told.accounts());
            assertEquals(all(expected.values()).cost(), told.spentNanoUsd(), MESSAGE + ": budget");
            assertHistory();
            assertExports();
            // What the next start takes over.
            agree(
                    "restored",
                    inWords(expected),
                    TruthHouse.inWords(PastDays.of(paths(), LocalDate.now()).entries()));
        }
    }

    // ------------------------------------------------------------------ the script

    private void play(ScriptedBackend backend, TruthHouse house) throws Exception {
        int port = house.port();
        try (var client = new ScriptedClient(port, backend)) {
            own = Usage.of(promptTokens(port), textTokens(Scripted.SAID)).asEstimate();
            askDemo(client);
            spendAll(client);
            // Until then the budget is not known to be used up.
            house.books();
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<List<Scripted>> shares = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            shares.add(new ArrayList<>());
        }
        for (int number = script.size(); number < EXCHANGES; number++) {
            Scripted exchange = Scripted.draw(number, random);
            expect(exchange);
            shares.get(number % CLIENTS).add(exchange);
        }
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> all = new ArrayList<>();
            shares.forEach(share -> all.add(() -> play(share, backend, port)));
            for (var done : clients.invokeAll(all)) {
                done.get();
            }
        }
    }

    private static Void play(List<Scripted> share, ScriptedBackend backend, int port)
            throws Exception {
        try (var client = new ScriptedClient(port, backend)) {
            for (Scripted exchange : share) {
                client.play(exchange, exchange.fate() == Scripted.Fate.BROKE ? BROKE : TOKEN);
            }
        }
        return null;
    }

    /// What the demo backend says and counts is the same each time: words.
    private void askDemo(ScriptedClient client) throws Exception {
        String told = client.play(known(0, Scripted.Where.DEMO, Scripted.Fate.TOLD, false), TOKEN);
        String text = Json.read(told).at("/content/0/text").asText();
        // Every text of the request counts, and so does the role: "user", "quickly".
        demoTold = Usage.of(2, text.split("\\s+").length);
        expect(script.get(Scripted.FIRST));

        String cut = client.play(known(1, Scripted.Where.DEMO, Scripted.Fate.CUT, true), TOKEN);
        demoCut = Usage.of(own.input().orElseThrow(), textTokens(streamed(cut))).asEstimate();
        expect(script.get(Scripted.FIRST + 1));
    }

    /// From here on the profile is broke.
    private void spendAll(ScriptedClient client) throws Exception {
        Scripted last = known(2, Scripted.Where.OPENAI, Scripted.Fate.TOLD, false);
        client.play(last, BROKE);
        Sum.Group group = last.group();
        expected.put(
                new Sum.Group(group.alias(), group.model(), group.backend(), "broke", false, false),
                last.totals(own));
    }

    private Scripted known(int number, Scripted.Where where, Scripted.Fate fate, boolean stream) {
        var exchange =
                new Scripted(
                        Scripted.FIRST + number,
                        where,
                        fate,
                        Scripted.Door.ANTHROPIC,
                        stream,
                        Usage.of(10_000, 1_000));
        script.put(exchange.number(), exchange);
        return exchange;
    }

    private void expect(Scripted exchange) {
        script.put(exchange.number(), exchange);
        Usage ours =
                switch (exchange.where()) {
                    case DEMO -> exchange.fate() == Scripted.Fate.CUT ? demoCut : demoTold;
                    case OPENAI, ANTHROPIC, OCI, LOGIN -> own;
                };
        expected.merge(exchange.group(), exchange.totals(ours), Totals::plus);
    }

    private static String streamed(String frames) throws Exception {
        var text = new StringBuilder();
        for (String line : frames.lines().filter(it -> it.startsWith("data: ")).toList()) {
            text.append(Json.read(line.substring(6)).at("/delta/text").asText());
        }
        return text.toString();
    }

    private long textTokens(String text) {
        return estimator.text(text, Target.of("up", "silent"));
    }

    /// What Patchbay itself says that each of these prompts has.
    private static long promptTokens(int port) throws Exception {
        try (var client = new RawClient(port)) {
            String question =
                    "{\"model\":\"up/silent\",\"messages\":[{\"role\":\"user\",\"content\":\"quickly\"}]}";
            return client.post("/v1/messages/count_tokens", question, "x-api-key", TOKEN)
                    .response()
                    .json()
                    .path("input_tokens")
                    .asLong();
        }
    }

    // ------------------------------------------------------------------ who is asked

    private void assertHistory() throws Exception {
        try (var opened = Opened.of(paths())) {
            HistoryReader history = opened.reader().orElseThrow();
            Set<Sum.Part> apart = EnumSet.allOf(Sum.Part.class);
            LocalDate today = LocalDate.now();
            agree(
                    "by day",
                    expected,
                    groups(history.days(today.minusDays(2), today.plusDays(2), apart)));
            Instant now = Instant.now();
            agree(
                    "by hour",
                    expected,
                    groups(history.hours(now.minusSeconds(7_200), now.plusSeconds(7_200), apart)));
            assertEquals(all(expected.values()), history.total(Filter.ALL), MESSAGE + ": all rows");
        }
    }

    private void assertExports() throws Exception {
        List<Exported> lines = Exported.jsonLines(run("export"));
        assertEquals(EXCHANGES, lines.size(), MESSAGE);
        assertEquals(
                EXCHANGES, lines.stream().map(it -> it.text("id")).distinct().count(), MESSAGE);
        agree("JSONL", expected, exported(lines));
        agree("CSV", expected, exported(Exported.csv(run("export", "--format", "csv"))));
        assertEquals(
                all(expected.values()).cost(),
                Json.read(run("stats", "--json")).at("/all/costNanoUsd").asLong(),
                MESSAGE + ": stats");
    }

    private String run(String... words) {
        var out = new ByteArrayOutputStream();
        int exit =
                Main.run(
                        words,
                        paths(),
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err);
        assertEquals(0, exit);
        return out.toString(StandardCharsets.UTF_8);
    }

    // ------------------------------------------------------------------ sums

    /// Shows no more than what differs.
    private static <K, V> void agree(String who, Map<K, V> script, Map<K, V> told) {
        Set<K> keys = new HashSet<>(script.keySet());
        keys.addAll(told.keySet());
        List<String> differences =
                keys.stream()
                        .filter(key -> !Objects.equals(script.get(key), told.get(key)))
                        .map(
                                key ->
                                        "%n%s%n script %s%n told   %s"
                                                .formatted(key, script.get(key), told.get(key)))
                        .toList();
        assertEquals(List.of(), differences, MESSAGE + ": " + who);
    }

    private static Map<Sum.Group, Totals> exported(List<Exported> rows) {
        return rows.stream()
                .collect(Collectors.toMap(Exported::group, Exported::totals, Totals::plus));
    }

    private static Map<Sum.Group, Totals> groups(List<? extends Sum<?>> sums) {
        return sums.stream().collect(Collectors.toMap(Sum::group, Sum::totals, Totals::plus));
    }

    private static Totals all(Collection<Totals> totals) {
        return totals.stream().reduce(Totals.NONE, Totals::plus);
    }

    /// The same as the ledger keeps it, whatever the day.
    private static Map<String, String> inWords(Map<Sum.Group, Totals> groups) {
        return TruthHouse.inWords(
                new PastDays(
                                groups.entrySet().stream()
                                        .map(
                                                it ->
                                                        new Sum<>(
                                                                LocalDate.EPOCH,
                                                                it.getKey(),
                                                                it.getValue()))
                                        .toList())
                        .entries());
    }
}
