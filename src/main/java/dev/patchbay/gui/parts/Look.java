package dev.patchbay.gui.parts;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import dev.patchbay.settings.Theme;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

import java.util.Objects;
import java.util.function.Supplier;

/// Colours and fonts of all windows: light or dark as the user chose, or as the system is right
/// now.
public final class Look {
    private static final String STYLES =
            Objects.requireNonNull(Look.class.getResource("patchbay.css")).toExternalForm();

    private final Supplier<Theme> chosen;

    /// @param chosen what the settings say at the moment
    public Look(Supplier<Theme> chosen) {
        this.chosen = chosen;
        Fonts.load();
        Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
        apply();
    }

    /// The settings or the system may have changed.
    public void apply() {
        boolean dark =
                switch (chosen.get()) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                };
        String sheet = (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
        if (!sheet.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(sheet);
        }
    }

    public void dress(Scene scene) {
        scene.getStylesheets().setAll(STYLES);
    }
}
