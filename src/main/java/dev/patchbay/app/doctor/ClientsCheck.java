package dev.patchbay.app.doctor;

import dev.patchbay.connect.Access;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.Connection;
import dev.patchbay.connect.Connections;
import dev.patchbay.connect.Refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the clients that were pointed at us still are, and reach us.
public final class ClientsCheck {
    private static final String SUBJECT = "clients";

    private final ClaudeCode claude;
    private final Connections connections;
    private final Access access;
    private final boolean running;

    /// @param running whether we answer where clients are led
    public ClientsCheck(
            ClaudeCode claude, Connections connections, Access access, boolean running) {
        this.claude = claude;
        this.connections = connections;
        this.access = access;
        this.running = running;
    }

    public List<Finding> look() {
        List<Connection> all;
        try {
            all = connections.all();
        } catch (Refused e) {
            return List.of(Finding.fail(SUBJECT, e.message(), "Connect the clients again."));
        }
        if (all.isEmpty()) {
            return List.of(Finding.ok(SUBJECT, "No client's file was changed by Patchbay."));
        }
        List<Finding> findings = new ArrayList<>();
        all.forEach(each -> look(each, findings));
        if (!running) {
            findings.add(
                    Finding.warn(
                            SUBJECT,
                            "Patchbay does not run, so connected clients reach nobody.",
                            "Start it: patchbay serve. Or give them back: patchbay disconnect"
                                    + " --all"));
        }
        return findings;
    }

    private void look(Connection connection, List<Finding> findings) {
        SignIn signIn = claude.signIn(connection);
        Optional<Scope> scope = Scope.of(connection.place().scope());
        String again =
                "Connect it again: patchbay connect %s%s%s"
                        .formatted(
                                claude.id(),
                                scope.filter(it -> it != Scope.USER)
                                        .map(it -> " --scope " + it.word())
                                        .orElse(""),
                                signIn == SignIn.KEPT ? " --keep-login" : "");
        String what = claude.title() + " (" + connection.place().file() + ")";
        findings.add(
                switch (connections.standing(connection, claude.keys(access, signIn))) {
                    case CURRENT -> Finding.ok(SUBJECT, what + " leads to Patchbay.");
                    case OUTDATED ->
                            Finding.fail(
                                    SUBJECT,
                                    what + " leads to a former port, or shows a former token.",
                                    again);
                    case CHANGED ->
                            Finding.warn(
                                    SUBJECT,
                                    what + " was changed by somebody else since it was connected.",
                                    again);
                    case UNREADABLE ->
                            Finding.warn(SUBJECT, what + " is gone, or cannot be read.", again);
                });
        scope.ifPresent(
                it ->
                        claude.remarks(it, access, signIn)
                                .forEach(
                                        remark -> findings.add(Finding.warn(SUBJECT, remark, ""))));
    }
}
