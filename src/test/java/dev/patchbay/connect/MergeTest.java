package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// How a document looks afterwards. Quotes are written as ' here.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MergeTest {
    private static final List<NamedKey> KEYS =
            List.of(NamedKey.open("1", "env", "A"), NamedKey.open("2", "env", "B"));

    @Test
    void an_empty_object_becomes_one_of_a_line_each() throws Refused {
        assertPut("{}\n", "{\n  'env': {\n    'A': '1',\n    'B': '2'\n  }\n}\n");
    }

    @Test
    void new_keys_come_last_in_the_indentation_of_the_others() throws Refused {
        assertPut(
                "{\r\n\t'model': 'x'\r\n}",
                "{\r\n\t'model': 'x',\r\n\t'env': {\r\n\t\t'A': '1',\r\n\t\t'B': '2'\r\n\t}\r\n}");
    }

    @Test
    void a_document_in_one_line_stays_in_one_line() throws Refused {
        assertPut("{'model':'x'}", "{'model':'x','env':{'A':'1','B':'2'}}");
        assertPut("{'m': 1, 'env': {'C': ''}}", "{'m': 1, 'env': {'C': '', 'A': '1', 'B': '2'}}");
    }

    @Test
    void a_comment_stays_with_the_line_that_it_is_about() throws Refused {
        assertPut(
                "{\n  'env': {\n    'C': '' // see, or /* not */\n    // the end\n  }\n}",
                "{\n  'env': {\n    'C': '', // see, or /* not */\n    // the end\n    'A': '1',\n"
                        + "    'B': '2'\n  }\n}");
    }

    @Test
    void who_ends_the_last_line_with_a_comma_gets_ours_with_one() throws Refused {
        assertPut(
                "{\n  'env': {\n    'C': '',\n  },\n}",
                "{\n  'env': {\n    'C': '',\n    'A': '1',\n    'B': '2',\n  },\n}");
    }

    @Test
    void a_text_that_is_there_is_replaced_where_it_stands_and_comes_back_as_it_was_spelt()
            throws Refused {
        assertPut("{'env':{'B':'\\u0032 ','A' : null}}", "{'env':{'B':'2','A' : '1'}}");
    }

    @Test
    void a_text_that_is_there_already_is_not_ours() throws Refused {
        Merge.Put put = Merge.put(json("{'env':{'A':'1'}}"), KEYS);

        assertEquals(json("{'env':{'A':'1'}}"), Merge.take(put.text(), put.changes()).text());
    }

    @Test
    void headers_of_others_stay_beside_ours() throws Refused {
        var key =
                NamedKey.header("X-Ours", dev.patchbay.settings.Secret.of("new"), "env", "HEADERS");
        Merge.Put put =
                Merge.put(json("{'env':{'HEADERS':'a: b\\nx-ours: old\\nc: d'}}"), List.of(key));

        assertEquals(json("{'env':{'HEADERS':'a: b\\nc: d\\nX-Ours: new'}}"), put.text());
    }

    @Test
    void a_key_that_was_changed_since_stays_and_is_named() throws Refused {
        Merge.Put put = Merge.put(json("{'env':{}}"), KEYS);
        String changed = put.text().replace(json("'A':'1'"), json("'A':'mine'"));

        Merge.Taken taken = Merge.take(changed, put.changes());

        assertEquals(json("{'env':{'A':'mine'}}"), taken.text());
        assertEquals(List.of("env.A"), taken.left());
    }

    @Test
    void a_key_that_was_taken_out_since_is_no_obstacle() throws Refused {
        Merge.Put put = Merge.put(json("{'m':1}"), KEYS);
        String changed = put.text().replace(json("'A':'1',"), "");

        assertEquals(json("{'m':1}"), Merge.take(changed, put.changes()).text());
    }

    @Test
    void a_document_that_another_program_wrote_anew_gives_our_keys_back_by_lines() throws Refused {
        Merge.Put put = Merge.put(json("{'m':1,'env':{'C':''}}"), KEYS);
        String anew =
                "{\n    'm': 1,\n    'env': {\n        'A': '1',\n        'C': '',\n"
                        + "        'B': '2'\n    }\n}\n";

        assertEquals(
                json("{\n    'm': 1,\n    'env': {\n        'C': ''\n    }\n}\n"),
                Merge.take(json(anew), put.changes()).text());
    }

    @Test
    void a_comment_never_swallows_what_follows_our_key() throws Refused {
        Merge.Put put = Merge.put(json("{\n  'm': 1 // one\n}"), KEYS);
        String joined = put.text().replace("\n  }\n}", "}}");

        assertEquals(json("{\n  'm': 1 // one\n  }"), Merge.take(joined, put.changes()).text());
    }

    @Test
    void comments_among_our_keys_keep_their_object() throws Refused {
        Merge.Put put = Merge.put("{}", KEYS);
        String noted = put.text().replace(json("'B'"), json("// why?\n    'B'"));

        assertEquals(
                json("{\n  'env': {\n    // why?\n  }\n}"),
                Merge.take(noted, put.changes()).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                     | It does not hold one JSON object in braces.",
                "// nothing             | It does not hold one JSON object in braces.",
                "{'env': 'x'}           | Its \"env\" at line 1, column 2 is no object in braces.",
                "{'env': null}          | Its \"env\" at line 1, column 2 is no object in braces.",
                "{'env':{},'env':{}}    | It says \"env\" twice, at line 1, column 2 and at line 1,"
                        + " column 11. Take one of them out.",
                "{'env':{'A':'','A':1}} | It says \"A\" twice, at line 1, column 9 and at line 1,"
                        + " column 16. Take one of them out.",
                "{'m': 1 'n': 2}        | It is not valid JSON at line 1, column 9; mend it there"
                        + " first.",
                "{'m': 1                | It is not valid JSON at line 1, column 8; mend it there"
                        + " first.",
                "{'m': 1} {}            | It is not valid JSON at line 1, column 10; mend it there"
                        + " first.",
                "{m: 1}                 | It is not valid JSON at line 1, column 2; mend it there"
                        + " first.",
            })
    void what_cannot_be_merged_safely_is_refused_with_the_place(String document, String why) {
        Refused refused = assertThrows(Refused.class, () -> Merge.put(json(document), KEYS));

        assertEquals(why, refused.message());
    }

    private static void assertPut(String before, String after) throws Refused {
        Merge.Put put = Merge.put(json(before), KEYS);

        assertEquals(json(after), put.text());
        assertEquals(json(before), Merge.take(put.text(), put.changes()).text());
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
