package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Settings that leave this computer, or come from another: references to secrets, never values.
/// What may be a value gives way to a reference to where it is to be kept, or to nothing. The tree
/// is walked and not the records, because entries that could not be read live on in it.
///
/// @param text the file
/// @param changes what gave way, a sentence each; holds no secret
public record PortableSettings(String text, List<String> changes) {
    private static final Set<String> BAGS = Set.of("headers", "query");

    /// What a field that no record of ours knows may be called that holds a secret.
    private static final Pattern SECRET_FIELD =
            Pattern.compile("(?i).*(secret|password|pass-?phrase|credential|api-?key|bearer).*");

    /// The same for headers and parameters.
    private static final Pattern SECRET_LINE =
            Pattern.compile(
                    SECRET_FIELD.pattern() + "|.*(auth|cookie|token).*|(.*[-_])?key|sig(nature)?");

    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/@\\s]+@");

    public PortableSettings {
        changes = List.copyOf(changes);
    }

    /// What another computer may be given.
    public static PortableSettings of(Settings settings) {
        return walked(tree(settings), new TakenAlong(it -> !(it instanceof SecretRef.Plain)));
    }

    /// What a person, or whoever helps them, may be shown: nothing but the names of programs is
    /// left of commands.
    public static PortableSettings shown(Settings settings) {
        return walked(tree(settings), new Shown());
    }

    /// What may come from elsewhere. A command of somebody else's is never run.
    ///
    /// @param ours the settings of this computer, whose own commands may come back
    public static PortableSettings from(byte[] file, Settings ours) throws SettingsRefused {
        Set<SecretRef> known =
                SecretUse.in(ours).stream().map(SecretUse::ref).collect(Collectors.toSet());
        Predicate<SecretRef> keeps =
                ref ->
                        switch (ref) {
                            case SecretRef.Plain _ -> false;
                            case SecretRef.Command _ -> known.contains(ref);
                            case SecretRef.Keychain _, SecretRef.Env _, SecretRef.File _ -> true;
                        };
        try {
            return walked(SettingsJson.read(file), new TakenAlong(keeps));
        } catch (SettingsJson.Unreadable e) {
            throw SettingsRefused.because(e.message(), null);
        }
    }

    /// These settings, of which every entry can be used.
    public Settings settings() throws SettingsRefused {
        return Settings.parse(text);
    }

    private static ObjectNode tree(Settings settings) {
        try {
            return SettingsJson.read(Reading.content(settings));
        } catch (SettingsJson.Unreadable e) {
            throw new IllegalStateException("our own file could not be read", e);
        }
    }

    private static PortableSettings walked(ObjectNode tree, Manner manner) {
        var walk = new Walk(manner);
        walk.object(tree, "", "");
        String text = new String(SettingsJson.write(tree), StandardCharsets.UTF_8);
        return new PortableSettings(text, walk.changes);
    }

    /// What takes the place of a secret.
    private sealed interface Manner {
        /// @param home where it would be kept
        Optional<String> other(SecretRef ref, String home);

        /// For a value that cannot be referred to; empty takes its key out.
        Optional<String> otherValue();
    }

    private record TakenAlong(Predicate<SecretRef> keeps) implements Manner {
        @Override
        public Optional<String> other(SecretRef ref, String home) {
            return keeps.test(ref) ? Optional.empty() : Optional.of(home);
        }

        @Override
        public Optional<String> otherValue() {
            return Optional.empty();
        }
    }

    private record Shown() implements Manner {
        @Override
        public Optional<String> other(SecretRef ref, String home) {
            return switch (ref) {
                case SecretRef.Plain _, SecretRef.Command _ -> Optional.of(ref.toString());
                case SecretRef.Keychain _, SecretRef.Env _, SecretRef.File _ -> Optional.empty();
            };
        }

        @Override
        public Optional<String> otherValue() {
            return Optional.of("••••");
        }
    }

    private static final class Walk {
        private final Manner manner;
        private final List<String> changes = new ArrayList<>();

        Walk(Manner manner) {
            this.manner = manner;
        }

        /// @param home the backend's part of the names of its keys; empty outside backends
        void object(ObjectNode node, String path, String home) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(node.properties())) {
                String key = entry.getKey();
                String at = path.isEmpty() ? key : path + "." + key;
                switch (entry.getValue()) {
                    case ObjectNode inner when BAGS.contains(key) -> bag(inner, at);
                    case ObjectNode inner -> object(inner, at, home);
                    case ArrayNode list when key.equals("keys") -> keys(list, at, home);
                    case ArrayNode list -> list(list, key, at, home);
                    case JsonNode value when value.isTextual() -> text(node, key, at);
                    case JsonNode _ -> {}
                }
            }
        }

        private void list(ArrayNode list, String key, String path, String home) {
            for (int i = 0; i < list.size(); i++) {
                String at = "%s[%d]".formatted(path, i);
                switch (list.get(i)) {
                    case ObjectNode inner when isSecretLine(inner.path("header").asText()) -> {
                        // A rewrite without its value would be none.
                        if (manner.otherValue().isEmpty()) {
                            list.remove(i--);
                            changes.add(at + " may hold a secret and is left out.");
                        } else {
                            leave(inner, "value", at + ".value");
                        }
                    }
                    case ObjectNode inner when key.equals("backends") ->
                            object(inner, at, "backend/" + inner.path("id").asText("unnamed"));
                    case ObjectNode inner -> object(inner, at, home);
                    case ArrayNode inner -> list(inner, key, at, home);
                    case JsonNode value when value.isTextual() -> {
                        String open = withoutLogin(value.textValue(), at);
                        list.set(i, list.textNode(open));
                    }
                    case JsonNode _ -> {}
                }
            }
        }

        private void keys(ArrayNode list, String path, String home) {
            String name = "keychain:" + (home.isEmpty() ? "key" : home) + "/";
            List<String> taken = new ArrayList<>();
            list.forEach(each -> taken.add(each.asText()));
            for (int i = 0; i < list.size(); i++) {
                int number = i + 1;
                while (taken.contains(name + number)) {
                    number++;
                }
                var ref = SecretRef.of(list.get(i).asText());
                Optional<String> other = manner.other(ref, name + number);
                if (other.isPresent()) {
                    list.set(i, list.textNode(other.get()));
                    taken.add(other.get());
                    changed("%s[%d]".formatted(path, i), ref, other.get());
                }
            }
        }

        private void text(ObjectNode node, String key, String at) {
            String value = node.path(key).textValue();
            if (key.equals("token")) {
                String name = node.path("name").asText("unnamed").replaceAll("[^\\w.-]", "-");
                var ref = SecretRef.of(value);
                Optional<String> other = manner.other(ref, "file:tokens/" + name);
                if (other.isPresent()) {
                    node.put(key, other.get());
                    changed(at, ref, other.get());
                }
                return;
            }
            boolean secret = SECRET_FIELD.matcher(key).matches();
            if (secret && SecretRef.of(value) instanceof SecretRef.Plain) {
                leave(node, key, at);
            } else {
                node.put(key, withoutLogin(value, at));
            }
        }

        /// What has names that anybody may choose.
        private void bag(ObjectNode bag, String path) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(bag.properties())) {
                if (isSecretLine(entry.getKey())) {
                    leave(bag, entry.getKey(), path + "." + entry.getKey());
                }
            }
            object(bag, path, "");
        }

        private void leave(ObjectNode node, String key, String at) {
            Optional<String> other = manner.otherValue();
            if (other.isPresent()) {
                node.put(key, other.get());
            } else {
                node.remove(key);
            }
            changes.add(at + " may be a secret and is left out.");
        }

        private String withoutLogin(String value, String at) {
            String open = LOGIN.matcher(value).replaceAll("");
            if (!open.equals(value)) {
                changes.add(at + " is without the user and password that stood in it.");
            }
            return open;
        }

        private void changed(String at, SecretRef was, String now) {
            String what = was instanceof SecretRef.Command ? "a command" : "a value";
            changes.add("%s was %s; now it is %s.".formatted(at, what, now));
        }

        private static boolean isSecretLine(String name) {
            return SECRET_LINE.matcher(name).matches();
        }
    }
}
