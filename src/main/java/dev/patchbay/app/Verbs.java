package dev.patchbay.app;

import dev.patchbay.app.CommandLine.Misuse;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.PortOwner;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.keys.TokenBook;
import dev.patchbay.proxy.BackendTest;
import dev.patchbay.proxy.Lead;
import dev.patchbay.proxy.Route;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Problem;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can be typed behind `patchbay`. Each verb answers its exit code: 0 done, 1 failed; wrong
/// usage is thrown.
final class Verbs {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final CommandLine line;
    private final AppPaths paths;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    Verbs(
            CommandLine line,
            AppPaths paths,
            Map<String, String> environment,
            Terminal terminal,
            PrintStream out,
            PrintStream err) {
        this.line = line;
        this.paths = paths;
        this.environment = environment;
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    int run() throws Misuse {
        try {
            return switch (line.verb()) {
                case "serve" -> serve();
                case "login" -> login(line.only("the id of a backend"));
                case "keys" -> keys();
                case "token" -> line.words().isEmpty() ? token() : changedToken();
                case "test" -> test(line.only("the id of a backend"));
                case "route" -> route(line.only("the name of a model"));
                case "version" -> version();
                default -> help();
            };
        } catch (ProxyError e) {
            err.println(e.message());
            return FAILED;
        } catch (IOException e) {
            err.println("Patchbay cannot use its files: " + e.getMessage());
            return FAILED;
        }
    }

    private int version() throws Misuse {
        line.none();
        out.println("Patchbay " + Version.text());
        return DONE;
    }

    private int help() {
        out.print(HelpText.TEXT);
        return DONE;
    }

    private int serve() throws Misuse, IOException {
        line.none();
        try (var house = wiring(Wiring.Voice.LOG)) {
            Switchboard.State state = house.switchboard().start();
            switch (state) {
                case Switchboard.State.Running(String host, int port, int _) ->
                        out.print(
                                Greeting.of(
                                        host,
                                        port,
                                        house.token(),
                                        line.has("demo") || house.answersByDemo()));
                case Switchboard.State.PortTaken(int port) -> {
                    err.println(taken(port));
                    return FAILED;
                }
                case Switchboard.State.Unopened(String reason) -> {
                    err.println(reason);
                    return FAILED;
                }
                case Switchboard.State.Stopped() -> {
                    return FAILED;
                }
            }
            awaitEnd(house);
            return DONE;
        }
    }

    /// Until a signal ends the program. The exchanges under way get their time before the process
    /// goes; the log is closed last, so that it tells the end too.
    private static void awaitEnd(Wiring house) {
        var farewell = Thread.ofPlatform().name("farewell").unstarted(house::farewell);
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String taken(int port) {
        String owner = PortOwner.of(port).map(who -> " by " + who).orElse("");
        return "Port %d is in use%s. Stop that program, or choose another port with --port N."
                .formatted(port, owner);
    }

    private int keys() throws Misuse, IOException {
        KeyVerbs.check(line);
        try (var desk = KeyDesk.open(paths, overrides(), environment, err)) {
            return new KeyVerbs(line, desk, terminal, out, err).run() ? DONE : FAILED;
        }
    }

    private int changedToken() throws Misuse, IOException {
        TokenVerbs.check(line);
        try (var desk = KeyDesk.open(paths, overrides(), environment, err)) {
            var book = new TokenBook(desk.store(), desk.secrets(), desk.settingsFolder());
            return new TokenVerbs(line, desk, out, err).run(book) ? DONE : FAILED;
        }
    }

    private int token() throws Misuse, IOException {
        try (var house = wiring(Wiring.Voice.QUIET)) {
            out.println(house.token());
            return DONE;
        }
    }

    private int login(String backend) throws Misuse, IOException {
        try (var house = wiring(Wiring.Voice.QUIET)) {
            house.switchboard().signIn(backend, this::show);
            out.println("Signed in. Patchbay keeps the sign-in in a file that only you can read.");
            return DONE;
        }
    }

    private void show(Switchboard.SignInCode code) {
        out.printf("To sign in to %s, open %s%n", code.backend(), code.page());
        out.printf("and enter the code     %s%n", code.code());
        code.direct().ifPresent(page -> out.printf("or open directly       %s%n", page));
        out.printf("Waiting for up to %d minutes …%n", Math.max(1, code.lifetime().toMinutes()));
    }

    private int test(String backend) throws Misuse, IOException {
        try (var house = wiring(Wiring.Voice.QUIET)) {
            List<BackendTest.Tick> ticks = house.switchboard().test(backend);
            ticks.forEach(
                    tick ->
                            out.printf(
                                    "%s %-10s %s%n", mark(tick), tick.question(), tick.detail()));
            boolean good =
                    ticks.stream().allMatch(tick -> tick.outcome() == BackendTest.Tick.Outcome.YES);
            return good ? DONE : FAILED;
        }
    }

    private static String mark(BackendTest.Tick tick) {
        return switch (tick.outcome()) {
            case YES -> "✓";
            case NO -> "✗";
            case NOT_ASKED -> "–";
        };
    }

    private int route(String model) throws Misuse, IOException {
        try (var house = wiring(Wiring.Voice.QUIET)) {
            Optional<String> profile = Optional.ofNullable(line.options().get("profile"));
            Lead lead = house.switchboard().route(model, profile);
            Route route = lead.plain();
            out.printf("%s → %s (%s)%n", model, chain(route.targets()), route.reason());
            if (route.thinking()) {
                out.println("  with thinking switched on");
            }
            lead.cases().forEach(each -> out.printf("  %s → %s%n", each, chain(each.targets())));
            return DONE;
        }
    }

    private static String chain(List<Target> targets) {
        return targets.stream().map(Verbs::shown).collect(Collectors.joining(", then "));
    }

    /// One step of a chain, for people.
    private static String shown(Target target) {
        return target.toString();
    }

    private Overrides overrides() throws Misuse {
        Overrides overrides = Overrides.of(line.options(), environment);
        Optional<Problem> mistyped = overrides.mistyped();
        if (mistyped.isPresent()) {
            throw new Misuse(
                    "The option '%s' %s"
                            .formatted(mistyped.get().path(), mistyped.get().message()));
        }
        return overrides;
    }

    private Wiring wiring(Wiring.Voice voice) throws Misuse, IOException {
        Overrides overrides = overrides();
        if (voice == Wiring.Voice.QUIET) {
            overrides.problems().forEach(problem -> err.println(problem));
        }
        return line.has("demo")
                ? Wiring.demo(paths, overrides, environment, voice)
                : Wiring.of(paths, overrides, environment, voice);
    }
}
