package dev.patchbay.gui.settings;

import dev.patchbay.gui.Shot;
import dev.patchbay.gui.Shot.Size;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.general.GeneralController;
import dev.patchbay.gui.settings.general.GeneralViewModel;
import dev.patchbay.gui.settings.general.OwnDoor;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// The states of the settings window that are drawn.
public final class SettingsShots {
    private static final Texts TEXTS = new Texts(Locale.US);

    private static final OwnDoor DOOR =
            new OwnDoor() {
                @Override
                public String token() {
                    return "sample-token";
                }

                @Override
                public void renewToken() {}
            };

    private SettingsShots() {}

    public static List<Shot> all() {
        return Stream.of(
                        both(
                                "settings-general",
                                "General, as it is saved",
                                "general",
                                SampleSettings.full(),
                                (_, _) -> {}),
                        both(
                                "settings-general-wrong",
                                "General: a value that cannot be, and one that the environment"
                                        + " overrides",
                                "general",
                                SampleSettings.full(),
                                (_, draft) ->
                                        draft.change(
                                                it ->
                                                        it.withServer(
                                                                it.server()
                                                                        .withHost("0.0.0.0")
                                                                        .withRequireToken(
                                                                                false)))),
                        both(
                                "settings-clash",
                                "somebody else changed the same meanwhile",
                                "general",
                                SampleSettings.full(),
                                (keeper, draft) -> {
                                    draft.change(it -> it.withPort(5300));
                                    keeper.changeOutside(it -> it.withPort(5400));
                                    draft.beat();
                                }))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shot> both(
            String name,
            String shows,
            String section,
            Settings settings,
            BiConsumer<SampleKeeper, SettingsDraft> before) {
        return Stream.of(Size.WIDE, Size.NARROW)
                .map(
                        size ->
                                new Shot(
                                        name,
                                        shows,
                                        size,
                                        () -> window(section, settings, before)))
                .toList();
    }

    private static Screen window(
            String section, Settings settings, BiConsumer<SampleKeeper, SettingsDraft> before) {
        var keeper = new SampleKeeper(settings, Map.of("PATCHBAY_PORT", "5300"));
        var draft = new SettingsDraft(keeper, Errands.atOnce(), TEXTS);
        var window =
                new SettingsController(
                        List.of(
                                new Section(
                                        "general",
                                        "fth-sliders",
                                        () ->
                                                new GeneralController(
                                                        new GeneralViewModel(
                                                                draft,
                                                                DOOR,
                                                                Errands.atOnce(),
                                                                TEXTS),
                                                        TEXTS))),
                        draft,
                        TEXTS,
                        () -> {});
        window.seek(section);
        before.accept(keeper, draft);
        return window;
    }
}
