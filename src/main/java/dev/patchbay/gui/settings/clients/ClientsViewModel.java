package dev.patchbay.gui.settings.clients;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.Connections.Standing;
import dev.patchbay.connect.Refused;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.clients.Connecting.Card;
import dev.patchbay.gui.settings.clients.Connecting.Copied;
import dev.patchbay.gui.settings.clients.Connecting.Proposal;
import dev.patchbay.gui.settings.clients.Connecting.Whose;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The clients' cards: what they stand at, and what a change would do before it is made.
public final class ClientsViewModel {
    /// What stands for a folder where none is needed.
    private static final Path HERE = Path.of("");

    private static final Card NOTHING = new Card("", Optional.empty(), List.of());

    private final Connecting connecting;
    private final Errands errands;
    private final Texts texts;
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.USER);
    private final ReadOnlyObjectWrapper<Optional<Path>> folder =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Whose>> others =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Card> card = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyObjectWrapper<Optional<Proposal>> proposal =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    public ClientsViewModel(Connecting connecting, Errands errands, Texts texts) {
        this.connecting = connecting;
        scope.addListener((_, _, _) -> turn());
        folder.addListener((_, _, _) -> turn());
        this.errands = errands;
        this.texts = texts;
    }

    void appear() {
        Optional<Whose> asked = whose();
        if (asked.isEmpty()) {
            card.set(NOTHING);
        } else {
            errands.run(
                    () -> connecting.claude(asked.get()),
                    found -> {
                        if (whose().equals(asked)) {
                            card.set(found);
                        }
                    },
                    this::failed);
        }
        errands.run(connecting::connected, this::tell, this::failed);
    }

    /// Empty while a project is meant, and nobody said where it is.
    private Optional<Whose> whose() {
        return scope.get() == Scope.USER
                ? Optional.of(new Whose(Scope.USER, HERE))
                : folder.get().map(it -> new Whose(scope.get(), it));
    }

    private void tell(List<Whose> connected) {
        others.set(connected.stream().filter(it -> !whose().equals(Optional.of(it))).toList());
    }

    /// Another file is meant.
    private void turn() {
        forget();
        said.set("");
        appear();
    }

    void choose(Path project) {
        folder.set(Optional.of(project));
    }

    /// Turns to one that is connected.
    void turnTo(Whose other) {
        if (other.scope() != Scope.USER) {
            folder.set(Optional.of(other.folder()));
        }
        scope.set(other.scope());
    }

    boolean needsFolder() {
        return scope.get() != Scope.USER;
    }

    String word(Scope of) {
        return texts.get("settings.clients.scope." + of.word());
    }

    /// One that is connected, for people.
    String word(Whose of) {
        return of.scope() == Scope.USER
                ? word(Scope.USER)
                : texts.get("settings.clients.in", word(of.scope()), of.folder());
    }

    void connect() {
        whose().ifPresent(it -> propose(() -> connecting.connect(it)));
    }

    void disconnect() {
        whose().ifPresent(it -> propose(() -> connecting.disconnect(it)));
    }

    private void propose(Callable<Proposal> what) {
        said.set("");
        errands.run(
                what,
                found -> {
                    if (found.lines().isEmpty()) {
                        forget();
                        said.set(texts.get("settings.clients.nothing"));
                    } else {
                        proposal.set(Optional.of(found));
                    }
                },
                this::failed);
    }

    void forget() {
        proposal.set(Optional.empty());
    }

    void make() {
        proposal.get()
                .ifPresent(
                        it -> {
                            forget();
                            errands.run(it.make()::make, this::made, this::failed);
                        });
    }

    private void made(Optional<String> backup) {
        said.set(
                backup.map(file -> texts.get("settings.clients.backup", file))
                        .orElseGet(() -> texts.get("settings.clients.made")));
        appear();
    }

    private void failed(Exception fault) {
        said.set(
                fault instanceof Refused refused
                        ? refused.message()
                        : String.valueOf(fault.getMessage()));
    }

    String standing(Card of) {
        if (whose().isEmpty()) {
            return texts.get("settings.clients.noFolder");
        }
        return texts.get(
                "settings.clients."
                        + of.standing()
                                .map(it -> it.name().toLowerCase(Locale.ROOT))
                                .orElse("none"));
    }

    /// What the button that connects would do.
    String wish(Card of) {
        return texts.get(
                of.standing().isPresent() ? "settings.clients.update" : "settings.clients.connect");
    }

    boolean canConnect(Card of) {
        return whose().isPresent() && !of.standing().equals(Optional.of(Standing.CURRENT));
    }

    String lines(Copied client) {
        return connecting.lines(client);
    }

    /// For whom Claude Code is connected.
    ObjectProperty<Scope> scopeProperty() {
        return scope;
    }

    /// Where the project is.
    ReadOnlyObjectProperty<Optional<Path>> folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /// Other files that are connected.
    ReadOnlyObjectProperty<List<Whose>> othersProperty() {
        return others.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Card> cardProperty() {
        return card.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Proposal>> proposalProperty() {
        return proposal.getReadOnlyProperty();
    }

    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
