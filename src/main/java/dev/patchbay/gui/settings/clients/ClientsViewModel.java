package dev.patchbay.gui.settings.clients;

import dev.patchbay.connect.Connections.Standing;
import dev.patchbay.connect.Refused;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.clients.Connecting.Card;
import dev.patchbay.gui.settings.clients.Connecting.Copied;
import dev.patchbay.gui.settings.clients.Connecting.Proposal;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The clients' cards: what they stand at, and what a change would do before it is made.
public final class ClientsViewModel {
    private static final Card NOTHING = new Card("", Optional.empty(), List.of());

    private final Connecting connecting;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Card> card = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyObjectWrapper<Optional<Proposal>> proposal =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    public ClientsViewModel(Connecting connecting, Errands errands, Texts texts) {
        this.connecting = connecting;
        this.errands = errands;
        this.texts = texts;
    }

    void appear() {
        errands.run(connecting::claude, card::set, this::failed);
    }

    void connect() {
        propose(connecting::connect);
    }

    void disconnect() {
        propose(connecting::disconnect);
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
        return !of.standing().equals(Optional.of(Standing.CURRENT));
    }

    String lines(Copied client) {
        return connecting.lines(client);
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
