package dev.patchbay.codec.openai;

import static dev.patchbay.hub.PromptBuilder.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.OutputFormat;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.Quirks.JsonOutput;
import dev.patchbay.hub.Quirks.UserId;
import dev.patchbay.hub.Sampling;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The fields beside messages and tools.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PromptWriterTest {
    private static PromptBuilder asking() {
        return prompt().user("Hi");
    }

    private static Written to(String model, PromptBuilder prompt) {
        return to(Target.of("back", model), Traits.UNKNOWN, prompt);
    }

    private static Written to(Target target, Traits traits, PromptBuilder prompt) {
        return Written.of(prompt.build(), new Recipient("Back", target, SomeQuirks.NONE, traits));
    }

    private static Traits traits(int maxOutput, boolean fixedSampling, boolean completionKey) {
        return new Traits(
                maxOutput == 0 ? OptionalInt.empty() : OptionalInt.of(maxOutput),
                OptionalInt.empty(),
                true,
                List.of(),
                fixedSampling,
                false,
                completionKey);
    }

    @Test
    void a_plain_request_says_no_more_than_it_must() {
        Written.assertJson(
                """
                {"model":"model","messages":[{"role":"user","content":"Hi"}],"stream":false}
                """,
                Written.of(asking()).body());
    }

    @Test
    void a_stream_asks_for_its_usage() {
        var written = Written.of(asking().stream());
        written.holds("stream", "true");
        written.holds("stream_options", "{\"include_usage\":true}");
    }

    @Test
    void a_backend_may_refuse_stream_options() {
        Written.of(asking().stream(), SomeQuirks.with("noStreamOptions", true))
                .lacks("stream_options");
    }

    @Test
    void the_output_limit_is_named_by_the_model() {
        for (var model : List.of("gpt-5.2", "o4-mini", "openai/gpt-5", "o1", "gpt-10", "GPT-6")) {
            var written = to(model, asking().maxTokens(100));
            written.holds("max_completion_tokens", "100");
            written.lacks("max_tokens");
        }
        for (var model :
                List.of("gpt-4o", "deepseek-chat", "gpt-oss-120b", "gpt-35-turbo", "olmo-2")) {
            var written = to(model, asking().maxTokens(100));
            written.holds("max_tokens", "100");
            written.lacks("max_completion_tokens");
        }
    }

    @Test
    void target_before_backend_before_traits_name_the_output_limit() {
        to(Target.of("back", "m"), traits(0, false, true), asking().maxTokens(9))
                .holds("max_completion_tokens", "9");
        Written.of(
                        asking().maxTokens(9),
                        SomeQuirks.with("maxTokensKey", "max_tokens"),
                        traits(0, false, true))
                .holds("max_tokens", "9");
        var target =
                new Target(
                        "back",
                        "m",
                        OptionalDouble.empty(),
                        Optional.of("num_predict"),
                        OptionalInt.empty(),
                        Map.of());
        var written = to(target, traits(0, false, true), asking().maxTokens(9));
        written.holds("num_predict", "9");
        written.lacks("max_completion_tokens");
    }

    @Test
    void an_output_limit_above_the_models_is_lowered_and_told() {
        var written =
                to(Target.of("back", "m"), traits(8192, false, false), asking().maxTokens(64_000));
        written.holds("max_tokens", "8192");
        assertEquals(List.of(Loss.felt("max_tokens")), written.losses());
    }

    @Test
    void the_target_may_limit_the_output_further() {
        var target =
                new Target(
                        "back",
                        "m",
                        OptionalDouble.empty(),
                        Optional.empty(),
                        OptionalInt.of(50),
                        Map.of());
        to(target, Traits.UNKNOWN, asking().maxTokens(100)).holds("max_tokens", "50");
        to(target, Traits.UNKNOWN, asking().maxTokens(10)).holds("max_tokens", "10");
        to(target, Traits.UNKNOWN, asking()).holds("max_tokens", "50");
    }

    @Test
    void the_sampling_words_go_on_as_they_are() {
        var written = Written.of(asking().drawn(0.2, 0.9, 40), SomeQuirks.with("topK", true));
        written.holds("temperature", "0.2");
        written.holds("top_p", "0.9");
        written.holds("top_k", "40");
    }

    @Test
    void top_k_goes_only_to_those_who_know_it() {
        var written = Written.of(asking().drawn(0.2, 0.9, 40));
        written.lacks("top_k");
        assertEquals(List.of(Loss.slight("top_k")), written.losses());
    }

    @Test
    void a_model_with_fixed_sampling_is_not_told_how_to_draw() {
        var sampling =
                new Sampling(
                        OptionalInt.empty(),
                        OptionalDouble.of(1),
                        OptionalDouble.of(0.5),
                        OptionalInt.empty(),
                        List.of(),
                        OptionalDouble.of(0.1),
                        OptionalDouble.of(0.2),
                        OptionalLong.of(7));
        var free = Written.of(asking().sampling(sampling));
        free.holds("frequency_penalty", "0.1");
        free.holds("presence_penalty", "0.2");
        free.holds("seed", "7");

        var fixed =
                Written.of(asking().sampling(sampling), SomeQuirks.NONE, traits(0, true, false));
        for (var field : List.of("temperature", "top_p", "frequency_penalty", "presence_penalty")) {
            fixed.lacks(field);
            assertTrue(fixed.losses().contains(Loss.slight(field)), field);
        }
        fixed.holds("seed", "7");
    }

    @Test
    void at_most_four_stop_sequences_go_and_no_blank_one() {
        var written = Written.of(asking().stop("a", "", "b", "\n", "c", "d"));
        written.holds("stop", "[\"a\",\"b\",\"c\",\"d\"]");
        assertEquals(List.of(Loss.felt("stop_sequences")), written.losses());
        Written.of(asking().stop("a", "b", "c", "d", "e"))
                .holds("stop", "[\"a\",\"b\",\"c\",\"d\"]");
    }

    @Test
    void no_stop_sequences_are_no_field() {
        Written.of(asking().stop()).lacks("stop");
        Written.of(asking().stop(" ")).lacks("stop");
    }

    @Test
    void the_users_name_stays_in_the_house() {
        var prompt = asking().extra(Dialect.ANTHROPIC, "user_id", "user_1_account_2");
        var body = Written.of(prompt).body();
        assertFalse(Json.text(body).contains("account_2"), body::toString);
        assertEquals(List.of("model", "messages", "stream"), names(body));
    }

    @Test
    void a_hash_of_the_users_name_may_leave_it() {
        var prompt = asking().extra(Dialect.ANTHROPIC, "user_id", "abc");
        var hash = "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"";
        Written.of(prompt, SomeQuirks.with("userId", UserId.USER)).holds("user", hash);
        Written.of(prompt, SomeQuirks.with("userId", UserId.SAFETY_IDENTIFIER))
                .holds("safety_identifier", hash);
        Written.of(prompt, SomeQuirks.with("userId", UserId.PROMPT_CACHE_KEY))
                .holds("prompt_cache_key", hash);
    }

    @Test
    void what_only_this_dialect_knows_goes_on_but_overrides_nothing() {
        var written =
                Written.of(
                        asking().extra(Dialect.OPENAI, "verbosity", "low")
                                .extra(Dialect.OPENAI, "model", "other"));
        written.holds("verbosity", "\"low\"");
        written.holds("model", "\"model\"");
    }

    @Test
    void what_only_another_dialect_knows_is_told_as_lost() {
        var written = Written.of(asking().extra(Dialect.OCI, "safetyMode", "x"));
        written.lacks("safetyMode");
        assertEquals(List.of(Loss.slight("safetyMode")), written.losses());
    }

    @Test
    void what_is_fixed_for_the_target_has_the_last_word() {
        var target =
                new Target(
                        "back",
                        "m",
                        OptionalDouble.of(1.0),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Map.of("top_p", IntNode.valueOf(1), "provider", Json.object()));
        var written = to(target, traits(0, true, false), asking().drawn(0.2, 0.9, 40));
        written.holds("temperature", "1.0");
        written.holds("top_p", "1");
        written.holds("provider", "{}");
    }

    @Test
    void a_schema_for_the_answer_is_a_named_response_format() {
        Written.of(asking().format(form(CLOSED)))
                .holds(
                        "response_format",
                        """
                        {"type":"json_schema","json_schema":{
                          "name":"output","schema":%s,"strict":true}}
                        """
                                .formatted(CLOSED));
    }

    @Test
    void a_schema_that_is_not_closed_is_sent_without_strict() {
        var written = Written.of(asking().format(form("{\"type\":\"object\"}")));
        assertFalse(written.body().at("/response_format/json_schema").has("strict"));
        assertEquals(List.of(Loss.slight("strict response_format")), written.losses());
    }

    @Test
    void a_backend_that_knows_only_json_learns_the_schema_from_its_system_text() {
        var written =
                Written.of(
                        asking().format(form(CLOSED)),
                        SomeQuirks.with("jsonOutput", JsonOutput.OBJECT));
        written.holds("response_format", "{\"type\":\"json_object\"}");
        assertTrue(written.messages().at("/0/content").asText().endsWith(CLOSED));
        assertEquals(List.of(Loss.felt("response_format")), written.losses());
    }

    @Test
    void a_backend_without_json_is_asked_for_none() {
        var none = SomeQuirks.with("jsonOutput", JsonOutput.NONE);
        for (var format : List.of(form(CLOSED), new OutputFormat.AnyJson())) {
            var written = Written.of(asking().format(format), none);
            written.lacks("response_format");
            assertEquals(List.of(Loss.felt("response_format")), written.losses());
        }
    }

    @Test
    void any_json_is_a_json_object() {
        Written.of(asking().format(new OutputFormat.AnyJson()))
                .holds("response_format", "{\"type\":\"json_object\"}");
    }

    private static final String CLOSED =
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
                    + "\"required\":[\"a\"],\"additionalProperties\":false}";

    private static OutputFormat form(String schema) {
        return new OutputFormat.JsonSchema("output", Json.objectOrNull(schema), true);
    }

    private static List<String> names(ObjectNode body) {
        return body.properties().stream().map(Map.Entry<String, JsonNode>::getKey).toList();
    }
}
