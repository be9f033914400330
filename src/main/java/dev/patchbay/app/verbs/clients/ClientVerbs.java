package dev.patchbay.app.verbs.clients;

import dev.patchbay.app.house.Voice;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.app.verbs.line.TakenPort;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.Connections;
import dev.patchbay.connect.Refused;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.ServerSettings;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The verbs that bring clients to us: finds out where we are reached, and hands on.
public final class ClientVerbs {
    /// Builds the house for one verb.
    @FunctionalInterface
    public interface Builder {
        Wiring build(Voice voice, Map<String, String> options) throws Misuse, IOException;
    }

    private final CommandLine line;
    private final Map<String, String> environment;
    private final Neighbour neighbour;
    private final Builder builder;
    private final PrintStream out;
    private final PrintStream err;
    private final ClaudeCode claude;
    private final Connections connections;

    public ClientVerbs(
            CommandLine line,
            AppPaths paths,
            Map<String, String> environment,
            Neighbour neighbour,
            Builder builder,
            PrintStream out,
            PrintStream err) {
        this.line = line;
        this.environment = environment;
        this.neighbour = neighbour;
        this.builder = builder;
        this.out = out;
        this.err = err;
        claude =
                ClaudeCode.of(
                        ClaudeCode.home(environment), Path.of("").toAbsolutePath(), environment);
        connections = new Connections(paths.data(), InstantSource.system());
    }

    public int connect() throws Misuse, IOException {
        return connectVerb().connect();
    }

    public int disconnect() throws Misuse, IOException {
        return connectVerb().disconnect();
    }

    private ConnectVerb connectVerb() throws Misuse, IOException {
        try (var house = builder.build(Voice.QUIET, line.options())) {
            ServerSettings server = usual(house);
            if (server.port() == 0) {
                throw failed(
                        "The port is 0, any free one, but a client needs one that stays: choose"
                                + " server.port in the settings.");
            }
            Access access = access(house, server);
            return new ConnectVerb(line, access, claude, connections, neighbour, out, err);
        }
    }

    /// Runs a command against the Patchbay that runs, or else against one that lives as long.
    public int run() throws Misuse, IOException {
        if (line.words().isEmpty()) {
            throw new Misuse("`patchbay run` needs a command: patchbay run -- claude");
        }
        try (var house = builder.build(Voice.FILE, optionsToRun())) {
            Access there = access(house, usual(house));
            boolean runs = !line.has("demo") && neighbour.answers(there);
            Access access = runs ? there : access(house, opened(house));
            SignIn signIn = ConnectVerb.signIn(line);
            return new RunVerb(line.words(), signIn, claude, environment, err)
                    .run(access, house::farewell);
        }
    }

    /// Clients that are connected ask at the usual port, whatever their variables say. Where there
    /// are none, any free port will do, and several can run at once.
    private Map<String, String> optionsToRun() {
        var options = new LinkedHashMap<>(line.options());
        if (line.has("demo") || !isAnyConnected()) {
            options.put(Overrides.Field.PORT.option(), "0");
        }
        return options;
    }

    private boolean isAnyConnected() {
        try {
            return !connections.all().isEmpty();
        } catch (Refused e) {
            err.println(e.message());
            return false;
        }
    }

    private ServerSettings opened(Wiring house) {
        return switch (house.switchboard().start()) {
            case Switchboard.State.Running(String host, int port, int _) ->
                    ServerSettings.DEFAULT.withHost(host).withPort(port);
            case Switchboard.State.PortTaken(int port) -> throw failed(TakenPort.sentence(port));
            case Switchboard.State.Unopened(String reason) -> throw failed(reason);
            case Switchboard.State.Stopped() -> throw failed("Patchbay was stopped.");
        };
    }

    /// The door as it is opened when nothing is said for this run alone.
    private ServerSettings usual(Wiring house) {
        return Overrides.of(line.options(), environment).over(house.settings().stored()).server();
    }

    /// Where clients reach us, and with which token.
    private Access access(Wiring house, ServerSettings server) {
        Optional<String> profile = Optional.ofNullable(line.options().get("profile"));
        Optional<Secret> token = house.door().tokenOf(profile);
        if (token.isEmpty()) {
            throw failed(
                    profile.map("No local token has the profile '%s'."::formatted)
                            .orElse("There is no local token that can be used."));
        }
        return Access.of(server.host(), server.port(), token.get());
    }

    private static ProxyError failed(String why) {
        return ProxyError.of(ProxyError.Kind.INTERNAL, why);
    }
}
