package dev.patchbay.gui.settings;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.about.AboutController;
import dev.patchbay.gui.settings.about.Facts;
import dev.patchbay.gui.settings.backends.Asking;
import dev.patchbay.gui.settings.backends.BackendsController;
import dev.patchbay.gui.settings.backends.BackendsViewModel;
import dev.patchbay.gui.settings.backends.SampleAsking;
import dev.patchbay.gui.settings.budgets.BudgetsController;
import dev.patchbay.gui.settings.budgets.BudgetsViewModel;
import dev.patchbay.gui.settings.clients.ClientsController;
import dev.patchbay.gui.settings.clients.ClientsViewModel;
import dev.patchbay.gui.settings.clients.SampleConnecting;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.general.GeneralController;
import dev.patchbay.gui.settings.general.GeneralViewModel;
import dev.patchbay.gui.settings.general.SampleTokens;
import dev.patchbay.gui.settings.imports.ImportController;
import dev.patchbay.gui.settings.imports.ImportViewModel;
import dev.patchbay.gui.settings.imports.Importing;
import dev.patchbay.gui.settings.models.ModelsController;
import dev.patchbay.gui.settings.models.ModelsViewModel;
import dev.patchbay.gui.settings.models.SampleNaming;
import dev.patchbay.gui.settings.privacy.PrivacyController;
import dev.patchbay.gui.settings.privacy.PrivacyViewModel;
import dev.patchbay.gui.settings.privacy.SampleCupboard;
import dev.patchbay.gui.settings.rewrites.RewritesController;
import dev.patchbay.gui.settings.rewrites.RewritesViewModel;
import dev.patchbay.gui.settings.rewrites.SamplePreviewing;
import dev.patchbay.ledger.Standing;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.Settings;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// The settings window with sample answers behind it.
public final class SampleWindow {
    public static final Texts TEXTS = new Texts(Locale.US);

    public static final Figures FIGURES = new Figures(Locale.US, ZoneOffset.UTC);

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
                        new Sections(
                                this::general,
                                this::backends,
                                this::models,
                                this::clients,
                                this::rewrites,
                                this::budgets,
                                this::privacy,
                                this::imports,
                                this::about),
                        draft,
                        TEXTS);
        window.seek(section);
        before.accept(keeper, draft);
        return window;
    }

    private Screen general() {
        var model = new GeneralViewModel(draft, new SampleTokens(keeper), Errands.atOnce(), TEXTS);
        return new GeneralController(model, TEXTS, _ -> {});
    }

    private Screen models() {
        var model =
                new ModelsViewModel(draft, new SampleNaming(), Errands.atOnce(), TEXTS, FIGURES);
        return new ModelsController(model, TEXTS);
    }

    private Screen budgets() {
        return new BudgetsController(
                new BudgetsViewModel(draft, this::standings, TEXTS, FIGURES), TEXTS);
    }

    private List<Standing> standings() {
        LocalDate day = LocalDate.of(2026, 3, 14);
        List<Long> spent = List.of(3_410_000_000L, 71_250_000_000L, 204_000_000_000L);
        List<Budget> saved = keeper.stored().budgets();
        return IntStream.range(0, Math.min(spent.size(), saved.size()))
                .mapToObj(i -> new Standing(saved.get(i), spent.get(i), day, day.plusDays(1)))
                .toList();
    }

    private Screen privacy() {
        var model = new PrivacyViewModel(draft, new SampleCupboard(), Errands.atOnce(), TEXTS);
        return new PrivacyController(model, TEXTS);
    }

    private Screen imports() {
        Importing nothing =
                (file, _) -> {
                    throw new java.io.IOException("There is no file " + file + ".");
                };
        return new ImportController(new ImportViewModel(nothing, Errands.atOnce(), TEXTS), TEXTS);
    }

    private Screen about() {
        var facts =
                new Facts(
                        "0.1.0",
                        "Java 25",
                        List.of(
                                new Facts.Folder("settingsFolder", "/home/user/.config/patchbay"),
                                new Facts.Folder("logFolder", "/home/user/.local/state/patchbay")),
                        List.of(new Facts.Licence("AtlantaFX", "MIT")));
        return new AboutController(facts, _ -> {}, TEXTS);
    }

    private Screen clients() {
        return new ClientsController(
                new ClientsViewModel(new SampleConnecting(), Errands.atOnce(), TEXTS),
                TEXTS,
                _ -> {});
    }

    private Screen rewrites() {
        var model =
                new RewritesViewModel(
                        draft, new SamplePreviewing(), Errands.atOnce(), TEXTS, FIGURES);
        return new RewritesController(model, TEXTS);
    }

    private Screen backends() {
        var model = new BackendsViewModel(draft, asking, Errands.atOnce(), TEXTS, FIGURES);
        return new BackendsController(model, TEXTS);
    }
}
