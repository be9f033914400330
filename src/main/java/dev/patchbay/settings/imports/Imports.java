package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.Login;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.SettingsStore;
import dev.patchbay.settings.imports.Change.What;
import dev.patchbay.settings.imports.Merge.Merged;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Brings in what an older program's file says. May block for the disk and the secret store.
public final class Imports {
    private static final String SQLITE = "SQLite format 3\0";

    private final SettingsStore store;
    private final Secrets secrets;
    private final Logins logins;
    private final InstantSource clock;

    public Imports(SettingsStore store, Secrets secrets, Logins logins, InstantSource clock) {
        this.store = store;
        this.secrets = secrets;
        this.logins = logins;
        this.clock = clock;
    }

    /// What a file says. Nothing is changed.
    public Found read(byte[] content) throws NotUnderstood, SecretUnavailable {
        String text = text(content);
        var harvest = new Harvest(store.stored(), secrets);
        if (text.startsWith(SwitchImport.SQL_HEAD)) {
            SwitchImport.readSql(text, harvest);
            return harvest.done(Origin.CC_SWITCH);
        }
        if (!text.startsWith("{")) {
            Map<String, String> variables = EnvFile.read(text);
            if (!EnvImport.fits(variables)) {
                throw new NotUnderstood("It holds nothing that an import knows.");
            }
            EnvImport.read(variables, harvest);
            return harvest.done(Origin.DOT_ENV);
        }
        ObjectNode file = LooseJson.read(text);
        Origin origin = origin(file);
        switch (origin) {
            case CLAUDE_CODE_ROUTER -> RouterImport.read(file, harvest);
            case CC_SWITCH -> SwitchImport.read(file, harvest);
            case OCI_GATEWAY -> OciImport.read(file, harvest);
            case OB1 -> Ob1Import.read(file, harvest, clock.instant());
            case DOT_ENV -> throw new IllegalStateException("a .env is no JSON");
        }
        return harvest.done(origin);
    }

    private static String text(byte[] content) throws NotUnderstood {
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.startsWith(SQLITE)) {
            throw new NotUnderstood(
                    "It is an SQLite database. If it is cc-switch's, let cc-switch export its"
                            + " configuration, and import the .sql file that it writes.");
        }
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    }

    private static Origin origin(ObjectNode file) throws NotUnderstood {
        Map<Origin, Predicate<ObjectNode>> kinds =
                Map.of(
                        Origin.CLAUDE_CODE_ROUTER, RouterImport::fits,
                        Origin.CC_SWITCH, SwitchImport::fits,
                        Origin.OCI_GATEWAY, OciImport::fits,
                        Origin.OB1, Ob1Import::fits);
        List<Origin> fitting =
                kinds.entrySet().stream()
                        .filter(kind -> kind.getValue().test(file))
                        .map(Map.Entry::getKey)
                        .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (!fitting.isEmpty()) {
            throw new NotUnderstood("It could be more than one program's.");
        }
        throw new NotUnderstood(
                file.has("backends") && file.has("version")
                        ? "It is Patchbay's own settings.json; put it in its place instead."
                        : "It holds nothing that an import knows.");
    }

    /// What would become of each thing in the file; refused if the settings could not take it.
    public List<Change> preview(Found found, Rule rule) throws SettingsRefused, SecretUnavailable {
        store.rehearse(now -> Merge.of(found.settings(), now, rule).settings());
        List<Change> changes =
                new ArrayList<>(Merge.of(found.settings(), store.stored(), rule).changes());
        for (Map.Entry<String, Login> login : found.logins().entrySet()) {
            Optional<Login> here = logins.find(login.getKey());
            changes.add(new Change(what(here, login.getValue(), rule), signIn(login.getKey()), ""));
        }
        return List.copyOf(changes);
    }

    /// Takes what the rule allows. Secrets are kept before the settings refer to them, and taken
    /// back if the settings refuse.
    public void take(Found found, Rule rule) throws SettingsRefused, SecretUnavailable {
        Merged merged = Merge.of(found.settings(), store.stored(), rule);
        List<Kept> kept = new ArrayList<>();
        try {
            for (Map.Entry<String, List<Kept>> each : found.secrets().entrySet()) {
                if (merged.takes(Merge.subject(each.getKey()))) {
                    for (Kept secret : each.getValue()) {
                        if (!secret.isThere()) {
                            secrets.put(secret.at(), secret.secret());
                            kept.add(secret);
                        }
                    }
                }
            }
            for (Map.Entry<String, Login> each : found.logins().entrySet()) {
                keep(each.getKey(), each.getValue(), rule);
            }
            store.update(now -> Merge.of(found.settings(), now, rule).settings());
        } catch (SettingsRefused | SecretUnavailable e) {
            for (Kept secret : kept) {
                secrets.delete(secret.at());
            }
            throw e;
        }
    }

    private void keep(String backend, Login login, Rule rule) throws SecretUnavailable {
        try (var hold = logins.hold(backend)) {
            What what = what(hold.login(), login, rule);
            if (what == What.COMES || what == What.REPLACES) {
                hold.keep(login);
            }
        }
    }

    /// A sign-in that has ended gives way; it is worth nothing.
    private static What what(Optional<Login> here, Login there, Rule rule) {
        if (here.isEmpty() || here.get().ended()) {
            return What.COMES;
        }
        if (here.get().accessToken().equals(there.accessToken())) {
            return What.SAME;
        }
        return rule == Rule.REPLACE ? What.REPLACES : What.STAYS;
    }

    private static String signIn(String backend) {
        return "sign-in of " + backend;
    }
}
