package dev.patchbay.gui.settings.general;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.NumberEntry;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.settings.DesktopSettings;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.ServerSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Theme;

import java.util.function.BiFunction;
import java.util.function.Function;

/// What section General shows and changes.
public final class GeneralViewModel {
    private static final int PORTS = 65_535;

    final TokensViewModel tokens;
    final NumberEntry port;
    final Entry<String> host;
    final Entry<Boolean> requireToken;
    final Entry<Boolean> startAtLogin;
    final Entry<Theme> theme;
    final Entry<Boolean> notifications;
    final Entry<String> logLevel;

    private final SettingsDraft draft;
    private final Texts texts;

    public GeneralViewModel(SettingsDraft draft, OwnTokens own, Errands errands, Texts texts) {
        this.draft = draft;
        this.texts = texts;
        tokens = new TokensViewModel(draft, own, errands, texts);
        Part<Settings> all = Part.whole(draft);
        port = all.number(it -> it.server().port(), Settings::withPort, 0, PORTS, "server.port");
        host = server(all, ServerSettings::host, ServerSettings::withHost, "", "server.host");
        requireToken =
                server(
                        all,
                        ServerSettings::requireToken,
                        ServerSettings::withRequireToken,
                        true,
                        "server.requireToken");
        startAtLogin =
                desktop(
                        all,
                        DesktopSettings::startAtLogin,
                        DesktopSettings::withStartAtLogin,
                        false);
        theme = desktop(all, DesktopSettings::theme, DesktopSettings::withTheme, Theme.SYSTEM);
        notifications =
                desktop(
                        all,
                        DesktopSettings::notifications,
                        DesktopSettings::withNotifications,
                        true);
        logLevel =
                all.entry(
                        it -> it.log().level(),
                        (it, level) -> it.withLog(it.log().withLevel(level)),
                        "info",
                        "log.level");
    }

    private static <T> Entry<T> server(
            Part<Settings> all,
            Function<ServerSettings, T> read,
            BiFunction<ServerSettings, T, ServerSettings> write,
            T none,
            String path) {
        return all.entry(
                it -> read.apply(it.server()),
                (it, value) -> it.withServer(write.apply(it.server(), value)),
                none,
                path);
    }

    private static <T> Entry<T> desktop(
            Part<Settings> all,
            Function<DesktopSettings, T> read,
            BiFunction<DesktopSettings, T, DesktopSettings> write,
            T none) {
        return all.entry(
                it -> read.apply(it.desktop()),
                (it, value) -> it.withDesktop(write.apply(it.desktop(), value)),
                none);
    }

    /// What says this field for the present run, as a sentence; empty for nothing.
    String override(Overrides.Field field) {
        return draft.override(field)
                .map(source -> texts.get("settings.override", source))
                .orElse("");
    }
}
