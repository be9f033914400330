package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.Clients.Copied;
import dev.patchbay.gui.firstrun.Clients.Offer;
import dev.patchbay.gui.firstrun.Setup.Refused;
import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Leads Claude Code here, after its user saw what becomes of its file; or shows lines to copy.
final class ConnectViewModel {
    private final Clients clients;
    private final Consumer<String> secrets;
    private final Errands errands;
    private final Texts texts;
    private final ObjectProperty<Copied> copied = new SimpleObjectProperty<>(Copied.RUN);
    private final ReadOnlyObjectWrapper<Condition> condition;
    private final ReadOnlyObjectWrapper<Optional<Offer>> offer =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper connected = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ours = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper lines = new ReadOnlyStringWrapper("");

    /// @param secrets told what was copied that should not stay
    ConnectViewModel(Clients clients, Consumer<String> secrets, Errands errands, Texts texts) {
        this.clients = clients;
        this.secrets = secrets;
        this.errands = errands;
        this.texts = texts;
        condition =
                new ReadOnlyObjectWrapper<>(
                        Condition.of(Condition.Kind.LOADING, texts, "firstRun.claude.loading"));
        copied.subscribe(_ -> showLines());
    }

    /// Looks at Claude Code's file as it is now.
    void look() {
        errands.run(
                clients::offer,
                this::show,
                fault ->
                        condition.set(
                                Condition.of(
                                        Condition.Kind.FAILED,
                                        texts,
                                        "firstRun.claude.failed",
                                        why(fault))));
    }

    private void show(Offer found) {
        offer.set(Optional.of(found));
        connected.set(found.connected());
        condition.set(Condition.READY);
        if (told.get().isEmpty() && found.connected()) {
            told.set(texts.get("firstRun.claude.already"));
        }
    }

    private void showLines() {
        errands.run(() -> clients.shown(copied.get()), lines::set, _ -> lines.set(""));
    }

    void connect() {
        work(
                clients::connect,
                backup ->
                        told.set(
                                backup.map(it -> texts.get("firstRun.claude.backup", it.toString()))
                                        .orElse(texts.get("firstRun.claude.connected"))),
                true);
    }

    /// Takes back what was done here.
    void disconnect() {
        work(
                () -> {
                    clients.disconnect();
                    return Optional.<Path>empty();
                },
                _ -> told.set(""),
                false);
    }

    private void work(Callable<Optional<Path>> what, Consumer<Optional<Path>> done, boolean after) {
        if (working.get()) {
            return;
        }
        working.set(true);
        trouble.set("");
        errands.run(
                what,
                outcome -> {
                    working.set(false);
                    done.accept(outcome);
                    ours.set(after);
                    look();
                },
                fault -> {
                    working.set(false);
                    trouble.set(why(fault));
                    look();
                });
    }

    private String why(Exception fault) {
        return fault instanceof Refused refused
                ? refused.message()
                : texts.get("firstRun.fault", fault.getClass().getSimpleName());
    }

    /// The chosen lines with the token, for the clipboard.
    String copy() {
        return clients.copied(copied.get());
    }

    /// The lines were copied; most hold the token.
    void copied(String text) {
        if (copied.get() != Copied.RUN) {
            secrets.accept(text);
        }
    }

    /// What is typed in a terminal for a first request.
    String command() {
        return connected.get() ? "claude" : clients.shown(Copied.RUN);
    }

    // ------------------------------------------------------------------ what is shown

    ObjectProperty<Copied> copiedProperty() {
        return copied;
    }

    ReadOnlyStringProperty linesProperty() {
        return lines.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Offer>> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty connectedProperty() {
        return connected.getReadOnlyProperty();
    }

    /// Whether it was connected here, just now.
    ReadOnlyBooleanProperty oursProperty() {
        return ours.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /// What was done; empty if nothing was.
    ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// Whether there is something to be done by the main button.
    boolean isOffering() {
        return condition.get().isReady() && !connected.get();
    }
}
