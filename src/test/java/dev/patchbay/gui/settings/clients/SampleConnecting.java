package dev.patchbay.gui.settings.clients;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.Connections.Standing;
import dev.patchbay.connect.Diff;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A client whose file is nowhere.
public final class SampleConnecting implements Connecting {
    private static final Path PROJECT = Path.of("/home/user/project");
    private final Set<Whose> connected =
            new LinkedHashSet<>(List.of(new Whose(Scope.LOCAL, PROJECT)));

    @Override
    public Card claude(Whose whose) {
        String file =
                switch (whose.scope()) {
                    case USER -> "/home/user/.claude/settings.json";
                    case PROJECT -> whose.folder() + "/.claude/settings.json";
                    case LOCAL -> whose.folder() + "/.claude/settings.local.json";
                };
        return new Card(
                file,
                connected.contains(whose) ? Optional.of(Standing.CURRENT) : Optional.empty(),
                List.of());
    }

    @Override
    public List<Whose> connected() {
        return List.copyOf(connected);
    }

    @Override
    public Proposal connect(Whose whose) {
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
                    connected.add(whose);
                    return Optional.of("/home/user/.local/share/patchbay/backups/settings.json");
                });
    }

    @Override
    public Proposal disconnect(Whose whose) {
        return new Proposal(
                List.of(new Diff.Line(Diff.Sign.OUT, 2, "  \"env\": {}")),
                List.of(),
                () -> {
                    connected.remove(whose);
                    return Optional.empty();
                });
    }

    @Override
    public String lines(Copied client) {
        return "sample line";
    }
}
