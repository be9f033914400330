package dev.patchbay.gui.settings;

import dev.patchbay.gui.parts.Screen;

import java.util.List;
import java.util.function.Supplier;

/// What makes each section of the settings, when it is first shown.
public record Sections(
        Supplier<Screen> general,
        Supplier<Screen> backends,
        Supplier<Screen> models,
        Supplier<Screen> clients,
        Supplier<Screen> rewrites,
        Supplier<Screen> budgets,
        Supplier<Screen> privacy,
        Supplier<Screen> imports,
        Supplier<Screen> about) {
    /// In the order of the rail.
    List<Section> inOrder() {
        return List.of(
                new Section("general", "fth-sliders", general),
                new Section("backends", "fth-server", backends),
                new Section("models", "fth-shuffle", models),
                new Section("clients", "fth-link", clients),
                new Section("rewrites", "fth-edit-3", rewrites),
                new Section("budgets", "fth-dollar-sign", budgets),
                new Section("privacy", "fth-shield", privacy),
                new Section("imports", "fth-download", imports),
                new Section("about", "fth-info", about));
    }
}
