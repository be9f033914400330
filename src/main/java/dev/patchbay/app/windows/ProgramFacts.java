package dev.patchbay.app.windows;

import dev.patchbay.app.house.Version;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.gui.settings.about.Facts;
import dev.patchbay.gui.settings.about.Facts.Folder;
import dev.patchbay.gui.settings.about.Facts.Licence;

import java.nio.file.Path;
import java.util.List;

/// What the program says of itself.
final class ProgramFacts {
    private static final List<Licence> LICENCES =
            List.of(
                    new Licence("OpenJDK and JavaFX", "GPL 2 with Classpath Exception"),
                    new Licence("Undertow, XNIO, Jackson, tinylog, ikonli", "Apache 2.0"),
                    new Licence("SQLite JDBC", "Apache 2.0"),
                    new Licence("SQLite", "Public domain"),
                    new Licence("AtlantaFX, jtokkit, dbus-java, SLF4J", "MIT"),
                    new Licence("Feather icons", "MIT"),
                    new Licence("Inter, JetBrains Mono", "SIL Open Font License 1.1"));

    private ProgramFacts() {}

    static Facts of(AppPaths paths, Path settings) {
        return new Facts(
                Version.text(),
                "Java " + Runtime.version(),
                List.of(
                        new Folder("settingsFolder", settings.toString()),
                        new Folder("dataFolder", paths.data().toString()),
                        new Folder("logFolder", paths.logs().toString())),
                LICENCES);
    }
}
