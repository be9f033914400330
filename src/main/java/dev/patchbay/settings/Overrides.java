package dev.patchbay.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the command line and the environment say instead of the file, for one run.
public final class Overrides {
    public static final Overrides NONE = of(Map.of(), Map.of());

    /// A value that can be given from outside the file.
    public enum Field {
        PORT,
        HOST,
        TOKEN,
        LOG_LEVEL,
        SETTINGS;

        /// The option's name without its dashes: `log-level`.
        public String option() {
            return Word.of(this);
        }

        public String variable() {
            return "PATCHBAY_" + name();
        }
    }

    private record Given(String value, String source) {}

    private final List<Problem> problems = new ArrayList<>();
    private final Map<Field, Given> given = new java.util.EnumMap<>(Field.class);
    private final OptionalInt port;
    private final Optional<String> host;
    private final Optional<String> logLevel;
    private final Optional<Path> settingsFile;

    private Overrides(Map<String, String> options, Map<String, String> environment) {
        for (Field field : Field.values()) {
            String option = options.get(field.option());
            String variable = environment.get(field.variable());
            if (option != null) {
                given.put(field, new Given(option.strip(), "--" + field.option()));
            } else if (variable != null && !variable.isBlank()) {
                given.put(field, new Given(variable.strip(), field.variable()));
            }
        }
        port = readPort();
        host = readHost();
        logLevel = readLogLevel();
        settingsFile = readSettingsFile();
    }

    /// @param options the command line's, by `Field.option()`
    public static Overrides of(Map<String, String> options, Map<String, String> environment) {
        return new Overrides(options, environment);
    }

    public OptionalInt port() {
        return port;
    }

    public Optional<String> host() {
        return host;
    }

    /// The value of the default local token.
    public Optional<Secret> token() {
        return Optional.ofNullable(given.get(Field.TOKEN)).map(it -> Secret.of(it.value));
    }

    public Optional<String> logLevel() {
        return logLevel;
    }

    public Optional<Path> settingsFile() {
        return settingsFile;
    }

    /// The option or variable that overrides this field, as a person would name it.
    public Optional<String> source(Field field) {
        return Optional.ofNullable(given.get(field)).map(Given::source);
    }

    /// Values that cannot be used, and are not; the path is the option or variable.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// The first option of the command line whose value cannot be used.
    public Optional<Problem> mistyped() {
        return problems.stream().filter(problem -> isOption(problem.path())).findFirst();
    }

    /// All problems, with what these settings and the overrides only together make a problem.
    public List<Problem> problems(Settings settings) {
        List<Problem> all = new ArrayList<>(problems);
        if (over(settings).server().requireToken() != settings.server().requireToken()) {
            String message = "makes the door reachable for others, so tokens are required.";
            String source = source(Field.HOST).orElse("server.host");
            all.add(new Problem(source, message, Problem.Reach.NOTE));
        }
        return List.copyOf(all);
    }

    /// These settings for this run. Whatever the combination, a door that others can reach
    /// requires a token.
    public Settings over(Settings settings) {
        ServerSettings server = settings.server();
        server = port.isPresent() ? server.withPort(port.getAsInt()) : server;
        server = host.map(server::withHost).orElse(server);
        server = server.loopback() ? server : server.withRequireToken(true);
        LogSettings log = logLevel.map(settings.log()::withLevel).orElse(settings.log());
        return settings.withServer(server).withLog(log);
    }

    private OptionalInt readPort() {
        Given it = given.get(Field.PORT);
        if (it == null) {
            return OptionalInt.empty();
        }
        if (it.value.matches("\\d{1,5}") && Integer.parseInt(it.value) <= 65535) {
            return OptionalInt.of(Integer.parseInt(it.value));
        }
        wrong(Field.PORT, "must be a whole number from 0 to 65535 (0 takes any free port).");
        return OptionalInt.empty();
    }

    private Optional<String> readHost() {
        Optional<String> text = value(Field.HOST);
        if (text.isPresent() && !ServerSettings.isHost(text.get())) {
            wrong(Field.HOST, "must be an address or a name alone, such as 127.0.0.1.");
            return Optional.empty();
        }
        return text;
    }

    private Optional<String> readLogLevel() {
        Optional<String> level = value(Field.LOG_LEVEL).map(it -> it.toLowerCase(Locale.ROOT));
        if (level.isPresent() && !LogSettings.LEVELS.contains(level.get())) {
            String levels = String.join(", ", LogSettings.LEVELS);
            wrong(Field.LOG_LEVEL, "must be one of " + levels + ".");
            return Optional.empty();
        }
        return level;
    }

    private Optional<Path> readSettingsFile() {
        try {
            Optional<Path> file = value(Field.SETTINGS).map(Path::of);
            if (file.filter(Files::isDirectory).isPresent()) {
                wrong(Field.SETTINGS, "must be a file, but is a folder.");
                return Optional.empty();
            }
            return file;
        } catch (InvalidPathException _) {
            wrong(Field.SETTINGS, "is no path on this system.");
            return Optional.empty();
        }
    }

    private Optional<String> value(Field field) {
        return Optional.ofNullable(given.get(field)).map(Given::value);
    }

    private void wrong(Field field, String message) {
        String source = source(field).orElse(field.variable());
        String consequence = isOption(source) ? "" : " It is ignored.";
        problems.add(new Problem(source, message + consequence, Problem.Reach.FILE));
        given.remove(field);
    }

    private static boolean isOption(String source) {
        return source.startsWith("--");
    }
}
