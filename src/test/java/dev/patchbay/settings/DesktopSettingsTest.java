package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// How Patchbay behaves on a desktop, as people write it.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DesktopSettingsTest {
    private static DesktopSettings saying(String desktop) {
        return Given.settings("{'version':1,'desktop':" + desktop + "}").desktop();
    }

    @Test
    void what_nobody_said_follows_the_system_notifies_and_starts_nothing() {
        assertEquals(DesktopSettings.DEFAULT, Given.settings("{'version':1}").desktop());
        assertEquals(Theme.SYSTEM, saying("{}").theme());
        assertTrue(saying("{}").notifications());
        assertFalse(saying("{}").startAtLogin());
    }

    @Test
    void every_part_can_be_chosen() {
        DesktopSettings said = saying("{'startAtLogin':true,'theme':'Dark','notifications':false}");

        assertTrue(said.startAtLogin());
        assertEquals(Theme.DARK, said.theme());
        assertFalse(said.notifications());
    }

    @Test
    void a_theme_that_is_none_is_told_and_the_systems_holds() {
        String written = "{'version':1,'desktop':{'theme':'pink'}}";

        assertEquals(Theme.SYSTEM, Given.settings(written).desktop().theme());
        assertEquals(1, Given.problems(written).size());
        assertTrue(Given.problems(written).getFirst().contains("system, light or dark"));
    }

    @Test
    void a_change_is_written_and_leaves_unknown_keys_alone() {
        Settings settings = Given.settings("{'version':1,'desktop':{'theme':'dark','later':1}}");

        Settings changed = settings.withDesktop(settings.desktop().withStartAtLogin(true));

        assertEquals(
                Given.tree("{'theme':'dark','later':1,'startAtLogin':true}"),
                changed.json().get("desktop"));
        assertTrue(changed.desktop().startAtLogin());
    }
}
