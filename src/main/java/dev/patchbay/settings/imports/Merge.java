package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.ServerSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Tiers;
import dev.patchbay.settings.imports.Change.What;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Lays what a file brings over the settings. What the user wrote gives way only by `REPLACE`; a
/// default that nobody wrote gives way in any case.
final class Merge {
    private final Settings file;
    private final Rule rule;
    private final List<Change> changes = new ArrayList<>();
    private Settings settings;

    private Merge(Settings file, Settings before, Rule rule) {
        this.file = file;
        this.settings = before;
        this.rule = rule;
    }

    /// @param settings with the file laid over them
    /// @param changes what became of each thing in the file
    record Merged(Settings settings, List<Change> changes) {
        boolean takes(String subject) {
            return changes.stream()
                    .anyMatch(each -> each.subject().equals(subject) && each.isMade());
        }
    }

    static Merged of(Settings file, Settings before, Rule rule) {
        var merge = new Merge(file, before, rule);
        merge.demo();
        file.backends().forEach(merge::backend);
        file.aliases().forEach(merge::alias);
        merge.names();
        merge.house();
        return new Merged(merge.settings, List.copyOf(merge.changes));
    }

    /// The demo answers where nothing was set up. It leaves with the first backend, unless names
    /// lead to it.
    private void demo() {
        boolean fresh =
                settings.section("backends").isMissingNode()
                        && settings.aliases().isEmpty()
                        && settings.profiles().isEmpty()
                        && settings.tiers().equals(Tiers.NONE)
                        && settings.section("defaultAlias").isMissingNode();
        if (fresh && !file.backends().isEmpty()) {
            settings = settings.withBackends(List.of()).withDefaultAlias(Optional.empty());
            String why = "which answered while nothing was set up";
            changes.add(new Change(What.REPLACES, "the demo", why));
        }
    }

    private void backend(BackendSettings backend) {
        lay(
                subject(backend.id()),
                Wording.of(backend),
                settings.backend(backend.id()),
                backend,
                now -> now.withBackend(backend));
    }

    static String subject(String backend) {
        return "backend " + backend;
    }

    private void alias(Alias alias) {
        lay(
                "alias " + alias.name(),
                Wording.of(alias),
                settings.alias(alias.name()),
                alias,
                now -> now.withAlias(alias));
    }

    private void names() {
        for (Map.Entry<String, Optional<String>> tier : file.tiers().byWord().entrySet()) {
            String word = tier.getKey();
            name(
                    "tier " + word,
                    settings.tiers().byWord().getOrDefault(word, Optional.empty()),
                    tier.getValue(),
                    (now, there) -> now.withTiers(now.tiers().with(word, there)));
        }
        name("default", settings.defaultAlias(), file.defaultAlias(), Settings::withDefaultAlias);
    }

    private void name(
            String subject,
            Optional<String> here,
            Optional<String> there,
            BiFunction<Settings, Optional<String>, Settings> change) {
        if (there.isPresent()) {
            lay(subject, "→ " + there.get(), here, there.get(), now -> change.apply(now, there));
        }
    }

    private void house() {
        ServerSettings server = file.server();
        field(
                "server.host",
                settings.server().host(),
                now -> now.withServer(now.server().withHost(server.host())));
        field(
                "server.port",
                String.valueOf(settings.server().port()),
                now -> now.withPort(server.port()));
        field(
                "log.level",
                settings.log().level(),
                now -> now.withLog(now.log().withLevel(file.log().level())));
        field(
                "history.keepBodies",
                String.valueOf(settings.history().keepBodies()),
                now -> now.withHistory(now.history().withKeepBodies(file.history().keepBodies())));
    }

    /// A value in a section, if the file has one.
    ///
    /// @param inForce what holds here, whether somebody wrote it or not
    private void field(String name, String inForce, UnaryOperator<Settings> change) {
        Optional<String> there = said(file, name);
        if (there.isPresent()) {
            Optional<String> here = said(settings, name);
            boolean same = there.get().equals(inForce);
            lay(name, there.get(), same ? there : here, there.get(), change);
        }
    }

    private static Optional<String> said(Settings in, String name) {
        int dot = name.indexOf('.');
        JsonNode value = in.section(name.substring(0, dot)).path(name.substring(dot + 1));
        return value.isMissingNode() || value.isNull()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    private <T> void lay(
            String subject,
            String detail,
            Optional<T> here,
            T there,
            UnaryOperator<Settings> change) {
        What what =
                here.isEmpty()
                        ? What.COMES
                        : here.get().equals(there)
                                ? What.SAME
                                : rule == Rule.REPLACE ? What.REPLACES : What.STAYS;
        var made = new Change(what, subject, detail);
        changes.add(made);
        if (made.isMade()) {
            settings = change.apply(settings);
        }
    }
}
