package dev.patchbay.app.house;

import dev.patchbay.connect.Access;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.LocalTokens;
import dev.patchbay.proxy.door.ProxyServer;
import dev.patchbay.proxy.door.Unopened;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.ServerSettings;

import java.util.Optional;
import java.util.function.Supplier;

/// Our own door as those are told about it who may come in.
public final class OwnDoor {
    private final Supplier<ServerSettings> settings;
    private final Supplier<LocalTokens> tokens;
    private final ProxyServer server;
    private final Journal journal;

    OwnDoor(
            Supplier<ServerSettings> settings,
            Supplier<LocalTokens> tokens,
            ProxyServer server,
            Journal journal) {
        this.settings = settings;
        this.tokens = tokens;
        this.server = server;
        this.journal = journal;
    }

    /// How a client reaches us, with the default token; nothing if there is none.
    public Optional<Access> access() {
        ServerSettings door = settings.get();
        int port = server.port() > 0 ? server.port() : door.port();
        return tokens.get().defaultValue().map(token -> Access.of(door.host(), port, token));
    }

    /// The default local token, for a person's eyes.
    public String token() {
        return tokens.get().defaultValue().map(Secret::reveal).orElse("");
    }

    /// One of the local tokens, for a person's eyes; empty where it cannot be had.
    public String tokenNamed(String name) {
        return tokens.get().value(name).map(Secret::reveal).orElse("");
    }

    /// Our own address, as clients are told it.
    public String address() {
        ServerSettings door = settings.get();
        return Greeting.address(door.host(), door.port());
    }

    /// The value of the token by which a client has this profile; of the default token for none.
    public Optional<Secret> tokenOf(Optional<String> profile) {
        if (profile.isEmpty()) {
            return tokens.get().defaultValue();
        }
        return settings.get().tokens().stream()
                .filter(token -> token.profile().equals(profile))
                .findFirst()
                .flatMap(token -> tokens.get().value(token.name()));
    }

    /// Opens it elsewhere if these settings want it, and it is open.
    void follow(ServerSettings from, ServerSettings to) {
        if (server.port() == 0 || from.host().equals(to.host()) && from.port() == to.port()) {
            return;
        }
        try {
            server.move(to);
        } catch (Unopened e) {
            journal.add(
                    new Note.SettingsFault(
                            "server",
                            e.reason(),
                            "Patchbay stays on port %d.".formatted(server.port())));
        }
    }
}
