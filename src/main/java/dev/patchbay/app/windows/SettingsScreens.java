package dev.patchbay.app.windows;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.Connections;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.Section;
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
import dev.patchbay.gui.settings.rewrites.Previewing;
import dev.patchbay.gui.settings.rewrites.RewritesController;
import dev.patchbay.gui.settings.rewrites.RewritesViewModel;
import dev.patchbay.hub.Dialect;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.proxy.rewrites.Preview;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.imports.Imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The parts list of the settings window: its sections, and what each is given.
final class SettingsScreens {
    private final Wiring house;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final SettingsDraft draft;

    SettingsScreens(Wiring house, Errands errands, Texts texts, Figures figures) {
        this.house = house;
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
                List.of(
                        new Section("general", "fth-sliders", this::general),
                        new Section("backends", "fth-server", this::backends),
                        new Section("models", "fth-shuffle", this::models),
                        new Section("clients", "fth-link", this::clients),
                        new Section("rewrites", "fth-edit-3", this::rewrites),
                        new Section("budgets", "fth-dollar-sign", this::budgets),
                        new Section("privacy", "fth-shield", this::privacy),
                        new Section("imports", "fth-download", this::imports),
                        new Section("about", "fth-info", this::about)),
                draft,
                texts);
    }

    private Screen backends() {
        var model = new BackendsViewModel(draft, new HouseAsking(house), errands, texts);
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
        KeyMove mover = KeyDesk.move(house.paths(), System.getenv(), house.settings());
        var model = new PrivacyViewModel(draft, new HouseKeys(house, mover), errands, texts);
        return new PrivacyController(model, texts);
    }

    private Screen imports() {
        var imports = new Imports(house.settings(), house.secrets(), house.logins(), house.clock());
        return new ImportController(
                new ImportViewModel(new HouseImports(imports), errands, texts), texts);
    }

    private Screen about() {
        return new AboutController(
                ProgramFacts.of(house.paths(), house.settingsFolder()),
                new HouseAsking(house)::browse,
                texts);
    }

    private Screen clients() {
        Map<String, String> environment = System.getenv();
        Path folder = Path.of("").toAbsolutePath();
        var claude = ClaudeCode.of(ClaudeCode.home(environment), folder, environment);
        var connections = new Connections(house.paths().data(), house.clock());
        var model =
                new ClientsViewModel(
                        new HouseConnecting(house, claude, connections), errands, texts);
        return new ClientsController(model, texts);
    }

    private Screen rewrites() {
        return new RewritesController(
                new RewritesViewModel(draft, this::preview, errands, texts), texts);
    }

    private Previewing.Pair preview(Rewrite rewrite) {
        var preview = house.switchboard().preview(Dialect.ANTHROPIC, List.of(rewrite));
        return new Previewing.Pair(whole(preview.before()), whole(preview.after()));
    }

    private static String whole(Preview.Request request) {
        return String.join("\n", request.headers()) + "\n\n" + request.body();
    }

    private Screen general() {
        var model = new GeneralViewModel(draft, new HouseToken(house), errands, texts);
        return new GeneralController(model, texts);
    }
}
