import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One ordinary start of the packaged program with its window open and some requests, after which
/// the JVM writes down which classes were loaded and how often what ran: the AOT cache, from which
/// the user's starts take them.
final class Rehearsal {
    private static final String TOKEN = "pb-token-of-the-rehearsal";
    private static final int ROUNDS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// So long nothing new must have been loaded before all is taken to be shown.
    private static final Duration QUIET = Duration.ofSeconds(4);

    private final ProgramFolder program;
    private final Path folder;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private Rehearsal(ProgramFolder program, Path folder, int port) {
        this.program = program;
        this.folder = folder;
        this.port = port;
    }

    static Rehearsal of(Plan plan, ProgramFolder program) throws IOException {
        Path folder = Files.createDirectories(plan.work().resolve("rehearsal"));
        try (var free = new ServerSocket(0)) {
            return new Rehearsal(program, folder, free.getLocalPort());
        }
    }

    void fillCache() throws IOException {
        Path seen = folder.resolve("seen");
        try (client;
                var desktop = Desktop.open(folder)) {
            perform(seen, desktop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        launch(
                "JAVA_TOOL_OPTIONS",
                "-XX:AOTMode=create -XX:AOTConfiguration=%s -XX:AOTCache=%s"
                        .formatted(seen, program.cache()));
        program.useCache();
        // With this the JVM ends if it cannot use what it was given.
        launch("_JAVA_OPTIONS", "-XX:AOTMode=on");
    }

    private void launch(String variable, String options) throws IOException {
        Command.of(program.launcher(), "--version").with(Map.of(variable, options)).run();
    }

    private void perform(Path seen, Desktop desktop) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("settings.json"), "{\"version\":1}");
        Path said = folder.resolve("said");
        var builder =
                new ProcessBuilder(program.launcher().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(desktop.environment());
        environment.put("PATCHBAY_HOME", home.toString());
        environment.put("PATCHBAY_TOKEN", TOKEN);
        environment.put("PATCHBAY_PORT", String.valueOf(port));
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-XX:AOTMode=record -XX:AOTConfiguration=%s %s".formatted(seen, desktop.options()));
        Process patchbay = builder.start();
        try {
            play(patchbay);
        } catch (Command.Failed e) {
            throw new Command.Failed(e.getMessage() + "\n" + Files.readString(said));
        } finally {
            patchbay.destroy();
            if (!patchbay.waitFor(20, TimeUnit.SECONDS)) {
                patchbay.destroyForcibly();
            }
        }
        if (!Files.exists(seen)) {
            throw new Command.Failed("No class was written down:\n" + Files.readString(said));
        }
    }

    private void play(Process patchbay) throws IOException, InterruptedException {
        awaitAnswer(patchbay);
        for (int round = 0; round < ROUNDS; round++) {
            ask("/v1/messages", Bodies.small(false));
            ask("/v1/messages", Bodies.small(true));
            ask("/v1/chat/completions", Bodies.small(true));
        }
        ask("/v1/messages", Bodies.large());
        ask("/v1/messages/count_tokens", Bodies.large());
        awaitQuiet(patchbay.pid());
        Command.ofJdk("jcmd", patchbay.pid(), "AOT.end_recording").run();
    }

    private void awaitAnswer(Process patchbay) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (patchbay.isAlive() && Instant.now().isBefore(end)) {
            try {
                var health = request("/health").GET().build();
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException _) {
                Thread.sleep(100); // not listening yet
            }
        }
        throw new Command.Failed("The program did not answer on port " + port);
    }

    private void ask(String path, String body) throws IOException, InterruptedException {
        HttpRequest request =
                request(path)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new Command.Failed("%s was answered with %s".formatted(path, answer.body()));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("x-api-key", TOKEN)
                .timeout(PATIENCE);
    }

    /// Waits until the window has everything that it shows: no more classes are loaded then.
    private static void awaitQuiet(long pid) throws IOException, InterruptedException {
        String before = "";
        Instant since = Instant.now();
        Instant end = since.plus(PATIENCE);
        while (Instant.now().isBefore(since.plus(QUIET)) && Instant.now().isBefore(end)) {
            String now =
                    Command.ofJdk("jcmd", pid, "PerfCounter.print")
                            .run()
                            .replaceAll("(?s).*(java\\.cls\\.loadedClasses=\\d+).*", "$1");
            if (!now.equals(before)) {
                before = now;
                since = Instant.now();
            }
            Thread.sleep(250);
        }
    }
}
