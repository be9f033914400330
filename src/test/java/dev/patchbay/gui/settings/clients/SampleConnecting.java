package dev.patchbay.gui.settings.clients;

import dev.patchbay.connect.Connections.Standing;
import dev.patchbay.connect.Diff;

import java.util.List;
import java.util.Optional;

/// A client whose file is nowhere.
public final class SampleConnecting implements Connecting {
    private boolean connected;

    @Override
    public Card claude() {
        return new Card(
                "/home/user/.claude/settings.json",
                connected ? Optional.of(Standing.CURRENT) : Optional.empty(),
                List.of());
    }

    @Override
    public Proposal connect() {
        return new Proposal(
                List.of(
                        new Diff.Line(Diff.Sign.OUT, 2, "  \"env\": {}"),
                        new Diff.Line(Diff.Sign.IN, 2, "  \"env\": {"),
                        new Diff.Line(
                                Diff.Sign.IN,
                                3,
                                "    \"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:5225\","),
                        new Diff.Line(Diff.Sign.IN, 4, "    \"ANTHROPIC_AUTH_TOKEN\": \"••••\"")),
                List.of(),
                () -> {
                    connected = true;
                    return Optional.of("/home/user/.local/share/patchbay/backups/settings.json");
                });
    }

    @Override
    public Proposal disconnect() {
        return new Proposal(
                List.of(new Diff.Line(Diff.Sign.OUT, 2, "  \"env\": {}")),
                List.of(),
                () -> {
                    connected = false;
                    return Optional.empty();
                });
    }

    @Override
    public String lines(Copied client) {
        return "sample line";
    }
}
