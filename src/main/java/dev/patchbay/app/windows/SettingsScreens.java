package dev.patchbay.app.windows;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.app.house.OpenPast;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.Connections;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.Sections;
import dev.patchbay.gui.settings.SettingsController;
import dev.patchbay.gui.settings.about.AboutController;
import dev.patchbay.gui.settings.backends.BackendsController;
import dev.patchbay.gui.settings.backends.BackendsViewModel;
import dev.patchbay.gui.settings.budgets.BudgetsController;
import dev.patchbay.gui.settings.budgets.BudgetsViewModel;
import dev.patchbay.gui.settings.clients.ClientsController;
import dev.patchbay.gui.settings.clients.ClientsViewModel;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.general.GeneralController;
import dev.patchbay.gui.settings.general.GeneralViewModel;
import dev.patchbay.gui.settings.imports.ImportController;
import dev.patchbay.gui.settings.imports.ImportViewModel;
import dev.patchbay.gui.settings.models.ModelsController;
import dev.patchbay.gui.settings.models.ModelsViewModel;
import dev.patchbay.gui.settings.privacy.PrivacyController;
import dev.patchbay.gui.settings.privacy.PrivacyViewModel;
import dev.patchbay.gui.settings.rewrites.RewritesController;
import dev.patchbay.gui.settings.rewrites.RewritesViewModel;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.settings.imports.Imports;

import java.util.Map;
import java.util.function.Consumer;

/// The parts list of the settings window: its sections, and what each is given.
final class SettingsScreens {
    private final Wiring house;
    private final OpenPast past;
    private final HouseCredits credits;
    private final Consumer<String> secrets;
    private final Map<String, String> environment;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final SettingsDraft draft;

    /// @param secrets told what was copied that should not stay
    SettingsScreens(
            Wiring house,
            Map<String, String> environment,
            OpenPast past,
            HouseCredits credits,
            Consumer<String> secrets,
            Errands errands,
            Texts texts,
            Figures figures) {
        this.house = house;
        this.past = past;
        this.credits = credits;
        this.secrets = secrets;
        this.environment = environment;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        this.draft =
                new SettingsDraft(
                        new HouseKeeper(house.settings(), house.secrets(), house.overrides()),
                        errands,
                        texts);
    }

    Screen window() {
        return new SettingsController(
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
                texts);
    }

    private Screen backends() {
        var model =
                new BackendsViewModel(
                        draft, new HouseAsking(house, credits), errands, texts, figures);
        return new BackendsController(model, texts);
    }

    private Screen models() {
        var model = new ModelsViewModel(draft, new HouseNaming(house), errands, texts, figures);
        return new ModelsController(model, texts);
    }

    private Screen budgets() {
        var model = new BudgetsViewModel(draft, () -> house.budgets().standings(), texts, figures);
        return new BudgetsController(model, texts);
    }

    private Screen privacy() {
        KeyMove mover = KeyDesk.move(house.paths(), environment, house.settings());
        var model = new PrivacyViewModel(draft, new HouseKeys(house, mover, texts), errands, texts);
        return new PrivacyController(model, texts);
    }

    private Screen imports() {
        var imports = new Imports(house.settings(), house.secrets(), house.logins(), house.clock());
        return new ImportController(
                new ImportViewModel(new HouseImports(imports, texts), errands, texts), texts);
    }

    private Screen about() {
        return new AboutController(
                ProgramFacts.of(house.paths(), house.settingsFolder()),
                new HouseAsking(house, credits)::browse,
                texts);
    }

    private Screen clients() {
        var connections = new Connections(house.paths().data(), house.clock());
        var model =
                new ClientsViewModel(
                        new HouseConnecting(house, environment, connections, texts),
                        errands,
                        texts);
        return new ClientsController(model, texts, secrets);
    }

    private Screen rewrites() {
        return new RewritesController(
                new RewritesViewModel(
                        draft,
                        new HousePreviewing(house.switchboard(), past),
                        errands,
                        texts,
                        figures),
                texts);
    }

    private Screen general() {
        var model = new GeneralViewModel(draft, HouseTokens.of(house), errands, texts);
        return new GeneralController(model, texts, secrets);
    }
}
