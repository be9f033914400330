import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Another program, run to its end.
final class Command {
    /// What stops the build, in one sentence for people.
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String what) {
            super(what);
        }
    }

    private final List<String> words;
    private final Map<String, String> environment;

    private Command(List<String> words, Map<String, String> environment) {
        this.words = List.copyOf(words);
        this.environment = Map.copyOf(environment);
    }

    static Command of(Object... words) {
        return new Command(
                List.of(words).stream()
                        .flatMap(
                                it ->
                                        it instanceof List<?> more
                                                ? more.stream()
                                                : List.of(it).stream())
                        .map(Object::toString)
                        .toList(),
                Map.of());
    }

    /// A tool of the JDK that this runs on.
    static Command ofJdk(String tool, Object... words) {
        List<Object> all =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", tool)));
        all.addAll(List.of(words));
        return of(all.toArray());
    }

    Command with(Map<String, String> more) {
        return new Command(words, more);
    }

    /// What it printed.
    String run() throws IOException {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Failed(
                    "'%s' is missing here: %s".formatted(words.getFirst(), e.getMessage()));
        }
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = ended(process);
        if (exit != 0) {
            throw new Failed(
                    "%s%nended with %d:%n%s".formatted(String.join(" ", words), exit, printed));
        }
        return printed;
    }

    private static int ended(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
