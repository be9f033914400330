package dev.patchbay.gui.monitor.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.history.Filter;
import dev.patchbay.history.Filter.Field;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LookingTest {
    @Test
    void names_before_a_colon_must_be_so_and_all_else_are_words() {
        Looking looking = Looking.of("loose model:moth-7b  rock STATUS:429");
        assertEquals(Map.of(Field.MODEL, "moth-7b", Field.STATUS, "429"), looking.fields());
        assertEquals("loose rock", looking.words());
    }

    @Test
    void what_holds_blanks_stands_between_quotes() {
        Looking looking = Looking.of("client:\"sample client\" \"as said\"");
        assertEquals(Map.of(Field.CLIENT, "sample client"), looking.fields());
        assertEquals("as said", looking.words());
    }

    @Test
    void a_status_that_is_no_number_is_told_of_and_finds_all() {
        Looking looking = Looking.of("status:bad");
        assertEquals(Optional.of("status:bad"), looking.wrong());
        assertEquals(Filter.ALL, looking.on(Filter.ALL));
    }

    @Test
    void other_words_with_a_colon_are_words() {
        assertEquals(
                "https://harbour.example note:this",
                Looking.of("https://harbour.example note:this").words());
    }

    @Test
    void half_typed_looks_for_nothing_yet() {
        assertEquals(Filter.ALL, Looking.of("model:").on(Filter.ALL).with(""));
        assertEquals(Map.of(Field.MODEL, "mo"), Looking.of("model:\"mo").fields());
    }

    @Test
    void what_is_typed_for_somebody_is_read_the_same_way() {
        for (String value : new String[] {"moth-7b", "two words", "a:b"}) {
            String typed = Looking.typed(Field.MODEL, value);
            assertEquals(Map.of(Field.MODEL, value), Looking.of(typed).fields(), typed);
        }
    }
}
