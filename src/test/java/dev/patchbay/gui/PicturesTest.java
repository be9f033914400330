package dev.patchbay.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.firstrun.FirstRunShots;
import dev.patchbay.gui.monitor.MonitorShots;
import dev.patchbay.gui.monitor.logs.LogShots;
import dev.patchbay.gui.monitor.requests.RequestShots;
import dev.patchbay.gui.parts.Look;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.settings.SettingsShots;
import dev.patchbay.settings.Theme;

import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Draws every state of every screen. With `-Dpatchbay.screens=write` the pictures in docs/screens
/// are written anew; `-Dpatchbay.screens=FOLDER` writes them there.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PicturesTest {
    private static final Path SHOWN = Path.of("docs", "screens");
    private static final String WRITE = System.getProperty("patchbay.screens", "");

    /// Every screen's own list; a new screen gets its line here.
    static List<Shot> shots() {
        return Stream.of(
                        MonitorShots.all(),
                        RequestShots.all(),
                        LogShots.all(),
                        FirstRunShots.all(),
                        SettingsShots.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shots")
    void every_state_of_every_screen_can_be_drawn(Shot shot) throws IOException {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            Fx.start();
            Fx.theme(theme);
            Image drawn = draw(shot);
            assertEquals(shot.size().width, (int) drawn.getWidth());
            if (!WRITE.isEmpty()) {
                Path folder = WRITE.equals("write") ? SHOWN : Path.of(WRITE);
                Files.createDirectories(folder);
                Files.write(folder.resolve(file(shot, theme)), Png.of(drawn));
            }
        }
    }

    @Test
    void every_picture_that_is_kept_is_of_a_state_that_there_is_and_told_of() throws IOException {
        Set<String> files =
                shots().stream()
                        .flatMap(
                                shot ->
                                        Stream.of(Theme.LIGHT, Theme.DARK)
                                                .map(theme -> file(shot, theme)))
                        .collect(Collectors.toCollection(TreeSet::new));
        try (var kept = Files.newDirectoryStream(SHOWN, "*.png")) {
            for (Path file : kept) {
                files.remove(file.getFileName().toString());
                String told = Files.readString(SHOWN.resolve("README.md"));
                assertTrue(told.contains(stem(file)), file + " is not in the README");
            }
        }
        assertEquals(Set.of(), files);
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("-(light|dark)\\.png$", "");
    }

    private static String file(Shot shot, Theme theme) {
        return "%s-%s-%s.png"
                .formatted(shot.name(), lower(shot.size().name()), lower(theme.name()));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static Image draw(Shot shot) {
        Look look = Fx.start();
        Stage stage = Fx.run(() -> new Stage());
        Screen screen =
                Fx.run(
                        () -> {
                            Screen made = shot.screen().get();
                            var scene =
                                    new Scene(made.root(), shot.size().width, shot.size().height);
                            look.dress(scene);
                            stage.setScene(scene);
                            made.appear();
                            made.beat();
                            stage.show();
                            scene.getRoot().requestFocus();
                            return made;
                        });
        Fx.run(() -> shot.before().accept(screen));
        Fx.run(() -> {}); // lists lay their rows out one frame later
        Image drawn =
                Fx.run(
                        () -> {
                            stage.getScene().getRoot().applyCss();
                            stage.getScene().getRoot().layout();
                            return stage.getScene().snapshot(null);
                        });
        Fx.run(
                () -> {
                    screen.close();
                    stage.close();
                });
        return drawn;
    }
}
