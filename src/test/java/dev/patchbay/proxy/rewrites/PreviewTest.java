package dev.patchbay.proxy.rewrites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.Edit;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PreviewTest {
    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "OCI", mode = Mode.EXCLUDE)
    void without_rewrites_both_sides_are_the_same(Dialect front) {
        Preview preview = Preview.of(front, Rewrites.NONE);

        assertEquals(preview.before(), preview.after());
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "OCI", mode = Mode.EXCLUDE)
    void every_kind_of_rewrite_shows(Dialect front) {
        String tool = front == Dialect.ANTHROPIC ? "Read" : "read";
        for (Edit edit :
                List.of(
                        new Edit.AppendToLastUserMessage("moo"),
                        new Edit.PrependToSystem("moo"),
                        new Edit.AppendToSystem("moo"),
                        new Edit.SetField("moo", IntNode.valueOf(1)),
                        new Edit.RenameTool(tool, "moo"),
                        new Edit.AddHeader("X-Moo", "moo"))) {
            Preview preview = Preview.of(front, new Rewrites(List.of(edit)));

            assertFalse(preview.before().toString().contains("moo"));
            assertTrue(preview.after().toString().contains("moo"), edit.kind());
        }
        Preview dropped =
                Preview.of(front, new Rewrites(List.of(new Edit.DropField("temperature"))));
        assertFalse(dropped.after().body().contains("temperature"));
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "OCI", mode = Mode.EXCLUDE)
    void a_credential_in_a_header_does_not_show(Dialect front) {
        var edit = new Edit.AddHeader("x-api-key", "sk-secret");
        Preview preview = Preview.of(front, new Rewrites(List.of(edit)));

        assertTrue(preview.after().headers().contains("x-api-key: ••••"));
    }
}
