package dev.patchbay.gui.settings.general;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.draft.Stand;
import dev.patchbay.gui.settings.general.OwnTokens.Token;
import dev.patchbay.gui.settings.general.TokensViewModel.Wish;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class TokensViewModelTest {
    private final SampleKeeper keeper =
            new SampleKeeper(Settings.DEFAULT.withProfiles(List.of(Profile.of("work"))));
    private final SettingsDraft draft =
            new SettingsDraft(keeper, Errands.atOnce(), SampleWindow.TEXTS);
    private final SampleTokens tokens = new SampleTokens(keeper);
    private final TokensViewModel model =
            new TokensViewModel(draft, tokens, Errands.atOnce(), SampleWindow.TEXTS);

    private Token token(String name) {
        return model.rowsProperty().get().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return model.rowsProperty().get().stream().map(Token::name).toList();
    }

    @Test
    void a_new_token_is_there_at_once_and_nothing_is_left_to_save() {
        model.add(" laptop ", "work");

        assertEquals(List.of("default", "laptop"), names());
        assertEquals(Optional.of("work"), token("laptop").profile());
        assertFalse(draft.changedProperty().get());
        assertTrue(model.saidProperty().get().contains("laptop"), model.saidProperty()::get);
    }

    @Test
    void a_name_that_cannot_be_is_told() {
        model.add("two words", "");

        assertEquals(List.of("default"), names());
        assertEquals("A token's name has no blanks.", model.saidProperty().get());
    }

    @Test
    void tokens_change_beside_a_port_that_is_not_saved_yet() {
        draft.change(it -> it.withPort(6001));
        model.add("laptop", "");
        draft.beat();
        draft.save();

        assertEquals(Stand.Kind.SAVED, draft.standProperty().get().kind());
        assertEquals(6001, keeper.stored().server().port());
        assertEquals(2, keeper.stored().server().tokens().size());
    }

    @Test
    void a_renamed_token_keeps_its_profile() {
        model.add("laptop", "work");
        model.fulfil(Wish.RENAME, token("laptop"), "desk");

        assertEquals(List.of("default", "desk"), names());
        assertEquals(Optional.of("work"), token("desk").profile());
    }

    @Test
    void a_token_gets_another_profile() {
        model.assign(token("default"), Optional.of("work"));

        assertEquals(Optional.of("work"), keeper.stored().server().tokens().getFirst().profile());
    }

    @Test
    void a_new_value_is_told_because_clients_need_it() {
        model.fulfil(Wish.ROTATE, token("default"), "");

        assertEquals(List.of("rotated default"), tokens.done);
        assertTrue(model.saidProperty().get().startsWith("There is a new token."));
    }

    @Test
    void the_last_token_cannot_be_revoked() {
        assertFalse(model.canRevoke());
        model.add("laptop", "");
        assertTrue(model.canRevoke());

        model.fulfil(Wish.REVOKE, token("laptop"), "");
        assertEquals(List.of("default"), names());
    }
}
