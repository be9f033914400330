package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.Connection;
import dev.patchbay.connect.Connections;
import dev.patchbay.connect.Place;
import dev.patchbay.connect.Plan;
import dev.patchbay.connect.Refused;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.clients.Connecting;
import dev.patchbay.gui.settings.clients.Connecting.Card;
import dev.patchbay.gui.settings.clients.Connecting.Proposal;
import dev.patchbay.gui.settings.clients.Connecting.Whose;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the settings window connects clients to the house.
record HouseConnecting(
        Wiring house, Map<String, String> environment, Connections connections, Texts texts)
        implements Connecting {
    private ClaudeCode client(Whose whose) {
        return ClaudeCode.of(
                ClaudeCode.home(environment), whose.folder().toAbsolutePath(), environment);
    }

    private Optional<Connection> known(Place place) throws Refused {
        return connections.all().stream().filter(it -> it.place().equals(place)).findFirst();
    }

    @Override
    public Card claude(Whose whose) throws Refused {
        ClaudeCode client = client(whose);
        Place place = client.place(whose.scope());
        Access access = access();
        Optional<Connection> known = known(place);
        SignIn signIn = known.map(client::signIn).orElse(SignIn.REPLACED);
        return new Card(
                client.shown(place.file()),
                known.map(it -> connections.standing(it, client.keys(access, signIn))),
                known.isPresent() ? client.remarks(whose.scope(), access, signIn) : List.of());
    }

    @Override
    public Proposal connect(Whose whose) throws Refused {
        ClaudeCode client = client(whose);
        Place place = client.place(whose.scope());
        SignIn signIn = known(place).map(client::signIn).orElse(SignIn.REPLACED);
        return proposal(client, connections.connect(place, client.keys(access(), signIn)));
    }

    @Override
    public Proposal disconnect(Whose whose) throws Refused {
        ClaudeCode client = client(whose);
        return proposal(
                client,
                connections.disconnect(
                        client.place(whose.scope()), client.keys(access(), SignIn.REPLACED)));
    }

    private Proposal proposal(ClaudeCode client, Plan plan) {
        return new Proposal(
                plan.diff().lines(), plan.left(), () -> connections.apply(plan).map(client::shown));
    }

    @Override
    public List<Whose> connected() throws Refused {
        return connections.all().stream()
                .map(Connection::place)
                .filter(it -> it.client().equals(ClaudeCode.ID))
                .flatMap(it -> Scope.of(it.scope()).map(scope -> whose(scope, it.file())).stream())
                .toList();
    }

    /// A project's file lies in a folder of its own there.
    private static Whose whose(Scope scope, Path file) {
        return new Whose(
                scope, scope == Scope.USER ? Path.of("") : file.resolve("../..").normalize());
    }

    @Override
    public String lines(Copied copied) {
        return switch (copied) {
            case RUN -> "patchbay run -- claude";
            case ANTHROPIC -> lines(AnyClient.ANTHROPIC);
            case OPENAI -> lines(AnyClient.OPENAI);
        };
    }

    private String lines(AnyClient any) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var shell =
                system.startsWith("windows") ? AnyClient.Shell.POWERSHELL : AnyClient.Shell.POSIX;
        return String.join(System.lineSeparator(), any.lines(access(), shell));
    }

    private Access access() {
        return house.door()
                .access()
                .orElseThrow(
                        () -> new IllegalStateException(texts.get("settings.clients.noToken")));
    }
}
