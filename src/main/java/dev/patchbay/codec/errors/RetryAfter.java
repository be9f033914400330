package dev.patchbay.codec.errors;

import dev.patchbay.wire.Headers;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// How long a backend asks us to wait, in whole seconds, in whichever way it says so.
///
/// What it names as a time of day is measured against its own `date` header: a codec has no clock.
public final class RetryAfter {
    private static final double UNKNOWN_DATE = 5;
    private static final double MOST = Duration.ofDays(7).toSeconds();
    private static final double EPOCH_SECONDS = 1e9;
    private static final double EPOCH_MILLIS = 1e12;

    private static final Pattern SPAN =
            Pattern.compile(
                    "(\\d{1,9}(?:\\.\\d{1,9})?)\\s*"
                            + "(ms|milliseconds?|h|hours?|min|minutes?|m|s|sec|seconds?)(?![a-z])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SAID =
            Pattern.compile(
                    "(?:again|retry|wait|retry after|retrydelay\\W{1,5})\\s*(?:in|after|for|at"
                            + " least)?\\s*((?:\\d{1,9}(?:\\.\\d{1,9})?\\s*[a-z]{1,12}\\s*){1,3})",
                    Pattern.CASE_INSENSITIVE);

    /// The headers in which limits are told, less the word for what they tell of it.
    private static final String[] LIMITS = {
        "x-ratelimit-%s",
        "x-ratelimit-%s-requests",
        "x-ratelimit-%s-tokens",
        "anthropic-ratelimit-unified-%s",
        "anthropic-ratelimit-requests-%s",
        "anthropic-ratelimit-tokens-%s",
        "anthropic-ratelimit-input-tokens-%s",
        "anthropic-ratelimit-output-tokens-%s"
    };

    private RetryAfter() {}

    public static OptionalInt of(Headers headers, String body) {
        var asked = header(headers);
        if (asked.isEmpty()) {
            asked = exhausted(headers);
        }
        if (asked.isEmpty()) {
            asked = said(body);
        }
        return asked.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.ceil(Math.clamp(asked.getAsDouble(), 0, MOST)));
    }

    private static OptionalDouble header(Headers headers) {
        var seconds = headers.first("retry-after").map(String::strip).orElse("");
        var number = number(seconds);
        if (number.isPresent()) {
            return number;
        }
        var millis = number(headers.first("retry-after-ms").orElse(""));
        if (millis.isPresent()) {
            return OptionalDouble.of(millis.getAsDouble() / 1000);
        }
        var span = span(seconds);
        return span.isPresent() || seconds.isEmpty() ? span : date(seconds, headers);
    }

    private static OptionalDouble date(String text, Headers headers) {
        var until = instant(text);
        var now = headers.first("date").flatMap(RetryAfter::instant);
        if (until.isEmpty() || now.isEmpty()) {
            return OptionalDouble.of(UNKNOWN_DATE);
        }
        return OptionalDouble.of(Duration.between(now.get(), until.get()).toSeconds());
    }

    /// The reset of the limit that is used up; if it is not said which one is, the first to reset.
    private static OptionalDouble exhausted(Headers headers) {
        var longest = OptionalDouble.empty();
        var shortest = OptionalDouble.empty();
        for (var limit : LIMITS) {
            var wait = reset(headers, limit.formatted("reset"));
            if (wait.isEmpty()) {
                continue;
            }
            var remaining = headers.first(limit.formatted("remaining")).orElse("");
            if (remaining.strip().equals("0")) {
                longest = OptionalDouble.of(Math.max(longest.orElse(0), wait.getAsDouble()));
            }
            shortest =
                    OptionalDouble.of(
                            Math.min(shortest.orElse(wait.getAsDouble()), wait.getAsDouble()));
        }
        return longest.isPresent() ? longest : shortest;
    }

    private static OptionalDouble reset(Headers headers, String name) {
        var text = headers.first(name).map(String::strip).orElse("");
        var number = number(text);
        if (number.isEmpty()) {
            return text.contains("T") ? date(text, headers) : span(text);
        }
        double value = number.getAsDouble();
        if (value < EPOCH_SECONDS) {
            return number;
        }
        double then = value >= EPOCH_MILLIS ? value / 1000 : value;
        return headers.first("date")
                .flatMap(RetryAfter::instant)
                .map(now -> OptionalDouble.of(then - now.getEpochSecond()))
                .orElse(OptionalDouble.of(UNKNOWN_DATE));
    }

    private static OptionalDouble said(String body) {
        var found = SAID.matcher(body.length() > 4000 ? body.substring(0, 4000) : body);
        return found.find() ? span(found.group(1)) : OptionalDouble.empty();
    }

    /// `1m30s`, `20ms`, `1.5 seconds`.
    private static OptionalDouble span(String text) {
        double seconds = 0;
        boolean any = false;
        var found = SPAN.matcher(text);
        while (found.find()) {
            any = true;
            double unit =
                    switch (found.group(2).toLowerCase(Locale.ROOT)) {
                        case "ms", "millisecond", "milliseconds" -> 0.001;
                        case "h", "hour", "hours" -> 3600;
                        case "m", "min", "minute", "minutes" -> 60;
                        default -> 1;
                    };
            seconds += Double.parseDouble(found.group(1)) * unit;
        }
        return any ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    private static OptionalDouble number(String text) {
        try {
            double number = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
        } catch (NumberFormatException e) {
            // Then it is a date or a span.
            return OptionalDouble.empty();
        }
    }

    /// `Wed, 21 Oct 2026 07:28:00 GMT` or `2026-10-21T07:28:00Z`.
    private static Optional<Instant> instant(String text) {
        var bare = text.strip();
        var form =
                !bare.isEmpty() && Character.isDigit(bare.charAt(0))
                        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME
                        : DateTimeFormatter.RFC_1123_DATE_TIME;
        try {
            return Optional.of(ZonedDateTime.parse(bare, form).toInstant());
        } catch (DateTimeException e) {
            // A date that cannot be read is no better than none.
            return Optional.empty();
        }
    }
}
