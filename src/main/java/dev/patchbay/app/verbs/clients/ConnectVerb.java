package dev.patchbay.app.verbs.clients;

import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.Connection;
import dev.patchbay.connect.Connections;
import dev.patchbay.connect.Diff;
import dev.patchbay.connect.NamedKey;
import dev.patchbay.connect.Place;
import dev.patchbay.connect.Plan;
import dev.patchbay.connect.Refused;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `connect` and `disconnect`: shows what becomes of a client's file, then does it.
final class ConnectVerb {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final CommandLine line;
    private final Access access;
    private final ClaudeCode claude;
    private final Connections connections;
    private final Neighbour neighbour;
    private final PrintStream out;
    private final PrintStream err;

    ConnectVerb(
            CommandLine line,
            Access access,
            ClaudeCode claude,
            Connections connections,
            Neighbour neighbour,
            PrintStream out,
            PrintStream err) {
        this.line = line;
        this.access = access;
        this.claude = claude;
        this.connections = connections;
        this.neighbour = neighbour;
        this.out = out;
        this.err = err;
    }

    int connect() throws Misuse {
        Optional<AnyClient> copied = client();
        if (copied.isPresent()) {
            copied.get().lines(access, shell()).forEach(out::println);
            return DONE;
        }
        SignIn signIn = signIn(line);
        Scope scope = scope();
        List<NamedKey> keys = claude.keys(access, signIn);
        try {
            Plan plan = connections.connect(claude.place(scope), keys);
            show(plan);
            claude.remarks(scope, access, signIn).forEach(remark -> out.println("Note: " + remark));
            if (plan.diff().isEmpty()) {
                out.printf(
                        "%s leads to %s already (%s).%n",
                        claude.title(), access.address(), plan.place().file());
                return DONE;
            }
            if (line.has("dry-run")) {
                out.println("Nothing was changed.");
                return DONE;
            }
            apply(plan);
            out.printf(
                    "%s leads to %s now. Back: patchbay disconnect %s%s%n",
                    claude.title(),
                    access.address(),
                    claude.id(),
                    scope == Scope.USER ? "" : " --scope " + scope.word());
            if (!neighbour.answers(access)) {
                out.println("Patchbay does not run there now; start it with: patchbay serve");
            }
            return DONE;
        } catch (Refused e) {
            err.println(e.message());
            return FAILED;
        }
    }

    int disconnect() throws Misuse {
        Optional<AnyClient> copied = client();
        if (copied.isPresent()) {
            out.printf("No file was changed for %s.%n", copied.get().title());
            return DONE;
        }
        try {
            if (!line.has("all")) {
                return disconnect(claude.place(scope()));
            }
            List<Connection> all = connections.all();
            if (all.isEmpty()) {
                out.println("No client is connected.");
            }
            return all.stream().mapToInt(each -> disconnect(each.place())).max().orElse(DONE);
        } catch (Refused e) {
            err.println(e.message());
            return FAILED;
        }
    }

    private int disconnect(Place place) {
        try {
            Plan plan = connections.disconnect(place, claude.keys(access, SignIn.REPLACED));
            show(plan);
            plan.left()
                    .forEach(
                            key ->
                                    out.printf(
                                            "Note: %s was changed since by somebody else, and"
                                                    + " stays.%n",
                                            key));
            if (line.has("dry-run")) {
                out.println("Nothing was changed.");
                return DONE;
            }
            apply(plan);
            out.println(
                    plan.diff().isEmpty()
                            ? "Nothing of Patchbay's is in " + place.file() + "."
                            : "Disconnected: " + place + ".");
            return DONE;
        } catch (Refused e) {
            err.println(e.message());
            return FAILED;
        }
    }

    private void apply(Plan plan) throws Refused {
        Optional<Path> backup = connections.apply(plan);
        backup.ifPresent(copy -> out.println("The file as it was: " + copy));
    }

    private void show(Plan plan) {
        if (plan.diff().isEmpty()) {
            return;
        }
        String fate = plan.makesFile() ? " (new)" : plan.removesFile() ? " (removed)" : "";
        out.println(plan.place().file() + fate);
        for (Diff.Line each : plan.diff().lines()) {
            String sign = each.sign() == Diff.Sign.OUT ? "-" : "+";
            out.printf("%5d %s %s%n", each.number(), sign, each.text());
        }
    }

    /// The client that is named, if it is one without a file; empty for Claude Code, which is also
    /// all there is.
    private Optional<AnyClient> client() throws Misuse {
        if (line.has("all")) {
            line.none();
            return Optional.empty();
        }
        String id = line.only("a client: claude-code, anthropic or openai; or --all");
        if (id.equals(claude.id())) {
            return Optional.empty();
        }
        for (AnyClient each : AnyClient.values()) {
            if (each.id().equals(id)) {
                return Optional.of(each);
            }
        }
        throw new Misuse(
                "There is no client '%s'; there are claude-code, anthropic and openai."
                        .formatted(id));
    }

    private Scope scope() throws Misuse {
        String word = line.options().getOrDefault("scope", Scope.USER.word());
        return Scope.of(word)
                .orElseThrow(
                        () -> new Misuse("The option '--scope' must be user, project or local."));
    }

    static SignIn signIn(CommandLine line) {
        return line.has("keep-login") ? SignIn.KEPT : SignIn.REPLACED;
    }

    private static AnyClient.Shell shell() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") ? AnyClient.Shell.POWERSHELL : AnyClient.Shell.POSIX;
    }
}
