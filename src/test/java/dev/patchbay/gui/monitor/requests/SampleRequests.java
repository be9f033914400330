package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.monitor.overview.SampleSources;
import dev.patchbay.history.Export;
import dev.patchbay.history.Filter;
import dev.patchbay.history.Filter.Field;
import dev.patchbay.history.HistoryReader.Marks;
import dev.patchbay.history.HistoryReader.Page;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.Totals;
import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Recording.Side;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Requests that never were, for pictures and tests.
final class SampleRequests implements Sources, Outlets, Replays {
    private static final List<String> ASKED =
            List.of("sonnet", "haiku", "sonnet", "opus", "lantern", "haiku", "gpt-imaginary");
    private static final List<String> BACKENDS =
            List.of(
                    "harbour",
                    "workshop",
                    "harbour",
                    "lighthouse",
                    "workshop",
                    "workshop",
                    "attic");
    private static final List<String> MODELS =
            List.of(
                    "paper-crane-large",
                    "tin-whistle-mini",
                    "paper-crane-large",
                    "moth-7b",
                    "lantern-coder",
                    "tin-whistle-mini",
                    "paper-crane-small");

    final List<KeptExchange> all = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<String> written = new ArrayList<>();
    boolean keeps;
    Optional<Unreadable> fault = Optional.empty();
    List<KeptBody> bodies = List.of();
    Optional<ProxyError> obstacle = Optional.empty();
    Optional<Replay> over = Optional.empty();
    String sent = "";
    boolean cancelled;

    /// So many, the newest first, of which the newest may be under way.
    static SampleRequests of(int count, int open) {
        var sample = new SampleRequests();
        for (int i = 0; i < count; i++) {
            sample.all.add(exchange(count - i, i * 11L, i < open));
        }
        return sample;
    }

    static KeptExchange exchange(int key, long secondsAgo, boolean open) {
        int kind = Math.floorMod(key * 31, ASKED.size());
        Instant at = SampleSources.NOW.minusSeconds(secondsAgo);
        boolean failed = kind == 3 && key % 3 == 0;
        boolean left = key % 17 == 0;
        return new KeptExchange(
                key,
                "req_sample%05d".formatted(key),
                at,
                new KeptExchange.Asker(
                        Optional.of("anthropic"),
                        Optional.of(kind % 3 == 0 ? "claude-cli/9.1" : "sample-client/2"),
                        Optional.of("run-" + key / 40),
                        Optional.empty(),
                        ASKED.get(kind),
                        true,
                        OptionalLong.of(48_213)),
                new KeptExchange.Way(
                        Optional.of(ASKED.get(kind)),
                        Optional.of(BACKENDS.get(kind)),
                        Optional.of(MODELS.get(kind)),
                        Optional.of(kind % 2 == 0 ? "relay" : "translate"),
                        Optional.of("exact alias")),
                open ? Optional.empty() : Optional.of(end(key, at, failed, left)),
                open ? Usage.UNKNOWN : usage(key, kind, failed),
                open || kind == 6 ? Cost.UNKNOWN : cost(key, failed),
                Optional.empty());
    }

    private static KeptExchange.End end(int key, Instant at, boolean failed, boolean left) {
        int millis = 640 + key * 7_919 % 31_000;
        return new KeptExchange.End(
                Optional.of(at.plusMillis(millis)),
                OptionalInt.of(failed ? 503 : left ? 499 : 200),
                failed ? "failed" : left ? "cancelled" : "ok",
                failed ? OptionalInt.empty() : OptionalInt.of(180 + key * 37 % 1_400),
                OptionalInt.of(millis),
                failed ? 1 : 0,
                failed ? 2 : 0,
                key % 5 == 0 ? List.of("top_k", "cache_control on a tool") : List.of(),
                failed
                        ? Optional.of(
                                "The backend answered 503: it is overloaded, try again later.")
                        : Optional.empty());
    }

    private static Usage usage(int key, int kind, boolean failed) {
        long in = 400 + key * 131L % 9_000;
        Usage usage = Usage.of(in, failed ? 0 : 40 + key * 53 % 1_900);
        usage = kind % 2 == 0 ? usage.withCacheRead(in * 5).withThinking(12) : usage;
        return kind == 4 ? usage.asEstimate() : usage;
    }

    private static Cost cost(int key, boolean failed) {
        return new Cost(
                OptionalLong.of(failed ? 0 : 2_100_000L + key * 77_000L % 60_000_000L),
                Optional.of(
                        new Rates(
                                3_000_000,
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                15_000_000)));
    }

    /// With both requests and both answers of every request.
    SampleRequests withBodies() {
        keeps = true;
        bodies =
                List.of(
                        body(Side.CLIENT_REQUEST, "client-request.json"),
                        body(Side.UPSTREAM_REQUEST, "client-request.json"),
                        body(Side.UPSTREAM_ANSWER, "answer.sse"),
                        body(Side.CLIENT_ANSWER, "answer.sse"));
        return this;
    }

    private static KeptBody body(Side side, String kind) {
        byte[] content = SampleBodies.text(kind).getBytes(StandardCharsets.UTF_8);
        return new KeptBody(side, content, content.length);
    }

    SampleRequests failing() {
        fault =
                Optional.of(
                        new Unreadable(
                                "/home/sample/history.db cannot be read: it is damaged.",
                                new IllegalStateException()));
        return this;
    }

