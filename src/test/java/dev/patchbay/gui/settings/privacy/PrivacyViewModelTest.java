package dev.patchbay.gui.settings.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.settings.SampleSettings;
import dev.patchbay.gui.settings.SampleWindow;
import dev.patchbay.gui.settings.draft.SampleKeeper;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.privacy.KeyCupboard.Kept;
import dev.patchbay.gui.settings.privacy.KeyCupboard.State;
import dev.patchbay.settings.KeyPlace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PrivacyViewModelTest {
    private final SampleKeeper keeper = new SampleKeeper(SampleSettings.full());
    private final SettingsDraft draft =
            new SettingsDraft(keeper, Errands.atOnce(), SampleWindow.TEXTS);
    private final SampleCupboard cupboard = new SampleCupboard();
    private final PrivacyViewModel model =
            new PrivacyViewModel(draft, cupboard, Errands.atOnce(), SampleWindow.TEXTS);

    PrivacyViewModelTest() {
        model.appear();
    }

    private Kept key(String name) {
        return model.keysProperty().get().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean isListed(String name) {
        return model.keysProperty().get().stream().anyMatch(it -> it.name().equals(name));
    }

    @Test
    void what_is_kept_of_requests_goes_into_the_draft() {
        model.keepBodies.set(false);
        model.days.textProperty().set("7");
        model.megabytes.textProperty().set("64");
        draft.save();

        assertEquals(
                List.of(false, 7, 64),
                List.of(
                        keeper.stored().history().keepBodies(),
                        keeper.stored().history().days(),
                        keeper.stored().history().megabytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "ten", "36501"})
    void days_that_cannot_be_are_named_where_the_draft_is_saved(String typed) {
        model.days.textProperty().set(typed);

        assertFalse(draft.standProperty().get().canSave());
        assertEquals(
                "Days must be a whole number from 1 to 36,500.",
                draft.standProperty().get().text());
    }

    @Test
    void another_place_for_keys_is_a_change_like_others() {
        model.place.set(KeyPlace.FILE);

        assertEquals(KeyPlace.FILE, draft.now().keys().store());
        assertTrue(draft.changedProperty().get());
    }

    @Test
    void keys_are_listed_with_their_place() {
        assertEquals(cupboard.keys, model.keysProperty().get());
        assertEquals("Kept in the keychain of this system.", model.saidProperty().get());
    }

    @Test
    void every_state_of_a_key_has_a_word_and_a_look() {
        for (State state : State.values()) {
            assertFalse(model.word(state).isEmpty());
            assertFalse(model.look(state).isEmpty());
        }
    }

    @Test
    void whoever_deletes_a_key_is_told_who_still_wants_it() {
        assertTrue(
                model.question(key("keychain:backend/openrouter/1"))
                        .contains("backend openrouter"));
        assertTrue(model.question(key("keychain:backend/old/1")).contains("Nothing uses it"));
    }

    @Test
    void a_deleted_key_is_gone_from_the_list() {
        model.delete(key("keychain:backend/old/1"));

        assertFalse(isListed("keychain:backend/old/1"));
        assertTrue(model.saidProperty().get().contains("keychain:backend/old/1"));
    }

    @Test
    void a_key_that_cannot_be_deleted_says_why() {
        cupboard.locked = true;
        model.delete(key("keychain:backend/old/1"));

        assertTrue(isListed("keychain:backend/old/1"));
        assertEquals("The keychain is locked.", model.saidProperty().get());
    }

    @Test
    void unencrypted_keys_move_by_what_is_saved() {
        model.days.textProperty().set("7");
        model.move();

        assertEquals(7, keeper.stored().history().days());
        assertEquals("One key was moved.", model.saidProperty().get());
        assertFalse(isListed("settings.json"));
    }

    @Test
    void nothing_moves_while_the_draft_cannot_be_saved() {
        model.days.textProperty().set("none");
        model.move();

        assertTrue(isListed("settings.json"));
    }
}
