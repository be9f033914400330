package dev.patchbay.gui.settings.general;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.general.OwnTokens.Token;
import dev.patchbay.settings.Profile;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.List;
import java.util.Optional;

/// The local tokens: each for its own clients, with the ways of a profile or without.
final class TokensViewModel {
    /// What is to be done with a token once a person has said yes, or a name.
    enum Wish {
        RENAME,
        ROTATE,
        REVOKE
    }

    /// Something that is to be done.
    private interface Deed {
        void run() throws Exception;
    }

    private final SettingsDraft draft;
    private final OwnTokens tokens;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Token>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    TokensViewModel(SettingsDraft draft, OwnTokens tokens, Errands errands, Texts texts) {
        this.draft = draft;
        this.tokens = tokens;
        this.errands = errands;
        this.texts = texts;
        draft.nowProperty().subscribe(_ -> look());
    }

    private void look() {
        errands.run(tokens::all, rows::set, this::failed);
    }

    String value(Token token) {
        return tokens.value(token.name());
    }

    /// @param profile empty for none
    void add(String name, String profile) {
        String stripped = name.strip();
        Optional<String> wanted = Optional.of(profile.strip()).filter(it -> !it.isEmpty());
        change(() -> tokens.add(stripped, wanted), texts.get("settings.tokens.added", stripped));
    }

    void assign(Token token, Optional<String> profile) {
        if (!token.profile().equals(profile)) {
            change(() -> tokens.assign(token.name(), profile), "");
        }
    }

    /// @param name the new one, where that is wished
    void fulfil(Wish wish, Token token, String name) {
        switch (wish) {
            case RENAME -> {
                String next = name.strip();
                if (!next.equals(token.name())) {
                    change(() -> tokens.rename(token.name(), next), "");
                }
            }
            case ROTATE ->
                    change(
                            () -> tokens.rotate(token.name()),
                            texts.get("settings.general.token.renewed"));
            case REVOKE ->
                    change(
                            () -> tokens.revoke(token.name()),
                            texts.get("settings.tokens.revoked", token.name()));
        }
    }

    private void change(Deed deed, String done) {
        errands.run(
                () -> {
                    deed.run();
                    return tokens.all();
                },
                found -> {
                    said.set(done);
                    rows.set(found);
                    draft.beat();
                },
                this::failed);
    }

    private void failed(Exception fault) {
        said.set(String.valueOf(fault.getMessage()));
    }

    /// What a person is asked first.
    String question(Wish wish, Token token) {
        return switch (wish) {
            case RENAME -> texts.get("settings.tokens.rename.ask");
            case ROTATE -> texts.get("settings.general.token.ask");
            case REVOKE -> texts.get("settings.tokens.revoke.ask", token.name());
        };
    }

    /// One must stay.
    boolean canRevoke() {
        return rows.get().size() > 1;
    }

    /// By their ids.
    List<String> profiles() {
        return draft.now().profiles().stream().map(Profile::id).toList();
    }

    ReadOnlyObjectProperty<List<Token>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// What came of the last wish.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
