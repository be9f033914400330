package dev.patchbay.app.verbs;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.app.house.Version;
import dev.patchbay.app.house.Voice;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.renewal.OwnProgram;
import dev.patchbay.app.renewal.Successor;
import dev.patchbay.app.verbs.clients.ClientVerbs;
import dev.patchbay.app.verbs.clients.NeighbourAtTheDoor;
import dev.patchbay.app.verbs.keys.KeyConsent;
import dev.patchbay.app.verbs.keys.KeyVerbs;
import dev.patchbay.app.verbs.keys.TokenVerbs;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.app.verbs.line.HelpText;
import dev.patchbay.app.verbs.line.Terminal;
import dev.patchbay.app.verbs.past.ExportVerb;
import dev.patchbay.app.verbs.past.ReplayVerb;
import dev.patchbay.app.verbs.past.StatsVerb;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.Display;
import dev.patchbay.desktop.Running;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.keys.TokenBook;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.proxy.exchange.BackendTest;
import dev.patchbay.proxy.routing.Lead;
import dev.patchbay.proxy.routing.Route;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.imports.Imports;
import dev.patchbay.settings.imports.Rule;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can be typed behind `patchbay`. Each verb answers its exit code: 0 done, 1 failed; wrong
/// usage is thrown.
public final class Verbs {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final CommandLine line;
    private final AppPaths paths;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final KnownSecrets known;
    private final PrintStream out;
    private final PrintStream err;

    public Verbs(
            CommandLine line,
            AppPaths paths,
            Map<String, String> environment,
            Terminal terminal,
            KnownSecrets known,
            PrintStream out,
            PrintStream err) {
        this.line = line;
        this.paths = paths;
        this.environment = environment;
        this.terminal = terminal;
        this.known = known;
        this.out = out;
        this.err = err;
    }

