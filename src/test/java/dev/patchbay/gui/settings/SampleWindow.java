package dev.patchbay.gui.settings;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.backends.Asking;
import dev.patchbay.gui.settings.backends.BackendsController;
import dev.patchbay.gui.settings.backends.BackendsViewModel;
import dev.patchbay.gui.settings.backends.SampleAsking;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.general.GeneralController;
import dev.patchbay.gui.settings.general.GeneralViewModel;
import dev.patchbay.gui.settings.general.OwnDoor;
import dev.patchbay.gui.settings.models.ModelsController;
import dev.patchbay.gui.settings.models.ModelsViewModel;
import dev.patchbay.gui.settings.models.SampleNaming;
import dev.patchbay.settings.Settings;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/// The settings window with sample answers behind it.
public final class SampleWindow {
    public static final Texts TEXTS = new Texts(Locale.US);

    private static final Figures FIGURES = new Figures(Locale.US, ZoneOffset.UTC);

    private static final OwnDoor DOOR =
            new OwnDoor() {
                @Override
                public String token() {
                    return "sample-token";
                }

                @Override
                public void renewToken() {}
            };

    public final SampleKeeper keeper;
    public final SettingsDraft draft;
    private final Asking asking;

    public SampleWindow(Settings settings) {
        this(settings, SampleAsking.well());
    }

    public SampleWindow(Settings settings, Asking asking) {
        this.keeper = new SampleKeeper(settings, Map.of("PATCHBAY_PORT", "5300"));
        this.draft = new SettingsDraft(keeper, Errands.atOnce(), TEXTS);
        this.asking = asking;
    }

    public Screen at(String section, BiConsumer<SampleKeeper, SettingsDraft> before) {
        var window =
                new SettingsController(
                        List.of(
                                new Section("general", "fth-sliders", this::general),
                                new Section("backends", "fth-server", this::backends),
                                new Section("models", "fth-shuffle", this::models)),
                        draft,
                        TEXTS,
                        () -> {});
        window.seek(section);
        before.accept(keeper, draft);
        return window;
    }

    private Screen general() {
        var model = new GeneralViewModel(draft, DOOR, Errands.atOnce(), TEXTS);
        return new GeneralController(model, TEXTS);
    }

    private Screen models() {
        var model =
                new ModelsViewModel(draft, new SampleNaming(), Errands.atOnce(), TEXTS, FIGURES);
        return new ModelsController(model, TEXTS);
    }

    private Screen backends() {
        var model = new BackendsViewModel(draft, asking, Errands.atOnce(), TEXTS);
        return new BackendsController(model, TEXTS);
    }
}
