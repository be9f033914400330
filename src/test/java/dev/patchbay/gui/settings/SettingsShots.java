package dev.patchbay.gui.settings;

import dev.patchbay.gui.Shot;
import dev.patchbay.gui.Shot.Size;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.settings.backends.SampleAsking;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;

import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The states of the settings window that are drawn.
public final class SettingsShots {
    private SettingsShots() {}

    public static List<Shot> all() {
        return Stream.of(general(), backends(), models(), others()).flatMap(List::stream).toList();
    }

    private static List<Shot> general() {
        return Stream.of(
                        both(
                                "settings-general",
                                "General, as it is saved",
                                () -> full().at("general", (_, _) -> {})),
                        both(
                                "settings-general-wrong",
                                "General: a value that cannot be, and one that is overridden",
                                () ->
                                        full().at(
                                                        "general",
                                                        (_, draft) ->
                                                                draft.change(SettingsShots::open))),
                        both(
                                "settings-general-revoke",
                                "General: a token is about to be revoked",
                                () -> full().at("general", (_, _) -> {}),
                                screen -> pressNamed(screen, "Revoke work-laptop")),
                        both(
                                "settings-clash",
                                "somebody else changed the same meanwhile",
                                () ->
                                        full().at(
                                                        "general",
                                                        (keeper, draft) -> {
                                                            draft.change(it -> it.withPort(5300));
                                                            keeper.changeOutside(
                                                                    it -> it.withPort(5400));
                                                        })))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shot> backends() {
        return Stream.of(
                        both(
                                "settings-backends",
                                "Backends: one with a saved key and one from the environment",
                                () -> full().at("backends", (_, _) -> {})),
                        both(
                                "settings-backends-add",
                                "a backend is added: a place for its key, and every service",
                                () -> full().at("backends", (_, _) -> {}),
                                press("add")),
                        both(
                                "settings-backends-test",
                                "a test: four ticks and a cross",
                                () -> full().at("backends", (_, _) -> {}),
                                press("test")),
                        both(
                                "settings-backends-down",
                                "a test of a backend that is not there",
                                () ->
                                        new SampleWindow(
                                                        SampleSettings.full(),
                                                        SampleAsking.unreachable())
                                                .at("backends", (_, _) -> {}),
                                screen -> {
                                    ((ListView<?>) found(screen, "list"))
                                            .getSelectionModel()
                                            .select(2);
                                    press("test").accept(screen);
                                }),
                        both(
                                "settings-backends-more",
                                "More of a backend: what is sent with every request, and limits",
                                () -> full().at("backends", (_, _) -> {}),
                                screen -> more(screen, 0.42)),
                        both(
                                "settings-backends-care",
                                "the same, further down: failures and quirks",
                                () -> full().at("backends", (_, _) -> {}),
                                screen -> more(screen, 1)),
                        both(
                                "settings-backends-delete",
                                "a backend that aliases use is about to be deleted",
                                () -> full().at("backends", (_, _) -> {}),
                                press("delete")),
                        both(
                                "settings-backends-wrong",
                                "a backend whose address is missing",
                                () ->
                                        new SampleWindow(Settings.DEFAULT)
                                                .at(
                                                        "backends",
                                                        (_, draft) ->
                                                                draft.change(
                                                                        it ->
                                                                                it.withBackends(
                                                                                        List.of(
                                                                                                BackendSettings
                                                                                                        .of(
                                                                                                                "own",
                                                                                                                BackendKind
                                                                                                                        .OPENAI,
                                                                                                                "")))))))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shot> models() {
        return Stream.of(
                        both(
                                "settings-models",
                                "Models: an alias with two cases, and where its name goes",
                                () -> full().at("models", (_, _) -> {}),
                                screen -> {
                                    ((TextField) found(screen, "asked")).setText("sonnet");
                                    ((ListView<?>) found(screen, "list"))
                                            .getSelectionModel()
                                            .select(1);
                                }),
                        both(
                                "settings-models-below",
                                "the same, further down: tiers, default and prices",
                                () -> full().at("models", (_, _) -> {}),
                                SettingsShots::down),
                        both(
                                "settings-models-empty",
                                "Models before there is an alias",
                                () -> new SampleWindow(Settings.DEFAULT).at("models", (_, _) -> {}),
                                screen ->
                                        ((TextField) found(screen, "asked"))
                                                .setText("claude-sonnet-4-5")))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shot> others() {
        return Stream.of(
                        both(
                                "settings-budgets",
                                "Budgets: fine, near, and used up",
                                () -> full().at("budgets", (_, _) -> {})),
                        both(
                                "settings-budgets-empty",
                                "no budget yet",
                                () ->
                                        new SampleWindow(Settings.DEFAULT)
                                                .at("budgets", (_, _) -> {})),
                        both(
                                "settings-privacy",
                                "Privacy and keys: one key is missing, one stands in the clear",
                                () -> full().at("privacy", (_, _) -> {})),
                        both(
                                "settings-clients",
                                "Clients: what connecting changes, before it is done",
                                () -> full().at("clients", (_, _) -> {}),
                                press("connect")),
                        both(
                                "settings-clients-folder",
                                "Clients: one folder, which is connected",
                                () -> full().at("clients", (_, _) -> {}),
                                screen -> ((Hyperlink) screen.root().lookup(".hyperlink")).fire()),
                        both(
                                "settings-rewrites",
                                "Rewrites: one that is switched off, and what it would do",
                                () -> full().at("rewrites", (_, _) -> {})),
                        both(
                                "settings-rewrites-empty",
                                "no rewrite yet",
                                () ->
                                        new SampleWindow(Settings.DEFAULT)
                                                .at("rewrites", (_, _) -> {})),
                        both(
                                "settings-imports",
                                "Import, before a file is chosen",
                                () -> full().at("imports", (_, _) -> {})),
                        both("settings-about", "About", () -> full().at("about", (_, _) -> {})))
                .flatMap(List::stream)
                .toList();
    }

    private static Settings open(Settings it) {
        return it.withServer(it.server().withHost("0.0.0.0").withRequireToken(false));
    }

    private static SampleWindow full() {
        return new SampleWindow(SampleSettings.full());
    }

    /// Unfolds what hardly anybody needs of a backend.
    ///
    /// @param down how far down the form is
    private static void more(Screen screen, double down) {
        ((TitledPane) found(screen, "more")).setExpanded(true);
        screen.root().applyCss();
        screen.root().layout();
        screen.root()
                .lookupAll(".scroll-pane")
                .forEach(each -> ((ScrollPane) each).setVvalue(down));
    }

    private static void pressNamed(Screen screen, String name) {
        screen.root().lookupAll(".button").stream()
                .filter(each -> name.equals(each.getAccessibleText()))
                .findFirst()
                .map(Button.class::cast)
                .orElseThrow()
                .fire();
    }

    private static void down(Screen screen) {
        screen.root().lookupAll(".scroll-pane").forEach(each -> ((ScrollPane) each).setVvalue(1));
    }

    private static Consumer<Screen> press(String id) {
        return screen -> ((Button) found(screen, id)).fire();
    }

    private static javafx.scene.Node found(Screen screen, String id) {
        return Objects.requireNonNull(screen.root().lookup("#" + id), id);
    }

    private static List<Shot> both(String name, String shows, Supplier<Screen> screen) {
        return both(name, shows, screen, _ -> {});
    }

    private static List<Shot> both(
            String name, String shows, Supplier<Screen> screen, Consumer<Screen> before) {
        return Stream.of(Size.WIDE, Size.NARROW)
                .map(size -> new Shot(name, shows, size, screen, before))
                .toList();
    }
}