    /// A new one.
    KeptExchange begin() {
        KeptExchange next = exchange(all.isEmpty() ? 1 : (int) all.getFirst().key() + 1, 0, true);
        all.addFirst(next);
        return next;
    }

    /// It is over now.
    void end(String id) {
        all.replaceAll(
                it ->
                        it.id().equals(id)
                                ? exchange(
                                        (int) it.key(),
                                        Duration.between(it.startedAt(), SampleSources.NOW)
                                                .toSeconds(),
                                        false)
                                : it);
    }

    // ------------------------------------------------------------------ finding

    private List<KeptExchange> fitting(Filter filter) throws Unreadable {
        if (fault.isPresent()) {
            throw fault.get();
        }
        return all.stream()
                .filter(it -> fits(it, filter))
                .sorted(Comparator.comparingLong(KeptExchange::key).reversed())
                .toList();
    }

    private static boolean fits(KeptExchange it, Filter filter) {
        return filter.text().isEmpty()
                && filter.from().filter(it.startedAt()::isBefore).isEmpty()
                && filter.fields().entrySet().stream()
                        .allMatch(field -> value(it, field.getKey()).equals(field.getValue()));
    }

    private static String value(KeptExchange it, Field field) {
        return switch (field) {
            case OUTCOME -> it.end().map(KeptExchange.End::outcome).orElse("");
            case STATUS -> it.end().map(end -> "" + end.status().orElse(0)).orElse("");
            case BACKEND -> it.way().backend().orElse("");
            case ALIAS -> it.way().alias().orElse("");
            case MODEL -> it.way().model().orElse("");
            case CLIENT -> it.asker().client().orElse("");
            case CLIENT_RUN -> it.asker().clientRun().orElse("");
            case PROFILE -> it.asker().profile().orElse("");
        };
    }

    @Override
    public Page newest(Filter filter, int most) throws Unreadable {
        asked.add("newest");
        return page(fitting(filter), most);
    }

    @Override
    public Page beyond(Filter filter, long next, int most) throws Unreadable {
        asked.add("beyond " + next);
        return page(fitting(filter).stream().filter(it -> it.key() < next).toList(), most);
    }

    private static Page page(List<KeptExchange> found, int most) {
        List<KeptExchange> some = found.subList(0, Math.min(most, found.size()));
        return new Page(
                some,
                some.size() < most ? OptionalLong.empty() : OptionalLong.of(some.getLast().key()));
    }

    @Override
    public Marks marks(Filter filter, long next, int most) throws Unreadable {
        List<KeptExchange> behind = fitting(filter).stream().filter(it -> it.key() < next).toList();
        List<Long> nexts = new ArrayList<>();
        for (int i = most; i < behind.size(); i += most) {
            nexts.add(behind.get(i - 1).key());
        }
        return new Marks(nexts, behind.size());
    }

    @Override
    public Totals total(Filter filter) throws Unreadable {
        return new Totals(
                fitting(filter).size(), 0, 0, 61_000, 480_000, 0, 23_400, 0, 3_412_000_000L, 0);
    }

    @Override
    public Optional<KeptExchange> exchange(String id) {
        return all.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    @Override
    public List<KeptBody> bodies(KeptExchange exchange) {
        return bodies;
    }

    @Override
    public List<String> backends() {
        return List.of("harbour", "workshop", "lighthouse", "attic");
    }

    @Override
    public boolean keepsBodies() {
        return keeps;
    }

    @Override
    public void keepBodies() {
        keeps = true;
    }

    // ------------------------------------------------------------------ taking and replaying

    @Override
    public Optional<String> text(KeptExchange exchange, Form form) {
        return form == Form.CURL && bodies.isEmpty()
                ? Optional.empty()
                : Optional.of(form + " of " + exchange.id());
    }

    @Override
    public void export(Export format, Filter filter, Path file) {
        written.add(format + " " + filter.fields() + " " + file);
    }

    @Override
    public void write(String text, Path file) {
        written.add(text + " " + file);
    }

    @Override
    public List<String> targets() {
        return List.of("sonnet", "haiku", "workshop/lantern-coder", "attic/paper-crane-small");
    }

    @Override
    public Again replay(String id, String to) {
        if (obstacle.isPresent()) {
            throw obstacle.get();
        }
        sent = id + " to " + to;
        return new Again() {
            @Override
            public Replay.Answer then() {
                return answer("harbour", "paper-crane-large", 200, SampleBodies.THEN, 1);
            }

            @Override
            public Replay.Said soFar() {
                return said("A breakwater is");
            }

            @Override
            public Optional<Replay> over() {
                return over;
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        };
    }

    void finish() {
        over =
                Optional.of(
                        new Replay(
                                answer("harbour", "paper-crane-large", 200, SampleBodies.THEN, 1),
                                answer("workshop", "lantern-coder", 200, SampleBodies.NOW, 3)));
    }

    private static Replay.Said said(String text) {
        return new Replay.Said(List.of(new Part.Text(text)), Optional.empty());
    }

    private static Replay.Answer answer(
            String backend, String model, int status, String text, int times) {
        return new Replay.Answer(
                "req_sample00001",
                Optional.empty(),
                Optional.empty(),
                Optional.of(backend),
                Optional.of(model),
                OptionalInt.of(status),
                "ok",
                Optional.empty(),
                Optional.of(said(text)),
                Usage.of(1_377, 96L * times),
                new Cost(OptionalLong.of(5_571_000L * times), Optional.empty()),
                OptionalInt.of(412 / times),
                OptionalInt.of(2_943 / times));
    }
}
