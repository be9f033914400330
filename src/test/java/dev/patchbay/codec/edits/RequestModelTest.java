package dev.patchbay.codec.edits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestModelTest {
    @Test
    void only_the_value_changes() {
        assertReplaced(
                "\uFEFF{ 'b' : 1.0e2,\n 'model' :\t'sonnet' , 'a':'\\u00e4\\/' }\n",
                "\uFEFF{ 'b' : 1.0e2,\n 'model' :\t'a/b' , 'a':'\\u00e4\\/' }\n");
    }

    @Test
    void a_name_or_a_value_written_with_escapes_is_found() {
        assertReplaced("{'mo\\u0064el':'son\\u006eet'}", "{'mo\\u0064el':'a/b'}");
    }

    @Test
    void it_changes_wherever_it_is_said_at_the_top() {
        assertReplaced("{'model':'x','model':null}", "{'model':'a/b','model':'a/b'}");
    }

    @Test
    void a_deeper_one_stays() {
        assertReplaced(
                "{'tools':[{'model':'x'}],'metadata':{'model':'x'},'a':'\\'model\\':\\'x\\''}",
                "{'tools':[{'model':'x'}],'metadata':{'model':'x'},'a':'\\'model\\':\\'x\\''}");
    }

    @Test
    void the_same_name_leaves_the_very_same_bytes() {
        byte[] body = bytes("{'model':'a\\/b'}");

        assertSame(body, RequestModel.replaced(body, "a/b"));
    }

    private static void assertReplaced(String before, String after) {
        assertEquals(
                new String(bytes(after), StandardCharsets.UTF_8),
                new String(RequestModel.replaced(bytes(before), "a/b"), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
