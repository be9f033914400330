package dev.patchbay.app.verbs;

import dev.patchbay.app.doctor.BackendsCheck;
import dev.patchbay.app.doctor.ClientsCheck;
import dev.patchbay.app.doctor.DiskCheck;
import dev.patchbay.app.doctor.Finding;
import dev.patchbay.app.doctor.Findings;
import dev.patchbay.app.doctor.KeysCheck;
import dev.patchbay.app.doctor.PlacesCheck;
import dev.patchbay.app.doctor.PortCheck;
import dev.patchbay.app.doctor.SettingsCheck;
import dev.patchbay.app.house.Opened;
import dev.patchbay.app.house.Version;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.verbs.clients.NeighbourAtTheDoor;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.Connections;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.settings.Settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything the doctor looks at, in order. What could be hidden by opening our own files is
/// looked at before they are.
final class Rounds {
    interface Builder {
        Wiring build() throws Misuse, IOException;
    }

    /// @param settings those that were met; none if they cannot be read
    record Seen(Findings findings, Optional<Settings> settings) {}

    private final AppPaths paths;
    private final Path settingsFile;
    private final Map<String, String> environment;
    private final Builder builder;
    private final List<Finding> findings = new ArrayList<>();

    Rounds(AppPaths paths, Path settingsFile, Map<String, String> environment, Builder builder) {
        this.paths = paths;
        this.settingsFile = settingsFile;
        this.environment = Map.copyOf(environment);
        this.builder = builder;
    }

    Seen make() throws Misuse {
        findings.add(Finding.ok("version", program()));
        findings.addAll(new PlacesCheck(paths).look());
        findings.add(new DiskCheck(paths.data(), DiskCheck.Room.ofSystem()).look());
        var settingsCheck = new SettingsCheck(settingsFile);
        Optional<Finding> unusable = settingsCheck.unusable();
        if (unusable.isPresent()) {
            findings.add(unusable.get());
            findings.add(Finding.warn("the rest", "was not looked at without settings.", ""));
            return new Seen(new Findings(findings), Optional.empty());
        }
        try (var house = builder.build()) {
            findings.addAll(
                    settingsCheck.look(house.settings().problems(), house.settings().readOnly()));
            inside(house);
            return new Seen(new Findings(findings), Optional.of(house.settings().stored()));
        } catch (IOException e) {
            findings.add(
                    Finding.fail(
                            "files",
                            "Patchbay cannot use its files: " + e.getMessage(),
                            "See the folders above."));
            return new Seen(new Findings(findings), Optional.empty());
        }
    }

    static String program() {
        return "Patchbay %s, Java %s, %s %s (%s)"
                .formatted(
                        Version.text(),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"));
    }

    private void inside(Wiring house) {
        Settings settings = house.settings().current();
        Optional<Access> access = house.door().access();
        boolean runs = access.isPresent() && new NeighbourAtTheDoor().answers(access.get());
        findings.add(new PortCheck(settings.server(), runs).look());
        findings.add(token(access));
        findings.addAll(new KeysCheck(settings, house.secrets().keychain()).look());
        access.ifPresent(it -> findings.addAll(clients(it, runs)));
        try {
            findings.addAll(new BackendsCheck(settings.backends(), house.switchboard()).look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(Finding.warn("backend", "They were not asked to the end.", ""));
        }
        findings.add(history());
    }

    private static Finding token(Optional<Access> access) {
        return access.isPresent()
                ? Finding.ok("token", "The local token is there; clients show it at the door.")
                : Finding.fail(
                        "token",
                        "There is no local token that can be used, so no client gets in.",
                        "Make a new one: patchbay token rotate default");
    }

    private List<Finding> clients(Access access, boolean runs) {
        ClaudeCode claude =
                ClaudeCode.of(
                        ClaudeCode.home(environment), Path.of("").toAbsolutePath(), environment);
        var connections = new Connections(paths.data(), InstantSource.system());
        return new ClientsCheck(claude, connections, access, runs).look();
    }

    private Finding history() {
        try (var history = Opened.of(paths)) {
            if (history.reader().isEmpty()) {
                return Finding.ok("history", "Nothing was kept yet.");
            }
            long requests = history.reader().get().total(Filter.ALL).requests();
            return Finding.ok("history", "Requests kept: %d.".formatted(requests));
        } catch (Unreadable e) {
            return Finding.fail(
                    "history",
                    String.valueOf(e.getMessage()),
                    "Move %s away; Patchbay begins a new one.".formatted(paths.historyFile()));
        }
    }
}