    public int run() throws Misuse {
        try {
            return switch (line.verb()) {
                case CommandLine.NO_VERB -> desktop();
                case "serve" -> serve();
                case "run" -> clients().run();
                case "connect" -> clients().connect();
                case "disconnect" -> clients().disconnect();
                case "login" -> login(line.only("the id of a backend"));
                case "import" -> take(line.only("the file of an older program"));
                case "keys" -> keys();
                case "token" -> line.words().isEmpty() ? token() : changedToken();
                case "test" -> test(line.only("the id of a backend"));
                case "route" -> route(line.only("the name of a model"));
                case "stats" -> new StatsVerb(line, paths, out).run();
                case "export" -> export();
                case "replay" -> replay();
                case "prices" -> prices();
                case "settings" -> settings();
                case "doctor" -> doctor();
                case "version" -> version();
                default -> help();
            };
        } catch (ProxyError e) {
            err.println(e.message());
            return FAILED;
        } catch (HistoryReader.Unreadable e) {
            err.println(e.getMessage());
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

    /// The desktop, where there is one; else what `serve` does.
    private int desktop() throws Misuse, IOException {
        if (!Display.isThere(environment)) {
            return serve();
        }
        var start =
                new DesktopStart(
                        paths,
                        environment,
                        line.has("hidden"),
                        () -> wiring(Voice.LOG),
                        successor(),
                        err);
        return start.run() ? DONE : FAILED;
    }

    private int serve() throws Misuse, IOException {
        line.none();
        try (var house = wiring(Voice.LOG)) {
            return new ServeVerb(house, successor(), out, err).run(line.has("demo"))
                    ? DONE
                    : FAILED;
        }
    }

    /// What runs after us when another version is installed; nothing if we run from our classes.
    private Optional<Successor> successor() {
        return OwnProgram.path().map(launcher -> new Successor(launcher, line.again()));
    }

    private int keys() throws Misuse, IOException {
        KeyVerbs.check(line);
        try (var desk = KeyDesk.open(paths, overrides(), environment, known, err)) {
            return new KeyVerbs(line, desk, terminal, out, err).run() ? DONE : FAILED;
        }
    }

    private int changedToken() throws Misuse, IOException {
        TokenVerbs.check(line);
        try (var desk = KeyDesk.open(paths, overrides(), environment, known, err)) {
            var book = new TokenBook(desk.store(), desk.secrets(), desk.settingsFolder());
            return new TokenVerbs(line, desk, out, err).run(book) ? DONE : FAILED;
        }
    }

    private int token() throws Misuse, IOException {
        try (var house = wiring(Voice.QUIET)) {
            out.println(house.door().token());
            return DONE;
        }
    }

    private ClientVerbs clients() {
        return new ClientVerbs(
                line, paths, environment, new NeighbourAtTheDoor(), this::wiring, out, err);
    }

    private int login(String backend) throws Misuse, IOException {
        try (var house = wiring(Voice.QUIET)) {
            house.switchboard().signIn(backend, this::show);
            out.println("Signed in. Patchbay keeps the sign-in in a file that only you can read.");
            return DONE;
        }
    }

    private int take(String file) throws Misuse, IOException {
        try (var desk = KeyDesk.open(paths, overrides(), environment, known, err)) {
            var logins = new LoginFiles(paths.loginsFolder(), known);
            var imports = new Imports(desk.store(), desk.secrets(), logins, InstantSource.system());
            var consent = new KeyConsent(desk, line.has("unencrypted"), terminal, err);
            Rule rule = line.has("replace") ? Rule.REPLACE : Rule.KEEP;
            new ImportVerb(imports, consent, out).run(Path.of(file), rule, line.has("dry-run"));
            return DONE;
        } catch (InvalidPathException e) {
            err.println("'%s' is no path on this system.".formatted(file));
        } catch (ImportVerb.Failed e) {
            err.println(e.message());
        }
        return FAILED;
    }

    private void show(Switchboard.SignInCode code) {
        out.printf("To sign in to %s, open %s%n", code.backend(), code.page());
        out.printf("and enter the code     %s%n", code.code());
        code.direct().ifPresent(page -> out.printf("or open directly       %s%n", page));
        out.printf("Waiting for up to %d minutes …%n", Math.max(1, code.lifetime().toMinutes()));
    }

    private int export() throws Misuse, IOException, HistoryReader.Unreadable {
        Optional<String> id = line.optional("the id of one request");
        var verb = new ExportVerb(line, paths, known, out);
        if (id.isEmpty()) {
            return verb.all();
        }
        try (var house = wiring(Voice.QUIET)) {
            return verb.one(id.get(), house.door().address());
        }
    }

    private int replay() throws Misuse, IOException {
        var running = new Running(paths.controlSocket());
        return new ReplayVerb(line, environment, running, () -> wiring(Voice.FILE), out).run();
    }

    private int test(String backend) throws Misuse, IOException {
        try (var house = wiring(Voice.QUIET)) {
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
        try (var house = wiring(Voice.QUIET)) {
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

    private int prices() throws Misuse, IOException {
        return new PricesVerb(line, paths, out, err).run() ? DONE : FAILED;
    }

    private int settings() throws Misuse, IOException {
        SettingsVerbs.check(line);
        try (var desk = KeyDesk.open(paths, overrides(), environment, known, err)) {
            return new SettingsVerbs(line, desk, out, err).run() ? DONE : FAILED;
        }
    }

    private int doctor() throws Misuse, IOException {
        line.none();
        Path file = overrides().settingsFile().orElse(paths.settingsFile());
        var rounds = new Rounds(paths, file, environment, () -> wiring(Voice.QUIET));
        return new DoctorVerb(line, paths, known, terminal, out, err).run(rounds) ? DONE : FAILED;
    }

    private static String chain(List<Target> targets) {
        return targets.stream().map(Verbs::shown).collect(Collectors.joining(", then "));
    }

    /// One step of a chain, for people.
    private static String shown(Target target) {
        return target.toString();
    }

    private Overrides overrides() throws Misuse {
        return overrides(line.options());
    }

    private Overrides overrides(Map<String, String> options) throws Misuse {
        Overrides overrides = Overrides.of(options, environment);
        Optional<Problem> mistyped = overrides.mistyped();
        if (mistyped.isPresent()) {
            throw new Misuse(
                    "The option '%s' %s"
                            .formatted(mistyped.get().path(), mistyped.get().message()));
        }
        return overrides;
    }

    private Wiring wiring(Voice voice) throws Misuse, IOException {
        return wiring(voice, line.options());
    }

    private Wiring wiring(Voice voice, Map<String, String> options) throws Misuse, IOException {
        Overrides overrides = overrides(options);
        if (voice == Voice.QUIET) {
            overrides.problems().forEach(problem -> err.println(problem));
        }
        return line.has("demo")
                ? Wiring.demo(paths, overrides, environment, known, voice)
                : Wiring.of(paths, overrides, environment, known, voice);
    }
}
