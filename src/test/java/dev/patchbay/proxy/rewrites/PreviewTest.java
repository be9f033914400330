package dev.patchbay.proxy.rewrites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.House;
import dev.patchbay.proxy.Past;
import dev.patchbay.proxy.Visitor;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.util.List;
import java.util.Optional;

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

    @Test
    void a_kept_request_is_shown_with_line_breaks_and_only_what_is_rewritten_differs()
            throws Exception {
        var past = Past.of(Dialect.ANTHROPIC, Visitor.HELLO, "");
        try (var house = new House(Settings.DEFAULT.withPort(0), Pace.USUAL)) {
            Preview preview =
                    house.switchboard(past)
                            .preview(
                                    Past.ID,
                                    List.of(Rewrite.of(new Edit.AppendToLastUserMessage(" moo"))));

            assertEquals(
                    preview.before().body().lines().toList(),
                    preview.after().body().replace("hi moo", "hi").lines().toList());
            assertTrue(preview.after().body().contains("hi moo"));
            assertTrue(preview.before().body().lines().count() > 5, preview.before().body());
            assertTrue(preview.before().headers().contains("User-Agent: claude-cli/2.1"));
        }
    }

    @Test
    void a_request_that_was_not_kept_is_not_shown() throws Exception {
        var past = Past.of(Dialect.ANTHROPIC, Visitor.HELLO, "").with(Optional.empty());
        try (var house = new House(Settings.DEFAULT.withPort(0), Pace.USUAL)) {
            String said =
                    assertThrows(
                                    ProxyError.class,
                                    () -> house.switchboard(past).preview(Past.ID, List.of()))
                            .message();

            assertTrue(said.contains("`history.keepBodies`"), said);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "OCI", mode = Mode.EXCLUDE)
    void a_credential_in_a_header_does_not_show(Dialect front) {
        var edit = new Edit.AddHeader("x-api-key", "sk-secret");
        Preview preview = Preview.of(front, new Rewrites(List.of(edit)));

        assertTrue(preview.after().headers().contains("x-api-key: ••••"));
    }
}
