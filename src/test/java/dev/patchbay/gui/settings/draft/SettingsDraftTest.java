package dev.patchbay.gui.settings.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SettingsDraftTest {
    private final SampleKeeper keeper = new SampleKeeper(Settings.DEFAULT);
    private final SettingsDraft draft =
            new SettingsDraft(keeper, Errands.atOnce(), new Texts(Locale.US));
    private final Part<Settings> all = Part.whole(draft);
    private final NumberEntry port =
            all.number(it -> it.server().port(), Settings::withPort, 0, 65535, "server.port");
    private final Entry<String> host =
            all.entry(
                    it -> it.server().host(),
                    (it, host) -> it.withServer(it.server().withHost(host)),
                    "",
                    "server.host");

    @Test
    void nothing_is_in_force_before_it_is_saved() {
        port.textProperty().set("6001");

        assertEquals(5225, keeper.stored().server().port());
        assertTrue(draft.changedProperty().get());
    }

    @Test
    void saving_keeps_the_whole_draft() {
        port.textProperty().set("6001");
        host.set("localhost");
        draft.save();

        assertEquals(6001, keeper.stored().server().port());
        assertEquals("localhost", keeper.stored().server().host());
        assertEquals(Stand.Kind.SAVED, draft.standProperty().get().kind());
        assertFalse(draft.changedProperty().get());
    }

    @Test
    void a_number_that_is_none_says_so_and_keeps_the_draft_from_being_saved() {
        port.textProperty().set("52x");
        draft.save();

        assertTrue(port.remarkProperty().get().wrong());
        assertEquals(Stand.Kind.WRONG, draft.standProperty().get().kind());
        assertEquals(5225, keeper.stored().server().port());
    }

    @Test
    void reverting_brings_back_a_number_that_was_none() {
        port.textProperty().set("52x");
        draft.revert();

        assertEquals("5225", port.textProperty().get());
        assertEquals(Stand.Kind.CLEAN, draft.standProperty().get().kind());
    }

    @Test
    void what_the_settings_say_of_a_value_stands_at_its_field() {
        host.set("no host at all");

        assertEquals(
                "must be an address or a name alone, such as 127.0.0.1.",
                host.remarkProperty().get().text());
        assertFalse(draft.standProperty().get().canSave());
    }

    @Test
    void a_change_made_outside_is_taken_over_while_nothing_was_changed_here() {
        keeper.changeOutside(it -> it.withPort(7000));
        draft.beat();

        assertEquals("7000", port.textProperty().get());
        assertFalse(draft.changedProperty().get());
    }

    @Test
    void a_change_made_outside_to_another_part_goes_together_with_ours() {
        port.textProperty().set("6001");
        keeper.changeOutside(it -> it.withAlias(Alias.of("theirs", SampleTargets.DEMO)));
        draft.beat();
        draft.save();

        assertEquals(6001, keeper.stored().server().port());
        assertTrue(keeper.stored().alias("theirs").isPresent());
    }

    @Test
    void a_change_made_outside_to_the_same_part_is_shown_and_not_overwritten() {
        port.textProperty().set("6001");
        keeper.changeOutside(it -> it.withPort(7000));
        draft.beat();
        draft.save();

        assertEquals(Stand.Kind.CLASH, draft.standProperty().get().kind());
        assertEquals(7000, keeper.stored().server().port());
    }

    @Test
    void a_change_that_nobody_has_noticed_yet_is_not_overwritten_either() {
        port.textProperty().set("6001");
        keeper.changeOutside(it -> it.withPort(7000));
        draft.save();

        assertEquals(Stand.Kind.CLASH, draft.standProperty().get().kind());
        assertEquals(7000, keeper.stored().server().port());
    }

    @Test
    void a_person_can_keep_their_own_change() {
        clash();
        draft.keepMine();
        draft.save();

        assertEquals(6001, keeper.stored().server().port());
        assertEquals("localhost", keeper.stored().server().host());
    }

    @Test
    void a_person_can_take_the_others_change() {
        clash();
        draft.revert();

        assertEquals("7000", port.textProperty().get());
        assertFalse(draft.changedProperty().get());
    }

    private void clash() {
        host.set("localhost");
        port.textProperty().set("6001");
        keeper.changeOutside(it -> it.withPort(7000));
        draft.beat();
    }

    @Test
    void what_was_wrong_before_does_not_keep_a_change_from_being_saved() {
        var broken = new SampleKeeper(Settings.DEFAULT.withDefaultAlias(Optional.of("x")));
        var other = new SettingsDraft(broken, Errands.atOnce(), new Texts(Locale.US));
        other.change(it -> it.withPort(6001));
        other.save();

        assertEquals(6001, broken.stored().server().port());
    }

    @Test
    void clashes_are_named_as_in_the_file() {
        Settings base = Settings.DEFAULT;
        var rebase =
                Rebase.of(
                        base,
                        base.withPort(1).withAliases(List.of()),
                        base.withPort(2).withLog(base.log().withLevel("debug")));

        assertEquals(List.of("server"), rebase.clashes());
        assertEquals(1, rebase.settings().server().port());
        assertEquals("debug", rebase.settings().log().level());
    }
}
