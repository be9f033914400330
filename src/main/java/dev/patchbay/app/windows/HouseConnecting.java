package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.Connection;
import dev.patchbay.connect.Connections;
import dev.patchbay.connect.Plan;
import dev.patchbay.connect.Refused;
import dev.patchbay.gui.settings.clients.Connecting;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the settings window connects clients to the house.
record HouseConnecting(Wiring house, ClaudeCode client, Connections connections)
        implements Connecting {
    private static final Scope SCOPE = Scope.USER;

    @Override
    public Card claude() throws Refused {
        Access access = access();
        Optional<Connection> known =
                connections.all().stream()
                        .filter(it -> it.place().equals(client.place(SCOPE)))
                        .findFirst();
        SignIn signIn = known.map(client::signIn).orElse(SignIn.REPLACED);
        return new Card(
                client.place(SCOPE).file().toString(),
                known.map(it -> connections.standing(it, client.keys(access, signIn))),
                known.isPresent() ? client.remarks(SCOPE, access, signIn) : List.of());
    }

    @Override
    public Proposal connect() throws Refused {
        Optional<SignIn> before =
                connections.all().stream()
                        .filter(it -> it.place().equals(client.place(SCOPE)))
                        .findFirst()
                        .map(client::signIn);
        return proposal(
                connections.connect(
                        client.place(SCOPE),
                        client.keys(access(), before.orElse(SignIn.REPLACED))));
    }

    @Override
    public Proposal disconnect() throws Refused {
        return proposal(
                connections.disconnect(
                        client.place(SCOPE), client.keys(access(), SignIn.REPLACED)));
    }

    private Proposal proposal(Plan plan) {
        return new Proposal(
                plan.diff().lines(),
                plan.left(),
                () -> connections.apply(plan).map(Path::toString));
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
                        () ->
                                new IllegalStateException(
                                        "There is no local token to connect with."));
    }
}
