package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.NumberEntry;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Resilience;
import dev.patchbay.settings.Rotation;
import dev.patchbay.settings.Timeouts;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The fields of a backend that hardly anybody needs: how long it may take, what is done about its
/// failures, what is sent with every request, and its oddities.
final class MoreForm {
    /// A number that has a line of its own.
    ///
    /// @param key of its texts
    /// @param unit the text of what it counts; empty for a bare number
    record Line(String key, String unit, NumberEntry entry) {}

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;
    private static final String SECONDS = "settings.seconds";

    final List<Line> times;
    final List<Line> failures;
    final Entry<Rotation> rotation;
    final Entry<String> proxy;
    final Entry<Map<String, String>> headers;
    final Entry<Map<String, String>> query;

    /// What is to be said of the quirks; they change elsewhere.
    final Entry<Map<String, String>> quirks;

    MoreForm(Part<BackendSettings> part) {
        times =
                List.of(
                        time(
                                part,
                                "connect",
                                Timeouts::connectSeconds,
                                Timeouts::withConnectSeconds),
                        time(
                                part,
                                "firstByte",
                                it -> (int) it.firstByteOfStream().toSeconds(),
                                (it, s) -> it.withFirstByteSeconds(OptionalInt.of(s))),
                        time(part, "idle", Timeouts::idleSeconds, Timeouts::withIdleSeconds),
                        time(part, "total", Timeouts::totalSeconds, Timeouts::withTotalSeconds));
        var care = new Care(part);
        failures =
                List.of(
                        care.line(
                                "retries", "", Resilience::retries, Resilience::withRetries, 0, 5),
                        care.line(
                                "retryAfterSeconds",
                                SECONDS,
                                Resilience::retryAfterSeconds,
                                Resilience::withRetryAfterSeconds,
                                0,
                                HOUR),
                        care.line(
                                "failures",
                                "",
                                Resilience::failures,
                                Resilience::withFailures,
                                0,
                                1_000),
                        care.line(
                                "openSeconds",
                                SECONDS,
                                Resilience::openSeconds,
                                Resilience::withOpenSeconds,
                                1,
                                DAY),
                        care.line(
                                "keyRestSeconds",
                                SECONDS,
                                Resilience::keyRestSeconds,
                                Resilience::withKeyRestSeconds,
                                0,
                                DAY),
                        care.line(
                                "limitRestSeconds",
                                SECONDS,
                                Resilience::limitRestSeconds,
                                Resilience::withLimitRestSeconds,
                                0,
                                DAY),
                        care.line(
                                "stormRequests",
                                "",
                                Resilience::stormRequests,
                                Resilience::withStormRequests,
                                0,
                                100),
                        care.line(
                                "stormSeconds",
                                SECONDS,
                                Resilience::stormSeconds,
                                Resilience::withStormSeconds,
                                1,
                                HOUR));
        rotation =
                part.entry(
                        it -> it.auth().rotation(),
                        (it, next) -> it.withAuth(it.auth().withRotation(next)),
                        Rotation.STICKY,
                        "auth.rotation");
        proxy =
                part.entry(
                        it -> HiddenPassword.in(it.written().text("proxy")),
                        (it, text) ->
                                it.withPart(
                                        "proxy",
                                        HiddenPassword.back(
                                                text.strip(), it.written().text("proxy"))),
                        "",
                        "proxy");
        headers =
                part.entry(
                        BackendSettings::headers,
                        BackendSettings::withHeaders,
                        Map.of(),
                        "headers");
        quirks = part.entry(BackendSettings::ownQuirks, (it, _) -> it, Map.of(), "quirks");
        query = part.entry(BackendSettings::query, BackendSettings::withQuery, Map.of(), "query");
    }

    private static Line time(
            Part<BackendSettings> part,
            String name,
            Function<Timeouts, Integer> read,
            BiFunction<Timeouts, Integer, Timeouts> write) {
        NumberEntry entry =
                part.number(
                        it -> read.apply(it.timeouts()),
                        (it, s) -> it.withTimeouts(write.apply(it.timeouts(), s)),
                        1,
                        WEEK,
                        "timeouts." + name + "Seconds");
        return new Line("settings.backends." + name, SECONDS, entry);
    }

    /// What is done about failures.
    private record Care(Part<BackendSettings> part) {
        Line line(
                String name,
                String unit,
                Function<Resilience, Integer> read,
                BiFunction<Resilience, Integer, Resilience> write,
                int least,
                int most) {
            NumberEntry entry =
                    part.number(
                            it -> read.apply(it.resilience()),
                            (it, next) -> it.withResilience(write.apply(it.resilience(), next)),
                            least,
                            most,
                            "resilience." + name);
            return new Line("settings.resilience." + name, unit, entry);
        }
    }
}
