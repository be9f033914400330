package dev.patchbay.settings.imports;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AliasCase;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.When;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a file brings, in a line for people.
final class Wording {
    private Wording() {}

    static String of(BackendSettings backend) {
        var parts = new ArrayList<String>();
        parts.add(backend.name());
        parts.add(backend.baseUrl());
        backend.auth().keys().forEach(key -> parts.add("key " + key));
        if (backend.auth().style() instanceof AuthStyle.Client) {
            parts.add("the client's own credential");
        }
        if (!backend.models().isEmpty()) {
            parts.add(counted(backend.models().size(), "model"));
        }
        if (!backend.rewrites().isEmpty()) {
            parts.add(counted(backend.rewrites().size(), "rewrite"));
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    static String of(Alias alias) {
        var parts = new ArrayList<String>();
        parts.add("→ " + chain(alias.targets()));
        for (AliasCase each : alias.cases()) {
            parts.add(when(each.when()) + " → " + chain(each.targets()));
        }
        if (!alias.rewrites().isEmpty()) {
            parts.add(counted(alias.rewrites().size(), "rewrite"));
        }
        return String.join("; ", parts);
    }

    private static String chain(List<Target> targets) {
        return targets.stream().map(Target::toString).collect(Collectors.joining(", then "));
    }

    private static String when(When when) {
        var words = new ArrayList<String>();
        when.longerThan().ifPresent(tokens -> words.add("longer than " + tokens + " tokens"));
        if (when.images()) {
            words.add("images");
        }
        if (when.thinking()) {
            words.add("thinking");
        }
        if (when.webSearch()) {
            words.add("web search");
        }
        if (when.background()) {
            words.add("background");
        }
        return String.join(" and ", words);
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
