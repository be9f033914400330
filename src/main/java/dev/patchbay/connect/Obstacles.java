package dev.patchbay.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.patchbay.connect.ClaudeCode.SignIn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Collects what keeps Claude Code from us although its file says otherwise. Names variables and
/// files, never what they hold.
final class Obstacles {
    /// Each sends Claude Code to a cloud's own door.
    private static final List<String> ELSEWHERE =
            List.of(
                    "CLAUDE_CODE_USE_BEDROCK",
                    "CLAUDE_CODE_USE_VERTEX",
                    "CLAUDE_CODE_USE_FOUNDRY",
                    "CLAUDE_CODE_USE_MANTLE",
                    "CLAUDE_CODE_USE_ANTHROPIC_AWS",
                    "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD");

    private static final List<String> CREDENTIALS =
            List.of(ClaudeCode.TOKEN, ClaudeCode.HEADERS, "ANTHROPIC_API_KEY");

    private static final List<String> PROXIES =
            List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy");

    private final Map<String, String> environment;
    private final List<NamedKey> keys;
    private final String host;
    private final List<String> found = new ArrayList<>();

    Obstacles(Map<String, String> environment, List<NamedKey> keys, String host) {
        this.environment = environment;
        this.keys = keys;
        this.host = host;
    }

    static List<String> rivals(SignIn signIn) {
        return switch (signIn) {
            case KEPT -> ELSEWHERE;
            case REPLACED ->
                    Stream.concat(ELSEWHERE.stream(), Stream.of("ANTHROPIC_API_KEY")).toList();
        };
    }

    List<String> found() {
        return List.copyOf(found);
    }

    /// What else the connected file itself says.
    void file(Path file) {
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            return;
        }
        if (!text.get().isBlank() && !JsonText.isPlain(text.get())) {
            found.add(
                    "%s holds comments or commas too many. Patchbay keeps them, but Claude Code does not read such a file."
                            .formatted(file));
        }
        JsonNode env = env(text.get());
        rivals(env).forEach(name -> found.add("%s in %s %s".formatted(name, file, why(name))));
    }

    /// A file that counts more.
    void higher(Path file) {
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            return;
        }
        JsonNode env = env(text.get());
        for (NamedKey key : keys) {
            String name = key.path().getLast();
            if (env.has(name) && !env.path(name).asText().equals(key.over(""))) {
                found.add("%s sets %s as well, and counts more.".formatted(file, name));
            }
        }
        rivals(env).forEach(name -> found.add("%s in %s %s".formatted(name, file, why(name))));
    }

    /// The variables of this process, which are those of Claude Code when it is started from the
    /// same place.
    void environment() {
        for (NamedKey key : keys) {
            String name = key.path().getLast();
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty() && !value.equals(key.over(""))) {
                found.add(
                        "%s is also set in this environment; for Claude Code the file counts more."
                                .formatted(name));
            }
        }
        rivals(environment.keySet()).stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .sorted()
                .forEach(name -> found.add("%s in this environment %s".formatted(name, why(name))));
        for (String name : PROXIES) {
            if (!environment.getOrDefault(name, "").isBlank() && !isExempt()) {
                found.add(
                        "%s in this environment sends Claude Code's requests through that proxy, which does not know Patchbay; add %s to NO_PROXY."
                                .formatted(name, host));
                return;
            }
        }
    }

    /// Files in a project may be shared with others, and the token with them.
    void versioned(Path file, Path folder) {
        boolean inGit = false;
        for (Path at = folder.toAbsolutePath(); at != null && !inGit; at = at.getParent()) {
            inGit = Files.exists(at.resolve(".git"));
        }
        if (inGit) {
            found.add(
                    "%s now holds a local token and lies in a git repository; keep it out of commits%s."
                            .formatted(
                                    file,
                                    file.endsWith("settings.json")
                                            ? ", or connect with --scope local"
                                            : ""));
        }
    }

    private List<String> rivals(JsonNode env) {
        List<String> names = new ArrayList<>();
        env.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> env.path(name).asText().isBlank());
        return rivals(names);
    }

    private List<String> rivals(Iterable<String> names) {
        List<String> rivals = new ArrayList<>();
        for (String name : names) {
            boolean ours = keys.stream().anyMatch(key -> key.path().getLast().equals(name));
            if (!ours && (ELSEWHERE.contains(name) || CREDENTIALS.contains(name))) {
                rivals.add(name);
            }
        }
        return rivals;
    }

    private static String why(String name) {
        return ELSEWHERE.contains(name)
                ? "makes Claude Code ask another service, and never Patchbay."
                : "is sent to Patchbay as well; only backends that are asked with the client's own"
                        + " credential see it.";
    }

    private boolean isExempt() {
        String named =
                environment.getOrDefault("NO_PROXY", environment.getOrDefault("no_proxy", ""));
        return Arrays.stream(named.split(","))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(host));
    }

    private Optional<String> text(Path file) {
        try {
            Optional<byte[]> bytes = new ConfigFile(file).read();
            return bytes.isPresent()
                    ? Optional.of(Content.of(bytes.get()).text())
                    : Optional.empty();
        } catch (Refused e) {
            found.add("%s cannot be read, so nobody knows what it says.".formatted(file));
            return Optional.empty();
        }
    }

    private JsonNode env(String text) {
        try {
            return JsonText.of(text).tree().path("env");
        } catch (Refused _) {
            // Claude Code ignores a file that is broken; so what it says does not count.
            return MissingNode.getInstance();
        }
    }
}
