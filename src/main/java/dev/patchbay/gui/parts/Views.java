package dev.patchbay.gui.parts;

import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Loads views: beside the controller `LogsController` lies `LogsView.fxml`, which names it as its
/// `fx:controller`.
public final class Views {
    private Views() {}

    /// @param controller the view's controller, ready made
    /// @param parts the controllers of the views that it includes
    public static Parent load(Texts texts, Object controller, Object... parts) {
        List<Object> made = Stream.concat(Stream.of(controller), Stream.of(parts)).toList();
        var loader = new FXMLLoader(beside(controller.getClass()), texts.bundle());
        loader.setControllerFactory(
                type ->
                        made.stream()
                                .filter(type::isInstance)
                                .findFirst()
                                .orElseThrow(
                                        () -> new IllegalStateException("no " + type + " given")));
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL beside(Class<?> controller) {
        String name = controller.getSimpleName().replaceFirst("Controller$", "View") + ".fxml";
        return Objects.requireNonNull(controller.getResource(name), name);
    }
}
