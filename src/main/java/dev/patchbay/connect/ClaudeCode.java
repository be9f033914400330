package dev.patchbay.connect;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Claude Code, which reads its settings from several files, each with variables under `env`.
/// What its documentation leaves open was tried with version 2.1.329.
public final class ClaudeCode implements ClientApp {
    public static final String ID = "claude-code";

    static final String ADDRESS = "ANTHROPIC_BASE_URL";
    static final String TOKEN = "ANTHROPIC_AUTH_TOKEN";
    static final String HEADERS = "ANTHROPIC_CUSTOM_HEADERS";

    /// Without it Claude Code does not ask a gateway for its models.
    static final String DISCOVERY = "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY";

    private static final String ENV = "env";
    private static final String OUR_HEADER = "x-patchbay-token";

    /// Whom a settings file is for; what comes later counts more.
    public enum Scope {
        /// This user, everywhere.
        USER,
        /// Everybody who works in this folder.
        PROJECT,
        /// This user in this folder.
        LOCAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Scope> of(String word) {
            return List.of(values()).stream().filter(it -> it.word().equals(word)).findFirst();
        }
    }

    /// What becomes of the sign-in that Claude Code has with Anthropic.
    public enum SignIn {
        /// Our token takes its place.
        REPLACED,
        /// It stays, for backends that are asked with the client's own credential; our token comes
        /// in a header of its own.
        KEPT
    }

    private final Path home;
    private final Path folder;
    private final Path managed;
    private final Map<String, String> environment;

    ClaudeCode(Path home, Path folder, Path managed, Map<String, String> environment) {
        this.home = home;
        this.folder = folder;
        this.managed = managed;
        this.environment = Map.copyOf(environment);
    }

    /// @param home the user's
    /// @param folder where Claude Code is started: it looks for a project's files nowhere else
    public static ClaudeCode of(Path home, Path folder, Map<String, String> environment) {
        return new ClaudeCode(home, folder, managed(System.getProperty("os.name")), environment);
    }

    private static Path managed(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        String in =
                name.contains("mac")
                        ? "/Library/Application Support/ClaudeCode"
                        : name.startsWith("windows")
                                ? "C:\\Program Files\\ClaudeCode"
                                : "/etc/claude-code";
        return Path.of(in, "managed-settings.json");
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Claude Code";
    }

    public Place place(Scope scope) {
        return new Place(ID, scope.word(), file(scope));
    }

    private Path file(Scope scope) {
        return switch (scope) {
            case USER -> settingsFolder().resolve("settings.json");
            case PROJECT -> folder.resolve(".claude/settings.json");
            case LOCAL -> folder.resolve(".claude/settings.local.json");
        };
    }

    private Path settingsFolder() {
        String moved = environment.getOrDefault("CLAUDE_CONFIG_DIR", "").strip();
        return moved.isEmpty() ? home.resolve(".claude") : Path.of(moved);
    }

    /// What a settings file needs so that Claude Code talks to us.
    public List<NamedKey> keys(Access access, SignIn signIn) {
        var address = NamedKey.open(access.address(), ENV, ADDRESS);
        var discovery = NamedKey.open("1", ENV, DISCOVERY);
        return switch (signIn) {
            case REPLACED ->
                    List.of(address, NamedKey.hidden(access.token(), ENV, TOKEN), discovery);
            case KEPT ->
                    List.of(
                            address,
                            NamedKey.header(OUR_HEADER, access.token(), ENV, HEADERS),
                            discovery);
        };
    }

    /// What became of the sign-in when this file was connected.
    public SignIn signIn(Connection connection) {
        boolean kept =
                connection.changes().stream()
                        .anyMatch(change -> change.path().equals(List.of(ENV, HEADERS)));
        return kept ? SignIn.KEPT : SignIn.REPLACED;
    }

    /// The same as variables for one run, over those there are.
    public Map<String, String> variables(Access access, SignIn signIn) {
        var variables = new LinkedHashMap<String, String>();
        for (NamedKey key : keys(access, signIn)) {
            String name = key.path().getLast();
            variables.put(name, key.over(environment.getOrDefault(name, "")));
        }
        return variables;
    }

    /// Variables that would lead Claude Code elsewhere, or show a credential beside ours.
    public List<String> rivals(SignIn signIn) {
        return Obstacles.rivals(signIn);
    }

    /// What stands in the way of a connected file, or should be known about it: a sentence each.
    public List<String> remarks(Scope scope, Access access, SignIn signIn) {
        var obstacles = new Obstacles(environment, keys(access, signIn), access.host());
        Path file = file(scope);
        obstacles.file(file);
        for (Scope higher : Scope.values()) {
            if (higher.compareTo(scope) > 0) {
                obstacles.higher(file(higher));
            }
        }
        obstacles.higher(managed);
        obstacles.environment();
        if (scope != Scope.USER) {
            obstacles.versioned(file, folder);
        }
        return obstacles.found();
    }

    /// What keeps the variables of one run from counting: settings files come before them.
    public List<String> remarks(Access access, SignIn signIn) {
        var obstacles = new Obstacles(environment, keys(access, signIn), access.host());
        for (Scope scope : Scope.values()) {
            obstacles.higher(file(scope));
        }
        obstacles.higher(managed);
        return obstacles.found();
    }

    /// A file as people write it: what lies in their home begins with `~`, where that is usual.
    public String shown(Path file) {
        return File.separatorChar == '/' && file.startsWith(home)
                ? "~/" + home.relativize(file)
                : file.toString();
    }

    /// The folder of the person whose settings these are, as clients find it: they ask the
    /// environment, and not, as Java does, the list of users.
    public static Path home(Map<String, String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String variable = system.startsWith("windows") ? "USERPROFILE" : "HOME";
        String said = environment.getOrDefault(variable, "");
        return Path.of(said.isBlank() ? System.getProperty("user.home") : said);
    }
}
