package dev.patchbay.app.windows;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.imports.Importing;
import dev.patchbay.settings.imports.Found;
import dev.patchbay.settings.imports.Imports;
import dev.patchbay.settings.imports.Rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How the settings window brings in older programs' files.
record HouseImports(Imports imports, Texts texts) implements Importing {
    private static final long LARGEST = 16L << 20;

    @Override
    public Offer read(Path file, boolean replace) throws Exception {
        if (Files.size(file) > LARGEST) {
            throw new IOException(texts.get("settings.imports.large", file));
        }
        Rule rule = replace ? Rule.REPLACE : Rule.KEEP;
        Found found = imports.read(Files.readAllBytes(file));
        return new Offer(
                found.origin().title(),
                imports.preview(found, rule),
                found.remarks(),
                () -> imports.take(found, rule));
    }
}
