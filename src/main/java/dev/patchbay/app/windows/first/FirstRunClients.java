package dev.patchbay.app.windows.first;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.Connections;
import dev.patchbay.connect.NamedKey;
import dev.patchbay.connect.Plan;
import dev.patchbay.connect.Refused;
import dev.patchbay.gui.firstrun.Clients;
import dev.patchbay.gui.firstrun.Setup;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Leads clients to the house, for the first run: Claude Code by its user's settings.
final class FirstRunClients implements Clients {
    private static final Secret MASK = Secret.of("••••");
    private static final String RUN = "patchbay run -- claude";

    private final Wiring house;
    private final ClaudeCode claude;
    private final Connections connections;
    private final Shell shell;
    private final Texts texts;
    private Optional<Plan> plan = Optional.empty();

    FirstRunClients(Wiring house, ClaudeCode claude, Shell shell, Texts texts) {
        this.texts = texts;
        this.house = house;
        this.claude = claude;
        this.connections = new Connections(house.paths().data(), house.clock());
        this.shell = shell;
    }

    private Access access() throws Setup.Refused {
        return house.door()
                .access()
                .orElseThrow(() -> new Setup.Refused(texts.get("settings.clients.noToken"), null));
    }

    private List<NamedKey> keys() throws Setup.Refused {
        return claude.keys(access(), SignIn.REPLACED);
    }

    @Override
    public synchronized Offer offer() throws Setup.Refused {
        try {
            Plan next = connections.connect(claude.place(Scope.USER), keys());
            plan = Optional.of(next);
            return new Offer(
                    claude.shown(next.place().file()),
                    next.diff().isEmpty(),
                    next.makesFile(),
                    next.diff().lines(),
                    claude.remarks(Scope.USER, access(), SignIn.REPLACED));
        } catch (Refused e) {
            throw new Setup.Refused(e.message(), e);
        }
    }

    /// What was shown is what is done: a file that is another one since is refused.
    @Override
    public synchronized Optional<Path> connect() throws Setup.Refused {
        try {
            return plan.isPresent() ? connections.apply(plan.get()) : Optional.empty();
        } catch (Refused e) {
            throw new Setup.Refused(e.message(), e);
        }
    }

    @Override
    public synchronized void disconnect() throws Setup.Refused {
        try {
            connections.apply(connections.disconnect(claude.place(Scope.USER), keys()));
        } catch (Refused e) {
            throw new Setup.Refused(e.message(), e);
        }
    }

    @Override
    public String shown(Copied which) {
        return lines(which, house.door().access().map(it -> new Access(it.address(), MASK)));
    }

    @Override
    public String copied(Copied which) {
        return lines(which, house.door().access());
    }

    private String lines(Copied which, Optional<Access> access) {
        return switch (which) {
            case RUN -> RUN;
            case ANTHROPIC -> lines(AnyClient.ANTHROPIC, access);
            case OPENAI -> lines(AnyClient.OPENAI, access);
        };
    }

    private String lines(AnyClient client, Optional<Access> access) {
        return access.map(it -> String.join("\n", client.lines(it, shell))).orElse("");
    }
}
