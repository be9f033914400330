package dev.patchbay.gui.settings.imports;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.imports.Importing.Offer;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.imports.Change;
import dev.patchbay.settings.imports.NotUnderstood;
import dev.patchbay.settings.imports.Remark;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file is chosen, what it would bring is shown, and then it is taken or left.
public final class ImportViewModel {
    /// @param kind a word of the texts: `comes`, `cannot` …
    record Line(String kind, String what, String detail) {}

    private final Importing importing;
    private final Errands errands;
    private final Texts texts;
    private final BooleanProperty replace = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<Offer>> offer =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private Optional<Path> chosen = Optional.empty();

    public ImportViewModel(Importing importing, Errands errands, Texts texts) {
        this.importing = importing;
        this.errands = errands;
        this.texts = texts;
        replace.addListener((_, _, _) -> chosen.ifPresent(this::choose));
    }

    void choose(Path file) {
        chosen = Optional.of(file);
        boolean giveWay = replace.get();
        errands.run(
                () -> importing.read(file, giveWay),
                found -> {
                    offer.set(Optional.of(found));
                    said.set(
                            texts.get(
                                    "settings.imports.found", file.getFileName(), found.origin()));
                },
                this::failed);
    }

    void take() {
        offer.get()
                .ifPresent(
                        it ->
                                errands.run(
                                        () -> {
                                            it.take().take();
                                            return "";
                                        },
                                        _ -> {
                                            leave();
                                            said.set(texts.get("settings.imports.done"));
                                        },
                                        this::failed));
    }

    void leave() {
        chosen = Optional.empty();
        offer.set(Optional.empty());
        said.set("");
    }

    private void failed(Exception fault) {
        offer.set(Optional.empty());
        said.set(
                switch (fault) {
                    case NotUnderstood not -> not.message();
                    case SettingsRefused refused -> refused.message();
                    case SecretUnavailable unavailable -> unavailable.message();
                    default -> String.valueOf(fault.getMessage());
                });
    }

    List<Line> lines(Offer of) {
        List<Line> lines = new ArrayList<>();
        for (Change each : of.changes()) {
            lines.add(
                    new Line(
                            each.what().name().toLowerCase(Locale.ROOT),
                            each.subject(),
                            each.detail()));
        }
        for (Remark each : of.remarks()) {
            lines.add(
                    new Line(each.kind().name().toLowerCase(Locale.ROOT), each.key(), each.why()));
        }
        return lines;
    }

    boolean brings(Offer of) {
        return of.changes().stream().anyMatch(Change::isMade);
    }

    BooleanProperty replaceProperty() {
        return replace;
    }

    ReadOnlyObjectProperty<Optional<Offer>> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
