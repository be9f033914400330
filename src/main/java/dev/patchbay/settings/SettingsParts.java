package dev.patchbay.settings;

import java.util.List;
import java.util.Optional;

/// Settings taken apart, so that one part can be another before they are put together again.
final class SettingsParts {
    final int version;
    ServerSettings server;
    List<BackendSettings> backends;
    List<Alias> aliases;
    Tiers tiers;
    Optional<String> defaultAlias;
    List<Profile> profiles;
    List<Budget> budgets;
    Prices prices;
    HistorySettings history;
    LogSettings log;
    AsWritten written;

    SettingsParts(Settings whole) {
        version = whole.version();
        server = whole.server();
        backends = whole.backends();
        aliases = whole.aliases();
        tiers = whole.tiers();
        defaultAlias = whole.defaultAlias();
        profiles = whole.profiles();
        budgets = whole.budgets();
        prices = whole.prices();
        history = whole.history();
        log = whole.log();
        written = whole.written();
    }

    Settings together() {
        return new Settings(
                version,
                server,
                backends,
                aliases,
                tiers,
                defaultAlias,
                profiles,
                budgets,
                prices,
                history,
                log,
                written);
    }
}
