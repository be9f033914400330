package dev.patchbay.codec.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a recipient is asked to offer its model: the functions, and a search of its own.
///
/// A choice never stands without tools, which is an error to most servers, and a tool the client
/// forces is never dropped: it would take the answer for one that the tool had a part in.
///
/// @param searches the backend's own search is to run
/// @param choice among the functions; a search of the backend's own cannot be chosen, so a forced
///     one leaves no function to call
public record Offer(List<Tool.Function> functions, boolean searches, ToolChoice choice) {
    public Offer {
        functions = List.copyOf(functions);
    }

    /// Refuses what the recipient cannot be asked.
    public static Offer of(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        return of(prompt, Optional.empty(), recipient, losses);
    }

    /// The same; a search that was asked for in the recipient's `own` dialect stays.
    public static Offer of(
            Prompt asked, Optional<Dialect> own, Recipient recipient, Consumer<Loss> losses) {
        var prompt = UsableTools.of(asked, recipient, losses);
        var functions = prompt.functions();
        boolean searches =
                own.flatMap(prompt::search).isPresent() || searches(prompt, recipient, losses);
        var choice = prompt.choice();
        if (choice.mode() == ToolChoice.Mode.NAMED && !isOffered(prompt)) {
            throw refused(
                    recipient,
                    "tool_choice: tool '%s' is not among the tools".formatted(forced(choice)));
        }
        int most = recipient.quirks().maxTools();
        if (most > 0 && functions.size() > most) {
            throw refused(
                    recipient,
                    "tools: the request has %d, but at most %d are taken"
                            .formatted(functions.size(), most));
        }
        boolean none = isForcedSearch(prompt);
        return new Offer(
                functions,
                searches,
                none
                        ? new ToolChoice(
                                ToolChoice.Mode.NONE, Optional.empty(), choice.oneAtATime())
                        : choice);
    }

    /// The description as far as the recipient takes it.
    public static Optional<String> description(
            Tool.Function function, Recipient recipient, Consumer<Loss> losses) {
        int limit = recipient.quirks().descriptionLimit();
        return function.description().map(text -> cut(text, limit, losses));
    }

    /// Whether the recipient can be held to this schema, as the function demands.
    public static boolean strict(
            Tool.Function function, ObjectNode schema, Recipient recipient, Consumer<Loss> losses) {
        if (!function.strict()) {
            return false;
        }
        boolean able = recipient.quirks().strictTools() && SchemaCleaner.isStrict(schema);
        if (!able) {
            losses.accept(Loss.slight("strict tools"));
        }
        return able;
    }

    private static String cut(String description, int limit, Consumer<Loss> losses) {
        if (limit == 0 || description.length() <= limit) {
            return description;
        }
        losses.accept(Loss.slight("the end of a tool description"));
        int end = limit - 1;
        boolean halved = Character.isHighSurrogate(description.charAt(end - 1));
        return description.substring(0, halved ? end - 1 : end) + "…";
    }

    private static boolean searches(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        if (prompt.tools().stream().noneMatch(Tool.WebSearch.class::isInstance)) {
            return false;
        }
        return switch (recipient.quirks().webSearch()) {
            case NATIVE -> true;
            case REFUSE -> throw refused(recipient, "tools: web search cannot run there");
            case DROP -> {
                if (prompt.functions().isEmpty() || isForcedSearch(prompt)) {
                    throw refused(
                            recipient,
                            "tools: web search cannot run there, and nothing else may answer");
                }
                losses.accept(Loss.felt("web_search"));
                yield false;
            }
        };
    }

    private static String forced(ToolChoice choice) {
        return choice.name().orElse("");
    }

    private static boolean isOffered(Prompt prompt) {
        var name = forced(prompt.choice());
        return prompt.tools().stream().anyMatch(tool -> tool.name().equals(name));
    }

    private static boolean isForcedSearch(Prompt prompt) {
        var name = forced(prompt.choice());
        return prompt.choice().mode() == ToolChoice.Mode.NAMED
                && prompt.functions().stream().noneMatch(tool -> tool.name().equals(name));
    }

    private static ProxyError refused(Recipient recipient, String reason) {
        return ProxyError.of(
                ProxyError.Kind.BAD_REQUEST,
                "%s (backend '%s').".formatted(reason, recipient.backend()));
    }
}
