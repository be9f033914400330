package dev.patchbay.codec.errors;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Recognises that a prompt does not fit the model, and says so in the words that make clients act:
/// they shorten the conversation, or ask for less output.
public final class Overflow {
    private static final List<String> CODES =
            List.of(
                    "context_length_exceeded",
                    "string_above_max_length",
                    "exceed_context_size_error");

    private static final Pattern SIGNS =
            words(
                    "maximum context",
                    "context length",
                    "context window",
                    "context size",
                    "too many tokens",
                    "prompt is too long",
                    "exceeds .{0,60}n_ctx",
                    "input tokens exceed",
                    "input token count .{0,40}exceeds",
                    "maximum prompt length",
                    "maximum model length",
                    "model token limit",
                    "exceed context limit",
                    "max_new_tokens. must be <=");

    /// A limit per minute is used up, not the model's window.
    private static final Pattern RATE =
            words("per minute", "per day", "per hour", "\\btpm\\b", "\\brpm\\b", "rate limit");

    private static final String N = "(?:about |only |a total of |of )*(\\d{1,12})";

    private static final List<Pattern> WINDOW =
            List.of(
                    words("context (?:length|window|size)(?: is| of|:)? \\(?" + N),
                    words("(?:maximum|max) (?:prompt|model) length(?: is| of)? \\(?" + N),
                    words("(\\d{1,12}) maximum context", "tokens > (\\d{1,12}) maximum"),
                    words("context limit: \\d{1,12} \\+ \\d{1,12} > (\\d{1,12})"),
                    words("tokens allowed \\((\\d{1,12})", "token limit: (\\d{1,12})"),
                    words("must be <= (\\d{1,12})", "n_ctx\\D{1,5}(\\d{1,12})"));

    private static final List<Pattern> PROMPT =
            List.of(
                    words(
                            "(\\d{1,12}) (?:tokens )?(?:in|from) (?:your prompt|the (?:input"
                                    + " )?messages)"),
                    words("(\\d{1,12}) tokens from the input", "(\\d{1,12}) of text input"),
                    words("(?:has|passed|contains|resulted in|given:) (\\d{1,12})"),
                    words("(?:input|request|prompt) \\((?:length )?(\\d{1,12})"),
                    words("token count \\((\\d{1,12})", "requested: (\\d{1,12})"),
                    words("too long: (\\d{1,12}) tokens"),
                    words("context limit: (\\d{1,12})"));

    private static final List<Pattern> OUTPUT =
            List.of(
                    words("(\\d{1,12}) (?:tokens )?(?:in|for) the (?:completion|output)"),
                    words("requested (\\d{1,12}) output tokens", "too large: (\\d{1,12})"),
                    words(
                            "and (\\d{1,12}) .?max_new_tokens",
                            "context limit: \\d{1,12} \\+ (\\d{1,12})"));

    private static final Pattern TOTAL = words("requested (?:token count )?" + N + " tokens");

    private Overflow() {}

    /// The message for the client, if this complaint is about the length of the prompt.
    public static Optional<String> message(int status, Complaint complaint, String backend) {
        if (!isOverflow(status, complaint)) {
            return Optional.empty();
        }
        var text = complaint.text().replaceAll("(?<=\\d),(?=\\d{3})", "");
        var window = field(complaint, "n_ctx").or(() -> first(WINDOW, text));
        var output = first(OUTPUT, text);
        var prompt =
                field(complaint, "n_prompt_tokens")
                        .or(() -> first(PROMPT, text))
                        .or(() -> first(List.of(TOTAL), text).map(all -> all - output.orElse(0L)));
        var said = complaint.text().isEmpty() ? "" : "; " + backend + ": " + complaint.text();
        return Optional.of(worded(prompt, output, window, said));
    }

    private static String worded(
            Optional<Long> prompt, Optional<Long> output, Optional<Long> window, String said) {
        if (prompt.isEmpty() || window.isEmpty()) {
            return withoutNumbers(said);
        }
        long in = prompt.get();
        long most = window.get();
        if (in >= most) {
            return "prompt is too long: %d tokens > %d maximum%s"
                    .formatted(in, most, bracketed(said));
        }
        if (output.isPresent() && in + output.get() > most) {
            return "input length and `max_tokens` exceed context limit: %d + %d > %d%s"
                    .formatted(in, output.get(), most, bracketed(said));
        }
        return withoutNumbers(said);
    }

    private static String withoutNumbers(String said) {
        return "prompt is too long (capability_rejected: prompt_too_long%s)".formatted(said);
    }

    private static String bracketed(String said) {
        return said.isEmpty() ? "" : " (" + said.substring(2) + ")";
    }

    private static boolean isOverflow(int status, Complaint complaint) {
        if (CODES.stream().anyMatch(complaint.codes()::contains)) {
            return true;
        }
        boolean about =
                switch (status) {
                    case 401, 402, 403, 404, 408, 429 -> false;
                    default -> true;
                };
        return about
                && SIGNS.matcher(complaint.text()).find()
                && !RATE.matcher(complaint.text()).find();
    }

    private static Optional<Long> field(Complaint complaint, String name) {
        JsonNode json = complaint.json();
        if (json == null) {
            return Optional.empty();
        }
        var value = json.findValue(name);
        return value != null && value.isIntegralNumber()
                ? Optional.of(value.asLong())
                : Optional.empty();
    }

    private static Optional<Long> first(List<Pattern> patterns, String text) {
        for (var pattern : patterns) {
            var found = pattern.matcher(text);
            if (found.find()) {
                for (int group = 1; group <= found.groupCount(); group++) {
                    if (found.group(group) != null) {
                        return Optional.of(Long.parseLong(found.group(group)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Pattern words(String... alternatives) {
        return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
    }
}
