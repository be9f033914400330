package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PortableSettingsTest {
    private static final String VALUE = "obviously-fake-value";

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static byte[] bytes(String text) {
        return json(text).getBytes(StandardCharsets.UTF_8);
    }

    /// Settings as the store reads them, their faults and all.
    private static Settings read(String text) throws Exception {
        return Settings.of(SettingsJson.read(bytes(text)), new ArrayList<>());
    }

    private static String backend(String fields) {
        return "{'version':1,'backends':[{'id':'shop','baseUrl':'http://127.0.0.1:1/v1',%s}]}"
                .formatted(fields);
    }

    @Test
    void references_travel_as_they_are() throws Exception {
        var settings =
                read(backend("'auth':{'keys':['env:A','file:b','keychain:c','cmd:print it']}"));

        var portable = PortableSettings.of(settings);

        assertEquals(List.of(), portable.changes());
        assertEquals(settings, portable.settings());
    }

    @Test
    void a_value_gives_way_to_a_reference_that_no_other_key_has() throws Exception {
        var portable =
                PortableSettings.of(
                        read(
                                backend(
                                        "'auth':{'keys':['%s','keychain:backend/shop/1']}"
                                                .formatted(VALUE))));

        assertEquals(
                List.of("keychain:backend/shop/2", "keychain:backend/shop/1"),
                portable.settings().backend("shop").orElseThrow().auth().keys().stream()
                        .map(SecretRef::toString)
                        .toList());
        assertEquals(
                List.of("backends[0].auth.keys[0] was a value; now it is keychain:backend/shop/2."),
                portable.changes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'auth':{'keys':['VALUE']}",
                "'headers':{'Authorization':'VALUE'}",
                "'headers':{'X-Shop-Token':'VALUE'}",
                "'query':{'key':'VALUE'}",
                "'proxy':'http://me:VALUE@127.0.0.1:2'",
                "'oauth':{'clientSecret':'VALUE'}",
                "'whatever':{'password':'VALUE'}",
                "'whatever':['http://me:VALUE@127.0.0.1']",
                "'rewrites':[{'kind':'add-header','header':'x-api-key','value':'VALUE'}]",
                "'kind':'nonsense','auth':{'keys':['VALUE']}"
            })
    void no_value_leaves_or_is_shown(String fields) throws Exception {
        var settings = read(backend(fields.replace("VALUE", VALUE)));

        for (var portable :
                List.of(PortableSettings.of(settings), PortableSettings.shown(settings))) {
            assertFalse(portable.text().contains(VALUE), portable.text());
            assertFalse(portable.changes().toString().contains(VALUE), portable.toString());
            assertEquals(1, portable.changes().size());
        }
    }

    @Test
    void what_leaves_can_be_read_again() throws Exception {
        var settings =
                read(
                        backend(
                                "'auth':{'keys':['%1$s']},'headers':{'cookie':'%1$s','X-Title':'t'},'rewrites':[{'kind':'add-header','header':'x-api-key','value':'%1$s'}]"
                                        .formatted(VALUE)));

        var backend = PortableSettings.of(settings).settings().backend("shop").orElseThrow();

        assertEquals(List.of(), backend.rewrites());
        assertEquals("t", backend.headers().get("X-Title"));
        assertEquals(1, backend.headers().size());
    }

    @Test
    void a_token_in_the_clear_goes_to_a_file_of_its_name() throws Exception {
        var portable =
                PortableSettings.of(
                        read(
                                "{'version':1,'server':{'tokens':[{'name':'my work','token':'%s'}]}}"
                                        .formatted(VALUE)));

        assertEquals(
                "file:tokens/my-work",
                portable.settings().server().tokens().getFirst().token().toString());
    }

    @Test
    void people_see_of_a_command_its_program_alone() throws Exception {
        var shown =
                PortableSettings.shown(read(backend("'auth':{'keys':['cmd:vault read mine']}")));

        assertTrue(shown.text().contains("\"cmd:vault …\""), shown.text());
    }

    @Test
    void a_command_from_elsewhere_is_not_taken() throws Exception {
        String file = backend("'auth':{'keys':['cmd:rm everything']}");

        var portable = PortableSettings.from(bytes(file), Settings.DEFAULT);

        assertFalse(portable.text().contains("rm everything"), portable.text());
        assertTrue(portable.text().contains("keychain:backend/shop/1"), portable.text());
    }

    @Test
    void a_command_of_ours_comes_back() throws Exception {
        String file = backend("'auth':{'keys':['cmd:vault read mine']}");

        var portable = PortableSettings.from(bytes(file), read(file));

        assertEquals(List.of(), portable.changes());
    }

    @Test
    void a_file_that_is_none_is_refused_without_a_word_of_it() {
        var refused =
                assertThrows(
                        SettingsRefused.class,
                        () -> PortableSettings.from(bytes("{" + VALUE), Settings.DEFAULT));

        assertTrue(refused.message().contains("line 1"), refused.message());
        assertFalse(refused.message().contains(VALUE), refused.message());
    }
}
