package dev.patchbay.app.verbs.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was typed: a verb, its options and its words.
public record CommandLine(String verb, Map<String, String> options, List<String> words) {
    /// What it says without a verb: the desktop, where there is one.
    public static final String NO_VERB = "";

    private static final Set<String> WITH_VALUE =
            Set.of(
                    "port",
                    "host",
                    "settings",
                    "log-level",
                    "profile",
                    "days",
                    "since",
                    "format",
                    "out",
                    "to",
                    "bundle",
                    "scope");
    private static final Set<String> SWITCHES =
            Set.of(
                    "demo",
                    "version",
                    "help",
                    "hidden",
                    "json",
                    "all",
                    "dry-run",
                    "replace",
                    "keep-login",
                    "unencrypted",
                    "yes");

    /// The verbs, and the options that mean something to each.
    private static final Map<String, Set<String>> VERBS =
            Map.ofEntries(
                    Map.entry(
                            NO_VERB,
                            Set.of("demo", "port", "host", "settings", "log-level", "hidden")),
                    Map.entry(
                            "serve",
                            Set.of("demo", "port", "host", "settings", "log-level", "hidden")),
                    Map.entry("run", Set.of("demo", "settings", "profile", "keep-login")),
                    Map.entry(
                            "connect",
                            Set.of("all", "dry-run", "scope", "profile", "keep-login", "settings")),
                    Map.entry("disconnect", Set.of("all", "dry-run", "scope", "settings")),
                    Map.entry("login", Set.of("settings")),
                    Map.entry("token", Set.of("demo", "settings", "profile")),
                    Map.entry("keys", Set.of("settings", "unencrypted", "yes")),
                    Map.entry("test", Set.of("demo", "settings")),
                    Map.entry("route", Set.of("demo", "settings", "profile")),
                    Map.entry("import", Set.of("settings", "dry-run", "replace", "unencrypted")),
                    Map.entry("settings", Set.of("settings", "dry-run")),
                    Map.entry("doctor", Set.of("settings", "json", "bundle", "dry-run", "yes")),
                    Map.entry("stats", Set.of("days", "json")),
                    Map.entry("export", Set.of("since", "format", "out", "settings")),
                    Map.entry("replay", Set.of("to", "json")),
                    Map.entry("prices", Set.of()),
                    Map.entry("version", Set.of("version")),
                    Map.entry("help", Set.of()));

    /// Something that cannot be meant; the message says what can.
    public static final class Misuse extends Exception {
        public Misuse(String message) {
            super(message);
        }
    }

    public static CommandLine of(String[] args) throws Misuse {
        var options = new LinkedHashMap<String, String>();
        var words = new ArrayList<String>();
        for (int i = 0; i < args.length; i++) {
            String word = args[i];
            if (word.equals("--")) {
                // What follows belongs to somebody else.
                words.addAll(List.of(args).subList(i + 1, args.length));
                break;
            }
            if (word.equals("-h")) {
                options.put("help", "");
            } else if (!word.startsWith("-")) {
                words.add(word);
            } else if (SWITCHES.contains(name(word))) {
                options.put(name(word), "");
            } else {
                i = valued(args, i, options);
            }
        }
        String verb = words.isEmpty() ? NO_VERB : words.removeFirst();
        if (!VERBS.containsKey(verb)) {
            throw new Misuse(
                    "There is no verb '%s'; `patchbay --help` lists them.".formatted(verb));
        }
        if (options.containsKey("help")) {
            return new CommandLine("help", Map.of(), List.of());
        }
        if (options.containsKey("version")) {
            verb = "version";
        }
        mustKnow(verb, options.keySet());
        return new CommandLine(verb, options, words);
    }

    private static void mustKnow(String verb, Set<String> options) throws Misuse {
        for (String option : options) {
            if (!VERBS.getOrDefault(verb, Set.of()).contains(option)) {
                throw new Misuse(
                        "`patchbay %s` has no option '--%s'; `patchbay --help` lists them."
                                .formatted(verb, option));
            }
        }
    }

    /// The option's name, if this word is one without a value; else something that no option is
    /// called.
    private static String name(String word) {
        return word.startsWith("--") ? word.substring(2) : "";
    }

    private static int valued(String[] args, int at, Map<String, String> options) throws Misuse {
        int equals = args[at].indexOf('=');
        String option = equals < 0 ? args[at] : args[at].substring(0, equals);
        if (equals >= 0 && SWITCHES.contains(name(option))) {
            throw new Misuse("The option '%s' takes no value.".formatted(option));
        }
        if (!WITH_VALUE.contains(name(option))) {
            throw new Misuse(
                    "There is no option '%s'; `patchbay --help` lists them.".formatted(option));
        }
        boolean apart = equals < 0 && at + 1 < args.length && !args[at + 1].startsWith("--");
        String value = apart ? args[at + 1] : equals < 0 ? "" : args[at].substring(equals + 1);
        if (value.isBlank()) {
            throw new Misuse("The option '%s' needs a value.".formatted(option));
        }
        options.put(name(option), value);
        return apart ? at + 1 : at;
    }

    /// What would be typed to have the same again.
    public List<String> again() {
        List<String> typed = new ArrayList<>(verb.isEmpty() ? List.of() : List.of(verb));
        options.forEach(
                (name, value) ->
                        typed.add(
                                WITH_VALUE.contains(name)
                                        ? "--" + name + "=" + value
                                        : "--" + name));
        typed.addAll(words);
        return typed;
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    /// The one word that this verb needs.
    public String only(String what) throws Misuse {
        if (words.size() != 1) {
            throw new Misuse("`patchbay %s` needs %s.".formatted(verb, what));
        }
        return words.getFirst();
    }

    /// The one word that this verb can do without.
    public Optional<String> optional(String what) throws Misuse {
        if (words.size() > 1) {
            throw new Misuse("`patchbay %s` takes %s, and no more.".formatted(verb, what));
        }
        return words.stream().findFirst();
    }

    public void none() throws Misuse {
        if (!words.isEmpty()) {
            throw new Misuse(
                    "`patchbay %s` takes no further words, but got '%s'."
                            .formatted(verb, words.getFirst()));
        }
    }
}
