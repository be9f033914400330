package dev.patchbay.codec.openai;

import static dev.patchbay.hub.PromptBuilder.call;
import static dev.patchbay.hub.PromptBuilder.image;
import static dev.patchbay.hub.PromptBuilder.prompt;
import static dev.patchbay.hub.PromptBuilder.result;
import static dev.patchbay.hub.PromptBuilder.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.Source;
import dev.patchbay.hub.Traits;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What becomes of images and files.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttachmentsTest {
    private static final Traits BLIND =
            new Traits(
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false,
                    List.of(),
                    false,
                    false,
                    false);
    private static final Part PDF =
            new Part.Document(Optional.of("a.pdf"), new Source.Inline("application/pdf", "UERG"));

    @Test
    void an_inline_image_is_a_data_url_in_its_place() {
        Written.of(prompt().user(text("A"), image("QUJD"), text("B")))
                .holds(
                        "messages",
                        """
                        [{"role":"user","content":[
                          {"type":"text","text":"A"},
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}},
                          {"type":"text","text":"B"}]}]
                        """);
    }

    @Test
    void a_common_wrong_media_type_is_put_right() {
        var jpg = new Part.Image(new Source.Inline("image/jpg", "QUJD"));
        assertEquals(
                "data:image/jpeg;base64,QUJD",
                Written.of(prompt().user(jpg))
                        .messages()
                        .at("/0/content/0/image_url/url")
                        .asText());
    }

    @Test
    void a_linked_image_stays_a_link() {
        var link = new Part.Image(new Source.Link("https://example.org/a.png"));
        assertEquals(
                "https://example.org/a.png",
                Written.of(prompt().user(link))
                        .messages()
                        .at("/0/content/0/image_url/url")
                        .asText());
    }

    @Test
    void a_linked_image_is_refused_for_a_backend_that_cannot_fetch_it() {
        var link = new Part.Image(new Source.Link("https://example.org/a.png"));
        var message = refusal(prompt().user(link), SomeQuirks.with("noImageLinks", true));
        assertTrue(message.contains("cannot fetch images by URL"), message);
    }

    @Test
    void a_stored_image_is_refused() {
        var stored = new Part.Image(new Source.Stored("file_1"));
        var message = refusal(prompt().user(stored), SomeQuirks.NONE);
        assertTrue(message.contains("stored files"), message);
    }

    @Test
    void without_vision_a_placeholder_stands_for_the_image() {
        var written =
                Written.of(prompt().user(text("Look:"), image("QUJD")), SomeQuirks.NONE, BLIND);
        assertEquals(
                "Look:\n\n[image omitted: backend has no vision]",
                written.messages().at("/0/content").asText());
        assertEquals(List.of(Loss.felt("image")), written.losses());
    }

    @Test
    void without_vision_the_placeholder_stays_in_the_tool_message() {
        var shot = new Part.ToolResult("c1", List.of(text("R"), image("QUJD")), false);
        var written =
                Written.of(
                        prompt().user("Hi").assistant(call("c1", "f")).user(shot),
                        SomeQuirks.NONE,
                        BLIND);
        assertEquals(3, written.messages().size());
        assertEquals(
                "R\n[image omitted: backend has no vision]",
                written.messages().at("/2/content").asText());
    }

    @Test
    void of_too_many_images_the_oldest_are_replaced() {
        var written =
                Written.of(
                        prompt().user(image("b25l"), image("dHdv")).user(image("dGhyZWU=")),
                        SomeQuirks.with("maxImages", 2));
        Written.assertJson(
                """
                [{"type":"text","text":"[image omitted: backend takes at most 2 images]"},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,dHdv"}},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,dGhyZWU="}}]
                """,
                written.messages().at("/0/content"));
        assertEquals(List.of(Loss.felt("image")), written.losses());
    }

    @Test
    void images_of_tool_results_follow_all_tool_messages_with_a_label() {
        var shot = new Part.ToolResult("c1", List.of(text("R"), image("QUJD")), false);
        var written =
                Written.of(
                        prompt().user("Hi")
                                .assistant(call("c1", "f"), call("c2", "g"))
                                .user(shot, result("c2", "two"), text("so?")));
        assertEquals("R", written.messages().at("/2/content").asText());
        assertEquals("two", written.messages().at("/3/content").asText());
        Written.assertJson(
                """
                {"role":"user","content":[
                  {"type":"text","text":"[image from tool result c1]"},
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}},
                  {"type":"text","text":"so?"}]}
                """,
                written.messages().get(4));
    }

    @Test
    void a_result_of_nothing_but_an_image_is_still_a_tool_message() {
        var shot = new Part.ToolResult("c1", List.of(image("QUJD")), false);
        var written = Written.of(prompt().user("Hi").assistant(call("c1", "f")).user(shot));
        assertEquals("tool", written.messages().at("/2/role").asText());
        assertEquals("user", written.messages().at("/3/role").asText());
    }

    @Test
    void an_image_in_the_system_text_opens_the_first_user_message() {
        var written = Written.of(prompt().system("S").system(image("QUJD")).user("Hi"));
        assertEquals("S", written.messages().at("/0/content").asText());
        assertEquals("image_url", written.messages().at("/1/content/0/type").asText());
        assertEquals("Hi", written.messages().at("/1/content/1/text").asText());
    }

    @Test
    void a_pdf_is_a_file_part_where_files_are_taken() {
        var written = Written.of(prompt().user(PDF), SomeQuirks.with("fileInput", true));
        Written.assertJson(
                """
                [{"type":"file","file":{"filename":"a.pdf",
                  "file_data":"data:application/pdf;base64,UERG"}}]
                """,
                written.messages().at("/0/content"));
    }

    @Test
    void a_pdf_is_refused_elsewhere() {
        var message = refusal(prompt().user(PDF), SomeQuirks.NONE);
        assertTrue(message.contains("'Back'") && message.contains("PDF"), message);
    }

    @Test
    void a_linked_document_is_refused_everywhere() {
        var link = new Part.Document(Optional.empty(), new Source.Link("https://example.org/a"));
        var message = refusal(prompt().user(link), SomeQuirks.with("fileInput", true));
        assertTrue(message.contains("documents by URL"), message);
    }

    private static String refusal(PromptBuilder prompt, Quirks quirks) {
        var error = assertThrows(ProxyError.class, () -> Written.of(prompt, quirks));
        assertEquals(ProxyError.Kind.BAD_REQUEST, error.kind());
        return error.message();
    }
}
